/**
 * Networks. https://docs.openstack.org/api-ref/network/v2/#networks
 * Follows `neutron/plugins/ml2/plugin.py` and `neutron/db/external_net_db.py`.
 */
import type { z } from 'zod';
import { type Network as NetworkView, networks as table } from '../../contracts/network/networks.ts';
import { implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { networkAttributes } from './attributes/networks.ts';
import type { Prepared } from './engine/body.ts';
import { type Served, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { inUse, invalidInput, networkNotFound } from './faults.ts';
import { changeAccess } from './network-access.ts';
import { checkChange, checkNetworkRules, checkPolicy, defaultPolicy } from './qos-bindings.ts';
import { admitting } from './quota.ts';
import { accessible, close, open } from './rbac-rows.ts';
import { type Network, type Segment, type Subnet, networks, ports, subnetPools, subnets } from './rows.ts';
import { mtuOf, release, reserveAll } from './segments.ts';

export const networkKind: Served<Network> = {
  name: 'network',
  collection: 'networks',
  core: true,
  attributes: networkAttributes,
  rows: networks,
  missing: networkNotFound,
  shares: 'network',
  async visible(request) {
    const external = await accessible(request, 'network', 'access_as_external');
    return ({ id, project_id }) => project_id === request.caller.project_id || external.has(id);
  },
  views,
  created: (view, network) => ({ ...view, is_default: network.is_default }),
  admit: admitting('network'),
  async create(request, body) {
    const network = await create(request, body);
    await checkPolicy(request, network.qos_policy_id);
    await checkNetworkRules(request, network);
    return network;
  },
  async update(request, network, body) {
    const { qos_policy_id: wanted } = body as Partial<Network>;
    if (wanted !== undefined) await checkChange(request, network.qos_policy_id, wanted);
    const changed = await update(request, network, body);
    if (wanted) await checkNetworkRules(request, changed);
    return changed;
  },
  remove,
};
export const networkHandlers = implement(table, serve(networkKind));

async function views({ rows }: Scope, list: readonly Network[]): Promise<Omit<z.input<typeof NetworkView>, 'shared'>[]> {
  const own = await rows.list(subnets, { where: { network_id: list.map(({ id }) => id) } });
  const byNetwork = Map.groupBy(own, ({ network_id }) => network_id);
  const pooled = own.flatMap(({ subnetpool_id }) => subnetpool_id ?? []);
  const pools = new Map(pooled.length ? (await rows.list(subnetPools, { where: { id: pooled } })).map((pool) => [pool.id, pool]) : []);
  const scopeOf = (siblings: readonly Subnet[] = [], version: number): string | null =>
    siblings.flatMap(({ subnetpool_id }) => pools.get(subnetpool_id ?? '') ?? []).find(({ ip_version }) => ip_version === version)?.address_scope_id ?? null;
  return list.map((network) => ({
    ...network,
    ...placeOf(network),
    tenant_id: network.project_id,
    subnets: (byNetwork.get(network.id) ?? []).map(({ id }) => id),
    availability_zones: [],
    ipv4_address_scope: scopeOf(byNetwork.get(network.id), 4),
    ipv6_address_scope: scopeOf(byNetwork.get(network.id), 6),
    is_default: network['router:external'] ? network.is_default : undefined,
    ...standardView(network),
  }));
}

type Wanted = Partial<Network> & Pick<Network, 'name' | 'project_id' | 'admin_state_up' | 'router:external'> & { shared: boolean };
/** One segment is the network's own; several are listed. */
const placeOf = ({ segments }: Network) =>
  segments
    ? {
        segments: segments.map(({ type, physical, number }) => ({
          'provider:network_type': type,
          'provider:physical_network': physical,
          'provider:segmentation_id': number,
        })),
        'provider:network_type': undefined,
        'provider:physical_network': undefined,
        'provider:segmentation_id': undefined,
      }
    : { segments: undefined };
/** Also makes the networks of a seed. */
export async function create(scope: Scope, body: Prepared): Promise<Network> {
  const wanted = body as Wanted;
  const [zone] = wanted.availability_zone_hints ?? [];
  if (zone !== undefined) throw notFound(`AvailabilityZone ${zone} could not be found.`, { type: 'AvailabilityZoneNotFound' });
  if (wanted.is_default) await refuseSecondDefault(scope);
  if (wanted.vlan_transparent) throw badRequest('Backend does not support VLAN Transparency.', { type: 'VlanTransparencyDriverError' });
  if (wanted.qinq) throw badRequest('Backend does not support VLAN QinQ.', { type: 'QinqDriverError' });
  const segments = await reserveAll(scope, body);
  const [segment] = segments;
  const network = await scope.rows.insert(networks, {
    ...standard(scope, wanted.project_id, wanted.description, 1),
    // a seed may say which
    ...(wanted.id !== undefined && { id: wanted.id }),
    name: wanted.name,
    admin_state_up: wanted.admin_state_up,
    status: 'ACTIVE',
    'router:external': wanted['router:external'],
    is_default: wanted.is_default ?? false,
    mtu: checkedMtu(wanted.mtu, segments),
    availability_zone_hints: [],
    port_security_enabled: wanted.port_security_enabled ?? true,
    qos_policy_id: wanted.qos_policy_id ?? (await defaultPolicy(scope, wanted.project_id)),
    vlan_transparent: false,
    qinq: false,
    ...(segments.length > 1 && { segments }),
    'provider:network_type': segment.type,
    'provider:physical_network': segment.physical,
    'provider:segmentation_id': segment.number,
  });
  if (wanted.shared) await open(scope, 'network', network);
  if (wanted['router:external']) await open(scope, 'network', network, 'access_as_external');
  return network;
}
function checkedMtu(wanted: number | undefined, segments: readonly Segment[]): number {
  const most = Math.min(...segments.map(({ type }) => mtuOf(type)));
  if (wanted && wanted > most) throw invalidInput(`Requested MTU is too big, maximum is ${most}`);
  return wanted || most;
}
async function refuseSecondDefault({ rows }: Scope, than?: string): Promise<void> {
  const [other] = await rows.list(networks, { where: { is_default: true } });
  if (other && other.id !== than) throw conflict(`A default external network already exists: ${other.id}.`, { type: 'DefaultExternalNetworkExists' });
}

async function update(scope: Scope, network: Network, body: Prepared): Promise<Network> {
  const changes = body as Partial<Network>;
  const provider = Object.keys(body).some((name) => name.startsWith('provider:') || name === 'segments');
  if (provider) throw invalidInput('Only VLAN type networks can be updated');
  if (changes.is_default) await refuseSecondDefault(scope, network.id);
  if (changes.mtu !== undefined) changes.mtu = checkedMtu(changes.mtu, segmentsOf(network));
  await changeAccess(scope, network, body);
  return touch(scope, networks, Object.assign(network, changes));
}
const segmentsOf = (network: Network): Segment[] =>
  network.segments ?? [{ type: network['provider:network_type'], physical: network['provider:physical_network'], number: network['provider:segmentation_id'] }];
async function remove(scope: Scope, network: Network): Promise<void> {
  const left = await scope.rows.list(ports, { where: { network_id: network.id } });
  if (left.length) {
    const reason = `There are one or more ports still in use on the network, id for these ports is: ${left.map(({ id }) => id).join(',')}`;
    throw inUse('NetworkInUse', `Unable to complete operation on network ${network.id}. ${reason}.`);
  }
  for (const subnet of await scope.rows.list(subnets, { where: { network_id: network.id } })) await scope.rows.remove(subnets, subnet.id);
  for (const segment of segmentsOf(network)) await release(scope, segment);
  await close(scope, network.id);
  await scope.rows.remove(networks, network.id);
}
