/**
 * Who holds what: the ledger that Placement's clients and Nova's scheduler write alike. `placement/objects/allocation.py`, `placement/objects/consumer.py`
 */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { CONCURRENT, conflicting } from './faults.ts';
import { type Amounts, type Provider, capacityOf, providers, save } from './providers.ts';

/** By id of the provider. */
export type Allocations = Record<string, Amounts>;
export interface Consumer {
  /** The uuid: of a server, of a migration, or of what a client likes. */
  id: string;
  project_id: string;
  user_id: string;
  /** `INSTANCE`; null before there were types. */
  type: string | null;
  generation: number;
  allocations: Allocations;
  /** The provider, to search by, where there is one only. */
  provider: string | null;
  /** Of the allocations, which are never changed but replaced; ms since the epoch. */
  created_at: number;
}
export const consumers = collection<Consumer>('placement_consumers', { project_id: 'text', provider: 'text' });

/** Throws one of these where a change of the ledger does not fit. */
export class Unfit extends Error {}
const invalidInventory = (name: string, provider: string): Unfit => new Unfit(`Inventory for '${name}' on resource provider '${provider}' invalid.`);
const unfit = (name: string, provider: string, reason: string): Unfit =>
  new Unfit(`Unable to create allocation for '${name}' on resource provider '${provider}'. The requested amount would ${reason}.`);

/** Those that hold something of a provider. */
export async function consumersOf({ rows }: Scope, provider: string): Promise<Consumer[]> {
  const alone = await rows.list(consumers, { where: { provider } });
  const shared = await rows.list(consumers, { where: { provider: null }, filter: ({ allocations }) => Object.hasOwn(allocations, provider) });
  return [...alone, ...shared].toSorted((a, b) => a.created_at - b.created_at);
}

export interface Wanted {
  consumer: Consumer;
  /** All that it is to hold; nothing gives back what it held. */
  allocations: Allocations;
}
/** Replaces what consumers hold, all of them or none. Throws Unfit. The providers named have to be there. */
export async function replaceAll(scope: Scope, wanted: readonly Wanted[]): Promise<void> {
  const { rows, now } = scope;
  const known = new Map<string, Provider>();
  const before = new Map<string, Amounts>();
  for (const { consumer, allocations } of wanted) {
    for (const id of Object.keys({ ...consumer.allocations, ...allocations })) {
      const provider = known.get(id) ?? (await rows.get(providers, id));
      if (!provider || known.has(id)) continue;
      known.set(id, provider);
      before.set(id, { ...provider.used });
    }
  }
  for (const { consumer } of wanted) count(known, consumer.allocations, -1);
  const visited = new Set(wanted.flatMap(({ consumer, allocations }) => Object.keys(isEmpty(allocations) ? consumer.allocations : allocations)));
  checkInventories(known, wanted);
  for (const { allocations } of wanted) take(known, before, allocations);
  for (const [id, provider] of known) await (visited.has(id) ? save(scope, provider) : rows.update(providers, provider));
  for (const { consumer, allocations } of wanted) {
    if (isEmpty(allocations) && !isEmpty(consumer.allocations)) await rows.remove(consumers, consumer.id);
    else await rows.update(consumers, written(consumer, allocations, now));
  }
}
const isEmpty = (allocations: Allocations): boolean => Object.keys(allocations).length === 0;

function written(consumer: Consumer, allocations: Allocations, now: number): Consumer {
  const [only, more] = Object.keys(allocations);
  const generation = consumer.generation + (isEmpty(allocations) ? 0 : 1);
  return { ...consumer, generation, allocations, provider: more === undefined ? (only ?? null) : null, created_at: now };
}

function count(known: ReadonlyMap<string, Provider>, allocations: Allocations, times: 1 | -1): void {
  for (const [id, amounts] of Object.entries(allocations)) {
    const used = known.get(id)?.used;
    if (!used) continue;
    for (const [name, amount] of Object.entries(amounts)) used[name] = (used[name] ?? 0) + times * amount;
  }
}

/** A provider of which something is wanted has one of the classes that are wanted at all. */
function checkInventories(known: ReadonlyMap<string, Provider>, wanted: readonly Wanted[]): void {
  const asked = wanted.map(({ consumer, allocations }) => (isEmpty(allocations) ? consumer.allocations : allocations));
  const names = [...new Set(asked.flatMap((allocations) => Object.values(allocations).flatMap(Object.keys)))];
  const without = [...new Set(asked.flatMap(Object.keys))].filter((id) => !names.some((name) => Object.hasOwn(known.get(id)?.inventories ?? {}, name)));
  if (without.length) throw invalidInventory(names.join(', '), without.join(', '));
}

/** Takes the amounts, one after the other. What is too much already may stay so, but not get worse. */
function take(known: ReadonlyMap<string, Provider>, before: ReadonlyMap<string, Amounts>, allocations: Allocations): void {
  for (const [id, amounts] of Object.entries(allocations)) {
    const provider = known.get(id);
    for (const [name, amount] of Object.entries(amounts)) {
      const inventory = provider && Object.hasOwn(provider.inventories, name) ? provider.inventories[name] : undefined;
      if (!provider || !inventory) throw invalidInventory(name, id);
      const { min_unit, max_unit, step_size } = inventory;
      if (amount < min_unit || amount > max_unit || amount % step_size) throw unfit(name, id, 'violate inventory constraints');
      const used = (provider.used[name] ?? 0) + amount;
      if (used > capacityOf(inventory) && used > (before.get(id)?.[name] || -1)) throw unfit(name, id, 'exceed the capacity');
      provider.used[name] = used;
    }
  }
}

/** Drops a consumer with all that it holds. The providers keep their generation. */
export async function drop({ rows }: Scope, { id, allocations }: Consumer): Promise<void> {
  for (const [uuid, amounts] of Object.entries(allocations)) {
    const provider = await rows.get(providers, uuid);
    if (!provider) continue;
    count(new Map([[uuid, provider]]), { [uuid]: amounts }, -1);
    await rows.update(providers, provider);
  }
  await rows.remove(consumers, id);
}

export interface Owner {
  project_id: string;
  user_id: string;
  type: string | null;
}
/** A consumer that holds nothing yet. */
export const newConsumer = (id: string, owner: Owner): Consumer => ({ id, ...owner, generation: 0, allocations: {}, provider: null, created_at: 0 });

/** The consumer as it is, with the owner that the client names. Throws 409 unless the client has seen its generation (null: that there is none yet). */
export async function consumerFor({ rows }: Scope, id: string, owner: Owner, seen?: number | null): Promise<Consumer> {
  const found = await rows.get(consumers, id);
  const actual = found?.generation ?? null;
  if (seen !== undefined && seen !== actual) {
    throw conflicting(`consumer generation conflict - expected ${actual ?? 'null'} but got ${seen ?? 'None'}`, CONCURRENT);
  }
  if (!found) return newConsumer(id, owner);
  return { ...found, ...owner, type: owner.type ?? found.type };
}

/** What one consumer holds, another of the same owner holds from now on. The amounts stay what they are, also where they would be refused by now. */
export async function transfer(scope: Scope, from: Consumer, to: Consumer): Promise<void> {
  for (const id of Object.keys(from.allocations)) {
    const provider = await scope.rows.get(providers, id);
    if (provider) await save(scope, provider);
  }
  await scope.rows.remove(consumers, from.id);
  await scope.rows.update(consumers, written(to, from.allocations, scope.now));
}
