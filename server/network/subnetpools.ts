/**
 * Subnet pools. https://docs.openstack.org/api-ref/network/v2/#subnet-pools-extension-subnetpools
 * Follows `neutron/ipam/subnet_alloc.py` and `neutron/db/db_base_plugin_v2.py`.
 */
import type { z } from 'zod';
import { type SubnetPool as SubnetPoolView, subnetpools as table } from '../../contracts/network/subnetpools.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type Cidr, formatCidr, merged, parseCidr } from './addresses.ts';
import { subnetPoolAttributes } from './attributes/subnetpools.ts';
import type { Prepared } from './engine/body.ts';
import { type Served, find, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { invalidInput, subnetPoolNotFound } from './faults.ts';
import { admitting } from './quota.ts';
import { type Asking, close, open } from './rbac-rows.ts';
import { type SubnetPool, subnetPools, subnets } from './rows.ts';
import { adopt, checkScope, prefixesIn, subnetsToOnboard, withoutPrefixes } from './subnetpool-changes.ts';

export const subnetPoolKind: Served<SubnetPool> = {
  name: 'subnetpool',
  collection: 'subnetpools',
  attributes: subnetPoolAttributes,
  rows: subnetPools,
  missing: subnetPoolNotFound,
  shares: 'subnetpool',
  views: async (_scope, list) => list.map(view),
  updated: ({ default_quota, ...shown }, { min_prefixlen, max_prefixlen, default_prefixlen }) => ({
    ...shown,
    min_prefixlen,
    max_prefixlen,
    default_prefixlen,
    ...(default_quota !== null && { default_quota }),
  }),
  admit: admitting('subnetpool'),
  create: async (request, body) => create(request, body, async (pool) => checkScope(request, pool.address_scope_id, pool)),
  update,
  remove,
};
type Asked = Context & { params: { subnetpool_id: string }; body?: unknown };
export const subnetPoolHandlers = implement(table, {
  ...serve(subnetPoolKind),
  async addPrefixes(request) {
    const pool = await mine(request);
    const { prefixes } = await update(request, pool, { prefixes: [...pool.prefixes, ...prefixesIn(request.body)] });
    return { prefixes };
  },
  async removePrefixes(request) {
    const pool = await mine(request);
    return { prefixes: await withoutPrefixes(request, pool, prefixesIn(request.body)) };
  },
  async onboard(request) {
    const pool = await mine(request);
    const subnets = await subnetsToOnboard(request, pool, request.body);
    await update(request, pool, { prefixes: [...pool.prefixes, ...subnets.map(({ cidr }) => cidr)] });
    return adopt(request, pool, subnets);
  },
});
async function mine(request: Asked): Promise<SubnetPool> {
  const pool = await find(subnetPoolKind, request, request.caller, request.params.subnetpool_id);
  request.enforce({ project_id: pool.project_id });
  return pool;
}

const view = (pool: SubnetPool): Omit<z.input<typeof SubnetPoolView>, 'shared'> => ({
  ...pool,
  tenant_id: pool.project_id,
  min_prefixlen: String(pool.min_prefixlen),
  max_prefixlen: String(pool.max_prefixlen),
  default_prefixlen: String(pool.default_prefixlen),
  ...standardView(pool),
});

const toCidr = (text: string): Cidr => parseCidr(text) as Cidr;
type Shape = Pick<SubnetPool, 'prefixes' | 'ip_version' | 'min_prefixlen' | 'max_prefixlen' | 'default_prefixlen'>;
/** Prefixes, merged where they touch, and the lengths that subnets may have. Throws 400. */
function shape(wanted: Partial<SubnetPool>): Shape {
  const nets = (wanted.prefixes ?? []).map(toCidr);
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

async function refuseSecondDefault({ rows }: Scope, ip_version: number): Promise<void> {
  if (!(await rows.count(subnetPools, { is_default: true, ip_version }))) return;
  throw invalidInput('A default subnetpool for this IP family has already been set. Only one default may exist per IP family');
}

/** Also makes the pools of a seed. */
export async function create(scope: Scope, body: Prepared, check?: (pool: SubnetPool) => Promise<void>): Promise<SubnetPool> {
  const wanted = body as Partial<SubnetPool> & Pick<SubnetPool, 'name' | 'project_id'> & { shared?: boolean };
  const own = shape(wanted);
  if (wanted.is_default) await refuseSecondDefault(scope, own.ip_version);
  const pool: SubnetPool = {
    ...standard(scope, wanted.project_id, wanted.description),
    // a seed may say which
    ...(wanted.id !== undefined && { id: wanted.id }),
    name: wanted.name,
    ...own,
    default_quota: wanted.default_quota ?? null,
    is_default: wanted.is_default ?? false,
    address_scope_id: wanted.address_scope_id ?? null,
  };
  await check?.(pool);
  await scope.rows.insert(subnetPools, pool);
  if (wanted.shared) await open(scope, 'subnetpool', pool);
  return pool;
}

async function update(request: Asking, pool: SubnetPool, body: Prepared): Promise<SubnetPool> {
  const changes = body as Partial<SubnetPool>;
  if (changes.prefixes) refuseLoss(pool.prefixes, changes.prefixes);
  const own = shape({ ...pool, ...changes });
  if (changes.is_default && !pool.is_default) await refuseSecondDefault(request, own.ip_version);
  const { address_scope_id: wanted = pool.address_scope_id } = changes;
  if (wanted !== pool.address_scope_id || changes.prefixes) await checkScope(request, wanted, { id: pool.id, ...own });
  return touch(request, subnetPools, { ...pool, ...changes, ...own });
}
/** Prefixes may be added, not taken away. */
function refuseLoss(old: readonly string[], prefixes: readonly string[]): void {
  const kept = merged(prefixes.map(toCidr));
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
