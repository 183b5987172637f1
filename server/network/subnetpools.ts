/**
 * Subnet pools. https://docs.openstack.org/api-ref/network/v2/#subnet-pools-extension-subnetpools
 * Follows `neutron/ipam/subnet_alloc.py` and `neutron/db/db_base_plugin_v2.py`.
 */
import type { z } from 'zod';
import { type SubnetPool as SubnetPoolView, subnetpools as table } from '../../contracts/network/subnetpools.ts';
import { implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type Cidr, formatCidr, overlap, parseCidr } from './addresses.ts';
import { subnetPoolAttributes } from './attributes/subnetpools.ts';
import type { Prepared } from './engine/body.ts';
import { type Served, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { invalidInput, subnetPoolNotFound } from './faults.ts';
import { admitting } from './quota.ts';
import { close, open } from './rbac-rows.ts';
import { type SubnetPool, subnetPools, subnets } from './rows.ts';

export const subnetPoolKind: Served<SubnetPool> = {
  name: 'subnetpool',
  collection: 'subnetpools',
  attributes: subnetPoolAttributes,
  rows: subnetPools,
  missing: subnetPoolNotFound,
  shares: 'subnetpool',
  views: async (_scope, list) => list.map(view),
  updated: (shown, { min_prefixlen, max_prefixlen, default_prefixlen }) => ({ ...shown, min_prefixlen, max_prefixlen, default_prefixlen }),
  admit: admitting('subnetpool'),
  create: async (request, body) => create(request, body),
  update,
  remove,
};
export const subnetPoolHandlers = implement(table, serve(subnetPoolKind));

const view = (pool: SubnetPool): Omit<z.input<typeof SubnetPoolView>, 'shared'> => ({
  ...pool,
  tenant_id: pool.project_id,
  min_prefixlen: String(pool.min_prefixlen),
  max_prefixlen: String(pool.max_prefixlen),
  default_prefixlen: String(pool.default_prefixlen),
  ...standardView(pool),
});

type Shape = Pick<SubnetPool, 'prefixes' | 'ip_version' | 'min_prefixlen' | 'max_prefixlen' | 'default_prefixlen'>;
/** Prefixes, merged where they touch, and the lengths that subnets may have. Throws 400. */
function shape(wanted: Partial<SubnetPool>): Shape {
  const nets = (wanted.prefixes ?? []).map((prefix) => parseCidr(prefix) as Cidr);
  const [first] = nets;
  if (!first) throw badRequest('Empty subnet pool prefix list.', { type: 'EmptySubnetPoolPrefixList' });
  const { version } = first;
  if (nets.some((net) => net.version !== version)) throw badRequest('Cannot mix IPv4 and IPv6 prefixes in a subnet pool.', { type: 'PrefixVersionMismatch' });
  const longest = version === 4 ? 32 : 128;
  const { min_prefixlen = version === 4 ? 8 : 64, max_prefixlen = longest, default_prefixlen = min_prefixlen } = wanted;
  if (min_prefixlen > max_prefixlen) throw illegal('min_prefixlen', min_prefixlen, 'max_prefixlen', max_prefixlen);
  if (max_prefixlen > longest) throw illegal('max_prefixlen', max_prefixlen, 'ip_version_max', longest);
  if (default_prefixlen < min_prefixlen) throw illegal('default_prefixlen', default_prefixlen, 'min_prefixlen', min_prefixlen);
  if (default_prefixlen > max_prefixlen) throw illegal('default_prefixlen', default_prefixlen, 'max_prefixlen', max_prefixlen);
  return { prefixes: merged(nets).map(formatCidr), ip_version: version, min_prefixlen, max_prefixlen, default_prefixlen };
}
const illegal = (type: string, length: number, base: string, bound: number) =>
  badRequest(`Illegal prefix bounds: ${type}=${length}, ${base}=${bound}.`, { type: 'IllegalSubnetPoolPrefixBounds' });

/** The fewest prefixes that cover the same addresses. */
function merged(nets: readonly Cidr[]): Cidr[] {
  const list = nets.map((net) => ({ ...net, ip: net.first })).toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.prefix - b.prefix));
  const done: Cidr[] = [];
  for (const net of list) {
    if (done.some((other) => overlap(other, net))) continue;
    let block = net;
    for (let last = done.at(-1); last && last.prefix === block.prefix && isPair(last, block); last = done.at(-1)) {
      done.pop();
      block = { ...last, prefix: last.prefix - 1, last: block.last };
    }
    done.push(block);
  }
  return done;
}
const isPair = (lower: Cidr, upper: Cidr): boolean => lower.last + 1n === upper.first && lower.first % ((lower.last - lower.first + 1n) * 2n) === 0n;

async function refuseSecondDefault({ rows }: Scope, ip_version: number): Promise<void> {
  if (!(await rows.count(subnetPools, { is_default: true, ip_version }))) return;
  throw invalidInput('A default subnetpool for this IP family has already been set. Only one default may exist per IP family');
}
function refuseScope(id: unknown): void {
  if (id) throw notFound(`Address scope ${String(id)} could not be found.`, { type: 'AddressScopeNotFound' });
}

/** Also makes the pools of a seed. */
export async function create(scope: Scope, body: Prepared): Promise<SubnetPool> {
  const wanted = body as Partial<SubnetPool> & Pick<SubnetPool, 'name' | 'project_id'> & { shared?: boolean };
  const own = shape(wanted);
  if (wanted.is_default) await refuseSecondDefault(scope, own.ip_version);
  refuseScope(wanted.address_scope_id);
  const pool = await scope.rows.insert(subnetPools, {
    ...standard(scope, wanted.project_id, wanted.description),
    name: wanted.name,
    ...own,
    default_quota: wanted.default_quota ?? null,
    is_default: wanted.is_default ?? false,
    address_scope_id: null,
  });
  if (wanted.shared) await open(scope, 'subnetpool', pool);
  return pool;
}

async function update(scope: Scope, pool: SubnetPool, body: Prepared): Promise<SubnetPool> {
  const changes = body as Partial<SubnetPool>;
  if (changes.prefixes) refuseLoss(pool.prefixes, changes.prefixes);
  const own = shape({ ...pool, ...changes });
  if (changes.is_default && !pool.is_default) await refuseSecondDefault(scope, own.ip_version);
  refuseScope(changes.address_scope_id);
  return touch(scope, subnetPools, { ...pool, ...changes, ...own });
}
/** Prefixes may be added, not taken away. */
function refuseLoss(old: readonly string[], prefixes: readonly string[]): void {
  const kept = merged(prefixes.map((prefix) => parseCidr(prefix) as Cidr));
  const lost = old.some((prefix) => !kept.some((net) => net.first <= (parseCidr(prefix) as Cidr).first && net.last >= (parseCidr(prefix) as Cidr).last));
  if (lost) throw badRequest('Illegal update to prefixes: Existing prefixes must be a subset of the new prefixes.', { type: 'IllegalSubnetPoolPrefixUpdate' });
}

async function remove(scope: Scope, { id }: SubnetPool): Promise<void> {
  const { rows } = scope;
  if (await rows.count(subnets, { subnetpool_id: id })) {
    throw badRequest('Unable to delete subnet pool: Subnet pool has existing allocations.', { type: 'SubnetPoolDeleteError' });
  }
  await close(scope, id);
  await rows.remove(subnetPools, id);
}
