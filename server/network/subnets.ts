/**
 * Subnets. https://docs.openstack.org/api-ref/network/v2/#subnets
 * Follows `neutron/db/db_base_plugin_v2.py` and `neutron/db/ipam_backend_mixin.py`.
 */
import type { z } from 'zod';
import { type Subnet as SubnetView, subnets as table } from '../../contracts/network/subnets.ts';
import { implement } from '../core/context.ts';
import type { Target } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import { formatCidr, overlap, parseCidr } from './addresses.ts';
import { releaseAutomatic } from './allocation.ts';
import { subnetAttributes } from './attributes/subnets.ts';
import type { Prepared } from './engine/body.ts';
import { type Served, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { badResource, inUse, invalidInput, networkNotFound, subnetNotFound } from './faults.ts';
import { admitting } from './quota.ts';
import { type Asking, accessible, isShared } from './rbac-rows.ts';
import { type Network, type Subnet, allocations, networks, ports, subnets } from './rows.ts';
import { checkGatewayOutside, checkPools, checkSubnet, defaultGateway, defaultPools } from './subnet-plan.ts';
import { checkAffinity } from './subnetpool-changes.ts';
import { allocatePrefix, choosePool } from './subnetpool-prefixes.ts';

export const subnetKind: Served<Subnet> = {
  name: 'subnet',
  collection: 'subnets',
  core: true,
  attributes: subnetAttributes,
  rows: subnets,
  missing: subnetNotFound,
  async visible(request) {
    const own = await request.rows.list(networks, { where: { project_id: request.caller.project_id ?? '' } });
    const [shared, external] = [await accessible(request, 'network'), await accessible(request, 'network', 'access_as_external')];
    const ids = new Set([...own.map(({ id }) => id), ...shared, ...external]);
    return (subnet) => subnet.project_id === request.caller.project_id || ids.has(subnet.network_id);
  },
  async derived(request) {
    const external = new Set((await request.rows.list(networks, { where: { 'router:external': true } })).map(({ id }) => id));
    const shared = await accessible(request, 'network');
    return ({ network_id }) => ({ 'router:external': external.has(network_id), shared: shared.has(network_id) });
  },
  target: withNetwork,
  views,
  admit: admitting('subnet'),
  create: async (request, body) => create(request, body),
  update,
  remove,
};
export const subnetHandlers = implement(table, serve(subnetKind));

/** What the rules ask about a network's part. */
export async function withNetwork(request: Asking, attributes: Target): Promise<Target> {
  const network = await request.rows.get(networks, String(attributes['network_id']));
  if (!network) return attributes;
  const shared = await isShared(request, network.id, request.caller.project_id ?? '*');
  return { ...attributes, 'network:project_id': network.project_id, shared, 'router:external': network['router:external'] };
}

async function views({ rows }: Scope, list: readonly Subnet[]): Promise<z.input<typeof SubnetView>[]> {
  const external = await rows.list(networks, { where: { id: [...new Set(list.map(({ network_id }) => network_id))], 'router:external': true } });
  const ids = new Set(external.map(({ id }) => id));
  return list.map((subnet) => ({ ...subnet, tenant_id: subnet.project_id, 'router:external': ids.has(subnet.network_id), ...standardView(subnet) }));
}

/** Also makes the subnets of a seed. */
export async function create(scope: Scope, body: Prepared): Promise<Subnet> {
  const wanted = body as Partial<Subnet> & Pick<Subnet, 'name' | 'network_id' | 'ip_version' | 'project_id' | 'enable_dhcp'> & { prefixlen?: number };
  if (wanted.cidr !== undefined && wanted.prefixlen !== undefined) throw badResource('subnets', 'cidr and prefixlen must not be supplied together');
  const net = wanted.cidr === undefined ? undefined : parseCidr(wanted.cidr);
  if (net) wanted.cidr = formatCidr(net);
  const pool = await choosePool(scope, body);
  if (!pool && !net) throw badResource('subnets', 'a subnetpool must be specified in the absence of a cidr');
  if (pool && wanted.allocation_pools && !net) throw badResource('subnets', 'allocation_pools allowed only for specific subnet requests.');
  checkSubnet(wanted.ip_version, wanted);
  const network = await scope.rows.get(networks, wanted.network_id);
  if (!network) throw networkNotFound(wanted.network_id);
  await checkAffinity(scope, network.id, pool, wanted.ip_version);
  const cidr = pool ? await allocatePrefix(scope, pool, { ...wanted, net }) : (wanted.cidr as string);
  return save(scope, network, { ...wanted, subnetpool_id: pool?.id ?? null, cidr });
}

async function save(scope: Scope, network: Network, wanted: Partial<Subnet> & Pick<Subnet, 'cidr' | 'ip_version' | 'project_id'>): Promise<Subnet> {
  const { cidr } = wanted;
  const net = parseCidr(cidr) as NonNullable<ReturnType<typeof parseCidr>>;
  await refuseOverlap(scope, network, cidr);
  const gateway = wanted.gateway_ip === undefined ? defaultGateway(net) : wanted.gateway_ip;
  if (wanted.allocation_pools) {
    checkPools(wanted.allocation_pools, net, cidr);
    checkGatewayOutside(gateway, wanted.allocation_pools);
  }
  const subnet = await scope.rows.insert(subnets, {
    ...standard(scope, wanted.project_id, wanted.description),
    // a seed may say which
    ...(wanted.id !== undefined && { id: wanted.id }),
    name: wanted.name ?? '',
    network_id: network.id,
    ip_version: wanted.ip_version,
    cidr,
    gateway_ip: gateway,
    enable_dhcp: wanted.enable_dhcp ?? true,
    subnetpool_id: wanted.subnetpool_id ?? null,
    ipv6_ra_mode: wanted.ipv6_ra_mode ?? null,
    ipv6_address_mode: wanted.ipv6_address_mode ?? null,
    allocation_pools: wanted.allocation_pools ?? defaultPools(net, gateway),
    dns_nameservers: wanted.dns_nameservers ?? [],
    host_routes: wanted.host_routes ?? [],
    service_types: wanted.service_types ?? [],
  });
  await touch(scope, networks, network);
  return subnet;
}
async function refuseOverlap({ rows }: Scope, network: Network, cidr: string): Promise<void> {
  const net = parseCidr(cidr);
  if (!net?.prefix) throw invalidInput('0 is not allowed as CIDR prefix length');
  for (const other of await rows.list(subnets, { where: { network_id: network.id } })) {
    const taken = parseCidr(other.cidr);
    if (taken && overlap(net, taken)) throw invalidInput(`Requested subnet with cidr: ${cidr} for network: ${network.id} overlaps with another subnet`);
  }
}

async function update(scope: Scope, subnet: Subnet, body: Prepared): Promise<Subnet> {
  const changes = body as Partial<Subnet>;
  checkSubnet(subnet.ip_version, { ...changes, cidr: subnet.cidr }, subnet);
  const net = parseCidr(subnet.cidr) as NonNullable<ReturnType<typeof parseCidr>>;
  if (changes.allocation_pools) checkPools(changes.allocation_pools, net, subnet.cidr);
  if (changes.gateway_ip !== undefined && changes.gateway_ip !== subnet.gateway_ip) await refuseGatewayInUse(scope, subnet);
  if (changes.gateway_ip !== undefined || changes.allocation_pools) {
    const { gateway_ip: gateway = subnet.gateway_ip, allocation_pools: pools = subnet.allocation_pools } = changes;
    checkGatewayOutside(gateway, pools);
  }
  await touchNetwork(scope, subnet.network_id);
  return touch(scope, subnets, Object.assign(subnet, changes));
}
async function refuseGatewayInUse({ rows }: Scope, { id, gateway_ip: gateway }: Subnet): Promise<void> {
  const taken = gateway === null ? undefined : await rows.get(allocations, `${id}/${gateway}`);
  const port = taken && (await rows.get(ports, taken.port_id));
  if (port?.device_owner.startsWith('network:router')) {
    throw inUse('GatewayIpInUse', `Current gateway ip ${gateway} already in use by port ${port.id}. Unable to update.`);
  }
}
async function touchNetwork(scope: Scope, id: string): Promise<void> {
  const network = await scope.rows.get(networks, id);
  if (network) await touch(scope, networks, network);
}

async function remove(scope: Scope, subnet: Subnet): Promise<void> {
  await releaseAutomatic(scope, subnet);
  if (await scope.rows.count(allocations, { subnet_id: subnet.id })) {
    throw inUse('SubnetInUse', `Unable to complete operation on subnet ${subnet.id}: One or more ports have an IP allocation from this subnet.`);
  }
  await scope.rows.remove(subnets, subnet.id);
  await touchNetwork(scope, subnet.network_id);
}
