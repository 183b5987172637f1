/**
 * Allocations. https://docs.openstack.org/api-ref/placement/#allocations
 * Follows `placement/handlers/allocation.py`.
 */
import type { z } from 'zod';
import { allocations as table } from '../../contracts/placement/allocations.ts';
import type { ManyHeld } from '../../contracts/placement/consumers.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import type { CloudError } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { held, manyHeld } from './consumer-schemas.ts';
import { absent, conflicting, refused } from './faults.ts';
import { shown } from './fresh.ts';
import { type Allocations, type Owner, Unfit, type Wanted, consumerFor, consumers, consumersOf, drop, replaceAll } from './ledger.ts';
import { providerFor, providers } from './providers.ts';
import { bodyOf } from './read.ts';
import { isResourceClass } from './resource-classes.ts';
import { dashed } from './uuids.ts';

export const allocationHandlers = implement(table, {
  async ofProvider(request) {
    const { uuid } = request.params;
    const provider = await providerFor(request, uuid, `Resource provider '${uuid}' not found`);
    const found = await consumersOf(request, uuid);
    const byConsumer = Object.fromEntries(
      found.map(({ id, allocations, generation }) => [id, { resources: allocations[uuid] ?? {}, consumer_generation: generation }]),
    );
    const changed = found.length ? Math.max(...found.map(({ created_at }) => created_at)) : request.now;
    return shown(request, { allocations: byConsumer, resource_provider_generation: provider.generation }, changed);
  },
  async ofConsumer(request) {
    const consumer = await request.rows.get(consumers, request.params.consumer_uuid);
    if (!consumer || !Object.keys(consumer.allocations).length) return shown(request, { allocations: {} });
    const generations = new Map<string, number>();
    for (const id of Object.keys(consumer.allocations)) generations.set(id, (await request.rows.get(providers, id))?.generation ?? 0);
    const byProvider = Object.entries(consumer.allocations).map(([id, resources]) => [id, { generation: generations.get(id) ?? 0, resources }] as const);
    const { project_id, user_id, generation, type, created_at } = consumer;
    const whose = { project_id, user_id, consumer_generation: generation, consumer_type: type ?? 'unknown' };
    return shown(request, { allocations: Object.fromEntries(byProvider), ...whose }, created_at);
  },
  async replace(request) {
    const { consumer_uuid } = request.params;
    if (!isUuidLike(consumer_uuid)) throw refused(`Malformed consumer_uuid: ${consumer_uuid}`);
    const id = dashed(consumer_uuid);
    const { allocations, ...about } = bodyOf(request, held) as About & { allocations: Listed | ByProvider };
    const byProvider: ByProvider = Array.isArray(allocations)
      ? Object.fromEntries(allocations.map(({ resource_provider, resources }) => [resource_provider.uuid, { resources }]))
      : allocations;
    const consumer = await consumerFor(request, id, ownerOf(about), seen(request, about));
    const wanted = await amountsOf(request, byProvider);
    await write(request, [{ consumer, allocations: wanted }], `Unable to allocate inventory for consumer ${id}:`);
  },
  async delete(request) {
    const { consumer_uuid } = request.params;
    const consumer = await request.rows.get(consumers, consumer_uuid);
    if (!consumer || !Object.keys(consumer.allocations).length) throw absent(`No allocations for consumer '${consumer_uuid}'`);
    await drop(request, consumer);
  },
  async replaceMany(request) {
    await write(request, await wantedOf(request, bodyOf(request, manyHeld)), 'Unable to allocate inventory');
  },
});

interface About {
  project_id?: string;
  user_id?: string;
  consumer_generation?: number | null;
  consumer_type?: string;
}
type ByProvider = Record<string, { resources: Record<string, number> }>;
type Listed = { resource_provider: { uuid: string }; resources: Record<string, number> }[];
/** Stands for the owners that were not told at first. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const ownerOf = ({ project_id, user_id, consumer_type }: About): Owner => ({
  project_id: project_id ?? NOBODY,
  user_id: (project_id === undefined ? undefined : user_id) ?? NOBODY,
  type: consumer_type ?? null,
});
const seen = ({ version }: Context, { consumer_generation = null }: About): number | null | undefined =>
  within(version, { since: '1.28' }) ? consumer_generation : undefined;

/** What a body with several consumers asks for. Throws 400 and 409. */
export async function wantedOf(request: Context, body: z.output<typeof ManyHeld>): Promise<Wanted[]> {
  const list: Wanted[] = [];
  const entries = Object.entries(body as Record<string, About & { allocations: ByProvider }>);
  for (const [id, about] of entries) list.push({ consumer: await consumerFor(request, id, ownerOf(about), seen(request, about)), allocations: {} });
  for (const [n, [, { allocations }]] of entries.entries()) (list[n] as Wanted).allocations = await amountsOf(request, allocations);
  return list;
}
/** Throws 400 where a provider is not there. */
async function amountsOf({ rows }: Scope, byProvider: ByProvider): Promise<Allocations> {
  for (const id of Object.keys(byProvider)) {
    if (!(await rows.get(providers, id))) throw refused(`Allocation for resource provider '${id}' that does not exist.`);
  }
  return Object.fromEntries(Object.entries(byProvider).map(([id, { resources }]) => [id, resources]));
}

/** Throws 400 on an unknown class, with `where` before the reason. */
export async function checkClasses(scope: Scope, names: readonly string[], word: (reason: string) => CloudError): Promise<void> {
  for (const name of names) if (!(await isResourceClass(scope, name))) throw word(`No such resource class ${name}.`);
}
async function write(scope: Scope, wanted: readonly Wanted[], where: string): Promise<void> {
  const names = wanted.flatMap(({ allocations }) => Object.values(allocations).flatMap(Object.keys));
  await checkClasses(scope, names, (reason) => refused(`${where} ${reason}`));
  try {
    await replaceAll(scope, wanted);
  } catch (error) {
    if (error instanceof Unfit) throw conflicting(`Unable to allocate inventory: ${error.message}`);
    throw error;
  }
}
