/** Prefixes cut from subnet pools, the smallest gap that fits first. `neutron/ipam/subnet_alloc.py` */
import { badRequest, conflict } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type Cidr, cut, formatCidr, parseCidr } from './addresses.ts';
import type { Prepared } from './engine/body.ts';
import { badResource, subnetPoolNotFound } from './faults.ts';
import { isShared } from './rbac-rows.ts';
import { type SubnetPool, subnetPools, subnets } from './rows.ts';

/** The pool that a new subnet comes from, if any. */
export async function choosePool(scope: Scope, body: Prepared): Promise<SubnetPool | undefined> {
  const { rows } = scope;
  const { subnetpool_id: id, use_default_subnetpool: byDefault, project_id: project } = body;
  if (byDefault && id) throw badResource('subnets', 'subnetpool_id and use_default_subnetpool cannot both be specified');
  if (typeof id === 'string') {
    const pool = await rows.get(subnetPools, id);
    if (pool && (pool.project_id === project || (await isShared(scope, id, String(project))))) return pool;
    throw subnetPoolNotFound(id);
  }
  if (!byDefault) return undefined;
  const version = parseCidr(body['cidr'])?.version ?? Number(body['ip_version']);
  const [pool] = await rows.list(subnetPools, { where: { is_default: true, ip_version: version } });
  if (pool) return pool;
  throw badResource('subnets', `No default subnetpool found for IPv${version}`);
}

interface Wanted {
  ip_version: 4 | 6;
  net?: Cidr | undefined;
  prefixlen?: number;
}
const noRoom = (reason: string) => conflict(`Failed to allocate subnet: ${reason}.`, { type: 'SubnetAllocationError' });

/** The CIDR of a new subnet. Throws 400 on a length out of bounds, 409 when the pool is used up. */
export async function allocatePrefix({ rows }: Scope, pool: SubnetPool, { ip_version, net, prefixlen }: Wanted): Promise<string> {
  if (ip_version !== pool.ip_version) throw badResource('subnets', `Cannot allocate IPv${ip_version} subnet from IPv${pool.ip_version} subnet pool`);
  const length = net?.prefix ?? prefixlen ?? pool.default_prefixlen;
  if (length > pool.max_prefixlen) throw outOfBounds('maximum', 'Max', length, pool.max_prefixlen);
  if (length < pool.min_prefixlen) throw outOfBounds('minimum', 'Min', length, pool.min_prefixlen);
  const taken = (await rows.list(subnets, { where: { subnetpool_id: pool.id } })).map(({ cidr }) => parseCidr(cidr) as Cidr);
  const gaps = available(pool.prefixes, taken);
  if (net) {
    if (gaps.some((gap) => gap.first <= net.first && net.last <= gap.last)) return formatCidr(net);
    throw noRoom('Cannot allocate requested subnet from the available set of prefixes');
  }
  const gap = gaps.find(({ prefix }) => prefix <= length);
  if (!gap) throw noRoom(`Insufficient prefix space to allocate subnet size /${length}`);
  return formatCidr({ ...gap, prefix: length });
}
const outOfBounds = (word: string, type: string, length: number, bound: number) =>
  badRequest(`Unable to allocate subnet with prefix length ${length}, ${word} allowed prefix is ${bound}.`, { type: `${type}PrefixSubnetAllocationError` });

/** What is left of the prefixes, as aligned blocks, the smallest first. */
function available(prefixes: readonly string[], taken: readonly Cidr[]): Cidr[] {
  const blocks = prefixes.flatMap((prefix) => cut(parseCidr(prefix) as Cidr, taken));
  return blocks.toSorted((a, b) => b.prefix - a.prefix || Number(a.first - b.first));
}
