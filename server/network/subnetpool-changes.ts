/** Prefixes and subnets that come to a pool or leave it, and the address scope it is in. `neutron/db/db_base_plugin_v2.py` */
import { badRequest, conflict, forbidden } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type Cidr, cut, formatCidr, merged, overlap, parseCidr } from './addresses.ts';
import { find } from './engine/served.ts';
import { touch } from './engine/standard.ts';
import { httpBadRequest, invalidInput, networkNotFound } from './faults.ts';
import type { Asking } from './rbac-rows.ts';
import { type Subnet, type SubnetPool, networks, subnetPools, subnets } from './rows.ts';
import { addressScopeKind } from './address-scopes.ts';

const toCidr = (text: string): Cidr => parseCidr(text) as Cidr;

/** Throws 400 on a pool that does not fit the scope, 409 when another pool of the scope has addresses of it. */
export async function checkScope(request: Asking, id: string | null | undefined, pool: Pick<SubnetPool, 'id' | 'prefixes' | 'ip_version'>): Promise<void> {
  if (!id) return;
  const scope = await find(addressScopeKind, request, request.caller, id);
  if (scope.ip_version !== pool.ip_version) {
    const reason = `cannot associate with address scope ${id} because subnetpool ip_version is not ${scope.ip_version}`;
    throw badRequest(`Illegal subnetpool association: subnetpool ${pool.id} ${reason}.`, {
      type: 'IllegalSubnetPoolIpVersionAssociationToAddressScope',
    });
  }
  const others = (await request.rows.list(subnetPools, { where: { address_scope_id: id } })).filter((other) => other.id !== pool.id);
  const taken = others.flatMap(({ prefixes }) => prefixes.map(toCidr));
  if (pool.prefixes.map(toCidr).some((net) => taken.some((other) => overlap(net, other)))) {
    throw conflict('Failed to associate address scope: subnetpools within an address scope must have unique prefixes.', {
      type: 'AddressScopePrefixConflict',
    });
  }
}
/** Subnets of one network come from one pool, or from pools of one scope. */
export async function checkAffinity({ rows }: Scope, network_id: string, pool: SubnetPool | undefined, ip_version: number): Promise<void> {
  const siblings = await rows.list(subnets, { where: { network_id, ip_version } });
  const pools = await rows.list(subnetPools, { where: { id: siblings.flatMap(({ subnetpool_id }) => subnetpool_id ?? []) } });
  const scope = pools.find(({ address_scope_id }) => address_scope_id !== null)?.address_scope_id;
  if (scope && pool && pool.address_scope_id !== scope) {
    const message = 'Subnets of the same address family hosted on the same network must all participate in the same address scope.';
    throw badRequest(message, { type: 'NetworkAddressScopeAffinityError' });
  }
  const strange = pool
    ? !scope && siblings.some(({ subnetpool_id }) => subnetpool_id !== pool.id)
    : siblings.some(({ subnetpool_id }) => subnetpool_id !== null);
  if (strange) throw badRequest('Subnets hosted on the same network must be allocated from the same subnet pool.', { type: 'NetworkSubnetPoolAffinityError' });
}

export function prefixesIn(body: unknown): string[] {
  const prefixes: unknown = typeof body === 'object' && body !== null && 'prefixes' in body ? body.prefixes : undefined;
  if (!Array.isArray(prefixes) || !prefixes.length || !prefixes.every((prefix) => parseCidr(prefix)))
    throw httpBadRequest('Request body contains invalid data');
  return prefixes as string[];
}
/** Takes prefixes, or parts of them, out of a pool. @returns what is left */
export async function withoutPrefixes(request: Scope, pool: SubnetPool, prefixes: readonly string[]): Promise<string[]> {
  const removed = prefixes.map(toCidr);
  const own = pool.prefixes.map(toCidr);
  if (!own.some((net) => removed.some((other) => overlap(net, other)))) return pool.prefixes;
  const used = (await request.rows.list(subnets, { where: { subnetpool_id: pool.id } })).map(({ cidr }) => toCidr(cidr));
  if (used.some((net) => removed.some((other) => overlap(net, other)))) {
    const reason = 'One or more the prefixes to be removed is in use by a subnet.';
    throw badRequest(`Illegal update to prefixes: ${reason}.`, { type: 'IllegalSubnetPoolPrefixUpdate' });
  }
  const left = merged(own.flatMap((net) => cut(net, removed))).map(formatCidr);
  await request.rows.update(subnetPools, { ...pool, prefixes: left });
  return left;
}

/** The subnets of the network that a request names, as far as the pool takes them. */
export async function subnetsToOnboard(request: Asking, pool: SubnetPool, body: unknown): Promise<Subnet[]> {
  const { rows, caller } = request;
  const network_id: unknown = typeof body === 'object' && body !== null && 'network_id' in body ? body.network_id : undefined;
  if (network_id === undefined || network_id === null) throw invalidInput('network_id must be specified.');
  const network = await rows.get(networks, String(network_id));
  if (!network) throw networkNotFound(String(network_id));
  if (!caller.roles.has('admin') && network.project_id !== caller.project_id) throw forbidden('Not authorized.', { type: 'NotAuthorized' });
  const wanted = await rows.list(subnets, { where: { network_id: network.id, ip_version: pool.ip_version } });
  const taken = (await rows.list(subnets, { where: { subnetpool_id: pool.id } })).map(({ cidr }) => toCidr(cidr));
  for (const { id, cidr } of wanted) {
    if (!taken.some((net) => overlap(net, toCidr(cidr)))) continue;
    const reason = `Onboarding subnet ${id}: ${cidr} conflicts with allocated prefixes in subnet pool ${pool.id}`;
    throw badRequest(`Illegal subnetpool update : ${reason}.`, { type: 'IllegalSubnetPoolUpdate' });
  }
  return wanted;
}
/** Makes subnets the pool's. */
export async function adopt(scope: Scope, { id }: SubnetPool, list: readonly Subnet[]): Promise<{ id: string; cidr: string }[]> {
  for (const subnet of list) await touch(scope, subnets, { ...subnet, subnetpool_id: id });
  return list.map((subnet) => ({ id: subnet.id, cidr: subnet.cidr }));
}
