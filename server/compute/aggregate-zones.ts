/** Which host is in which aggregate, and by that in which zone: Placement and the scheduler are told. `nova/compute/api.py: AggregateAPI`, `nova/availability_zones.py` */
import type { Scope } from '../core/world.ts';
import { providers, save } from '../placement/providers.ts';
import { type Aggregate, aggregates } from './aggregate-rows.ts';
import { DEFAULT_ZONE, hosts } from './host-rows.ts';

/** The metadata that makes a zone of an aggregate. */
export const ZONE = 'availability_zone';

export async function addAggregate({ world, rows, now }: Scope, name: string, metadata: Record<string, string>): Promise<Aggregate> {
  const [newest] = await rows.list(aggregates, { sort: [['number', 'desc']], limit: 1 });
  const number = (newest?.number ?? 0) + 1;
  return rows.insert(aggregates, { id: world.ids.uuid(), number, name, hosts: [], metadata, created_at: now, updated_at: null });
}
export async function add(scope: Scope, aggregate: Aggregate, host: string): Promise<Aggregate> {
  const saved = await scope.rows.update(aggregates, { ...aggregate, hosts: [...aggregate.hosts, host] });
  await tellPlacement(scope, host, (ids) => [...ids.filter((id) => id !== aggregate.id), aggregate.id]);
  await rezone(scope, [host]);
  return saved;
}
export async function remove(scope: Scope, aggregate: Aggregate, host: string): Promise<Aggregate> {
  const saved = await scope.rows.update(aggregates, { ...aggregate, hosts: aggregate.hosts.filter((other) => other !== host) });
  await tellPlacement(scope, host, (ids) => ids.filter((id) => id !== aggregate.id));
  await rezone(scope, [host]);
  return saved;
}
async function tellPlacement(scope: Scope, host: string, change: (ids: string[]) => string[]): Promise<void> {
  const node = (await scope.rows.get(hosts, host))?.node_id;
  const provider = node === undefined ? undefined : await scope.rows.get(providers, node);
  if (provider) await save(scope, { ...provider, aggregates: change(provider.aggregates) });
}

export const aggregatesOf = ({ rows }: Scope, host: string): Promise<Aggregate[]> =>
  rows.list(aggregates, { sort: [['number', 'asc']], filter: (aggregate) => aggregate.hosts.includes(host) });
/** Has hosts be in the zones that their aggregates say. */
export async function rezone(scope: Scope, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const host = await scope.rows.get(hosts, name);
    const zone = (await aggregatesOf(scope, name)).map(({ metadata }) => metadata[ZONE]).find((said) => said !== undefined);
    if (host) await scope.rows.update(hosts, { ...host, availability_zone: zone ?? DEFAULT_ZONE });
  }
}

type Word = (reason: string) => Error;
/** A host is in one zone only. @param servers whether servers may be in the way of a change */
export async function checkZone(
  scope: Scope,
  aggregate: Aggregate,
  metadata: Record<string, string | null | undefined>,
  members: readonly string[],
  word: Word,
  servers?: 'and no servers',
): Promise<void> {
  if (!Object.hasOwn(metadata, ZONE)) return;
  const zone = metadata[ZONE];
  if (!zone) throw word(`Aggregate ${aggregate.name} does not support empty named availability zone`);
  const others = await scope.rows.list(aggregates, {
    sort: [['number', 'asc']],
    filter: ({ id, hosts: own }) => id !== aggregate.id && own.some((host) => members.includes(host)),
  });
  const zones = others.flatMap((other) => other.metadata[ZONE] ?? []).filter((other) => other !== zone);
  if (zones.length) throw word(`One or more hosts already in availability zone(s) [${zones.map((name) => `'${name}'`).join(', ')}]`);
  if (servers === undefined || aggregate.metadata[ZONE] === zone) return;
  for (const host of members) if ((await scope.rows.get(hosts, host))?.servers) throw word('One or more hosts contain instances in this zone');
}
/** Servers do not change their zone. */
export async function keepsZone(scope: Scope, aggregate: Aggregate, host: string, what: 'added' | 'removed', word: Word): Promise<void> {
  const count = (await scope.rows.get(hosts, host))?.servers ?? 0;
  const own = aggregate.metadata[ZONE];
  if (!count || !own) return;
  const others = (await aggregatesOf(scope, host)).filter(({ id }) => what === 'added' || id !== aggregate.id);
  const other = others.flatMap(({ metadata }) => metadata[ZONE] ?? [])[0] ?? 'None';
  if (other === own) return;
  const [from, to] = what === 'added' ? [other, own] : [own, other];
  const where = what === 'added' ? 'added to' : 'removed from';
  throw word(
    `The host cannot be ${where} the aggregate as the availability zone of the host would change from '${from}' to '${to}' but the host already has ${count} instance(s). Changing the AZ of an existing instance is not supported by this action. Move the instances away from this host then try again. If you need to move the instances between AZs then you can use shelve_offload and unshelve to achieve this.`,
  );
}
