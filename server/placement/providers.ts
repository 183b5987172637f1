/** Resource providers: what there is to be had. Nova keeps one for each of its hosts. `placement/objects/resource_provider.py` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { absent, escaped } from './faults.ts';

export interface Inventory {
  total: number;
  reserved: number;
  min_unit: number;
  max_unit: number;
  step_size: number;
  allocation_ratio: number;
}
/** By resource class. */
export type Amounts = Record<string, number>;
export interface Provider {
  /** The uuid. */
  id: string;
  /** In order of creation. */
  number: number;
  name: string;
  generation: number;
  parent: string | null;
  /** The top of its tree, itself perhaps. */
  root: string;
  inventories: Record<string, Inventory>;
  /** What consumers hold of it, together. */
  used: Amounts;
  traits: string[];
  aggregates: string[];
  /** ms since the epoch */
  created_at: number;
  updated_at: number | null;
}
export const providers = collection<Provider>('placement_resource_providers', { number: 'integer', name: 'text', parent: 'text', root: 'text' }, [['name']]);

/** In order of creation. */
export const allProviders = ({ rows }: Scope): Promise<Provider[]> => rows.list(providers, { sort: [['number', 'asc']] });

/** Inserts a provider without anything. Throws DuplicateError on a name or id that is taken. */
export async function addProvider({ rows, now }: Scope, provider: Pick<Provider, 'id' | 'name'> & Partial<Provider>): Promise<Provider> {
  const [newest] = await rows.list(providers, { sort: [['number', 'desc']], limit: 1 });
  const empty = { generation: 0, parent: null, root: provider.id, inventories: {}, used: {}, traits: [], aggregates: [], created_at: now, updated_at: null };
  return rows.insert(providers, { ...empty, ...provider, number: (newest?.number ?? 0) + 1 });
}

const missing = (uuid: string): string => `No resource provider with uuid ${uuid} found`;
/** Throws 404 as what is around the handlers words it. */
export async function providerOf({ rows }: Scope, uuid: string): Promise<Provider> {
  const found = await rows.get(providers, uuid);
  if (!found) throw escaped(missing(uuid));
  return found;
}
/** Throws 404 with `where` before the reason. */
export async function providerFor({ rows }: Scope, uuid: string, where: string): Promise<Provider> {
  const found = await rows.get(providers, uuid);
  if (!found) throw absent(`${where}: ${missing(uuid)}`);
  return found;
}
/** Writes a change; every change is a generation. */
export const save = async ({ rows, now }: Scope, provider: Provider): Promise<Provider> =>
  rows.update(providers, { ...provider, generation: provider.generation + 1, updated_at: now });

/** When it was last changed, as far as Placement tells. */
export const changedAt = ({ created_at, updated_at }: Pick<Provider, 'created_at' | 'updated_at'>): number => updated_at ?? created_at;

/** How much may be handed out, not rounded. */
export const capacityOf = ({ total, reserved, allocation_ratio }: Inventory): number => (total - reserved) * allocation_ratio;
/** Whether one more request of this size finds room. `placement/objects/research_context.py` (`_capacity_check_clause`) */
export function hasRoom({ inventories, used }: Pick<Provider, 'inventories' | 'used'>, name: string, amount: number): boolean {
  const inventory = Object.hasOwn(inventories, name) ? inventories[name] : undefined;
  if (!inventory) return false;
  const { min_unit, max_unit, step_size } = inventory;
  return (used[name] ?? 0) + amount <= capacityOf(inventory) && min_unit <= amount && amount <= max_unit && amount % step_size === 0;
}
