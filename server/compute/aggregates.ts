/**
 * Host aggregates: groups of hosts, by which there are zones. https://docs.openstack.org/api-ref/compute/#host-aggregates-os-aggregates
 * Follows `nova/api/openstack/compute/aggregates.py` and `nova/compute/api.py: AggregateAPI`.
 */
import type { z } from 'zod';
import { type Aggregate as AggregateView, aggregates as table } from '../../contracts/compute/aggregates.ts';
import { naive } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { imageForServer } from '../image/for-servers.ts';
import { type Aggregate, aggregates } from './aggregate-rows.ts';
import { ZONE, add, addAggregate, checkZone, keepsZone, remove, rezone } from './aggregate-zones.ts';
import { hosts } from './host-rows.ts';

export const aggregateHandlers = implement(table, {
  list: async (request) => ({ aggregates: (await request.rows.list(aggregates, { sort: [['number', 'asc']] })).map(view) }),
  create: async (request) => {
    const { name, availability_zone: zone } = request.body.aggregate;
    await refuseDuplicate(request, name);
    const aggregate = await addAggregate(request, name, zone ? { [ZONE]: zone.trim() } : {});
    return { aggregate: view(aggregate) };
  },
  show: async (request) => ({ aggregate: view(await aggregateOf(request)) }),
  update: async (request) => {
    const aggregate = await aggregateOf(request);
    const { name, ...metadata } = request.body.aggregate;
    if (name !== undefined && name.trim() !== aggregate.name) {
      await refuseDuplicate(request, name.trim());
      Object.assign(aggregate, { name: name.trim(), updated_at: request.now });
      await request.rows.update(aggregates, aggregate);
    }
    // the name stays changed where the zone is refused
    return { aggregate: view(await describe(request, aggregate, metadata, 'update')) };
  },
  delete: async (request) => {
    const { id, number, hosts: members } = await aggregateOf(request);
    if (members.length) throw badRequest(`Cannot remove host from aggregate ${number}. Reason: Host aggregate is not empty.`);
    await request.rows.remove(aggregates, id);
  },
  addHost: async (request) => {
    checkId(request);
    const { host } = request.body.add_host;
    if (!(await request.rows.get(hosts, host))) throw notFound(`Compute host ${host} could not be found.`);
    const aggregate = await aggregateOf(request);
    const word = (reason: string) => conflict(`Cannot add host to aggregate ${aggregate.number}. Reason: ${reason}.`);
    await checkZone(request, aggregate, aggregate.metadata, [host], word);
    await keepsZone(request, aggregate, host, 'added', word);
    if (aggregate.hosts.includes(host)) throw conflict(`Aggregate ${aggregate.number} already has host ${host}.`);
    return { aggregate: view(await add(request, aggregate, host)) };
  },
  removeHost: async (request) => {
    checkId(request);
    const { host } = request.body.remove_host;
    const absent = notFound(`Cannot remove host ${host} in aggregate ${request.params.aggregate_id}`);
    const aggregate = await find(request);
    if (!aggregate || !(await request.rows.get(hosts, host))) throw absent;
    const word = (reason: string) => conflict(`Cannot remove host from aggregate ${aggregate.number}. Reason: ${reason}.`);
    await keepsZone(request, aggregate, host, 'removed', word);
    if (!aggregate.hosts.includes(host)) throw absent;
    return { aggregate: view(await remove(request, aggregate, host)) };
  },
  setMetadata: async (request) => {
    const { metadata } = request.body.set_metadata;
    return { aggregate: view(await describe(request, await aggregateOf(request), metadata, 'update metadata of')) };
  },
  /** Hosts fetch images at once, and nothing can be seen of it. */
  cacheImages: async (request) => {
    checkId(request);
    const ids = request.body.cache.map(({ id }) => id);
    if (new Set(ids).size < ids.length) throw badRequest('Duplicate images in request');
    await aggregateOf(request);
    for (const id of ids) if (!(await imageForServer(request, request.caller, id))) throw badRequest(`Image ${id} could not be found.`);
  },
});

type Named = Context & { params: { aggregate_id: string } };
function checkId({ params }: Named): void {
  if (!/^\s*[+-]?\d+\s*$/.test(params.aggregate_id)) throw badRequest('Invalid input received: id must be an integer');
}
async function find({ rows, params }: Named): Promise<Aggregate | undefined> {
  const [found] = await rows.list(aggregates, { where: { number: Number(params.aggregate_id) }, limit: 1 });
  return found;
}
/** Throws 400 and 404. */
async function aggregateOf(request: Named): Promise<Aggregate> {
  checkId(request);
  const found = await find(request);
  if (!found) throw notFound(`Aggregate ${request.params.aggregate_id} could not be found.`);
  return found;
}
async function refuseDuplicate({ rows }: Context, name: string): Promise<void> {
  if (await rows.count(aggregates, { name })) throw conflict(`Aggregate ${name} already exists.`);
}

/** Writes metadata; null takes a key away. Throws 400. @param what is done: `update` */
async function describe(request: Context, aggregate: Aggregate, wanted: Record<string, string | null | undefined>, what: string): Promise<Aggregate> {
  const word = (reason: string) => badRequest(`Cannot ${what} aggregate ${aggregate.number}. Reason: ${reason}.`, { kept: true });
  await checkZone(request, aggregate, wanted, aggregate.hosts, word, 'and no servers');
  const metadata = Object.fromEntries(
    Object.entries({ ...aggregate.metadata, ...wanted }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const saved = await request.rows.update(aggregates, { ...aggregate, metadata, updated_at: request.now });
  await rezone(request, saved.hosts);
  return saved;
}

const view = ({ id, number, name, hosts: members, metadata, created_at, updated_at }: Aggregate): z.output<typeof AggregateView> => ({
  id: number,
  uuid: id,
  name,
  availability_zone: metadata[ZONE] ?? null,
  hosts: members,
  metadata,
  created_at: naive(created_at),
  updated_at: updated_at === null ? null : naive(updated_at),
  deleted: false,
  deleted_at: null,
});
