/**
 * Ports. https://docs.openstack.org/api-ref/network/v2/#ports
 * Follows `neutron/plugins/ml2/plugin.py` and `neutron/db/db_base_plugin_v2.py`.
 */
import type { z } from 'zod';
import { type Port as PortView, ports as table } from '../../contracts/network/ports.ts';
import { implement } from '../core/context.ts';
import { conflict } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type WantedIp, allocate, freeMac, release } from './allocation.ts';
import { portAttributes } from './attributes/ports.ts';
import { bindingFor } from './binding.ts';
import { type Served, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { inUse, networkNotFound, portNotFound } from './faults.ts';
import { securityFor } from './port-security.ts';
import { dropForwardings } from './port-forwarding-rows.ts';
import { checkChange, checkPolicy, checkPortRules } from './qos-bindings.ts';
import { admitting } from './quota.ts';
import { type AddressPair, type DhcpOption, type FixedIp, type Port, floatingIps, networks, ports } from './rows.ts';
import { withNetwork } from './subnets.ts';
import { refuseTrunkPort, trunkDetails } from './trunk-rows.ts';

export const portKind: Served<Port, WantedPort> = {
  name: 'port',
  collection: 'ports',
  core: true,
  attributes: portAttributes,
  rows: ports,
  missing: portNotFound,
  async visible({ rows, caller }) {
    const own = await rows.list(networks, { where: { project_id: caller.project_id ?? '' } });
    const ids = new Set(own.map(({ id }) => id));
    return (port) => port.project_id === caller.project_id || ids.has(port.network_id);
  },
  target: withNetwork,
  async views(request, list) {
    const { rows } = request;
    const ids = [...new Set(list.map(({ network_id }) => network_id))];
    const policies = new Map((await rows.list(networks, { where: { id: ids } })).map(({ id, qos_policy_id }) => [id, qos_policy_id]));
    const trunked = await trunkDetails(request, list);
    return list.map((port) => ({ ...view(port, policies.get(port.network_id) ?? null), ...detailed(trunked.get(port.id)) }));
  },
  admit: admitting('port'),
  async create(request, wanted) {
    const port = await create(request, wanted);
    await checkPolicy(request, wanted.qos_policy_id);
    await checkPortRules(request, port);
    return port;
  },
  async update(request, port, changes) {
    const { qos_policy_id: wanted } = changes;
    if (wanted !== undefined) await checkChange(request, port.qos_policy_id, wanted);
    const changed = await update(request, port, changes);
    if (wanted) await checkPortRules(request, changed);
    return changed;
  },
  remove: async (request, port) => {
    refuseServicePort(port);
    await remove(request, port);
  },
};
export const portHandlers = implement(table, serve(portKind));

const view = (port: Port, qos_network_policy_id: string | null): z.input<typeof PortView> => ({
  ...port,
  tenant_id: port.project_id,
  qos_network_policy_id,
  resource_request: null,
  ...standardView(port),
});

const detailed = (trunk_details: z.input<typeof PortView>['trunk_details']) => trunk_details && { trunk_details };

interface WantedOption {
  opt_name: string;
  opt_value: string | null;
  ip_version?: number | string;
}
/** What a create may name; only the network and the owner must be. */
export type WantedPort = Pick<Port, 'network_id' | 'project_id'> &
  Partial<Omit<Port, 'fixed_ips' | 'mac_address' | 'allowed_address_pairs' | 'extra_dhcp_opts'>> & {
    mac_address?: string | null;
    fixed_ips?: readonly WantedIp[];
    allowed_address_pairs?: readonly (Omit<AddressPair, 'mac_address'> & { mac_address?: string })[];
    extra_dhcp_opts?: readonly WantedOption[] | null;
  };

/** Throws 404 on the network, 400 and 409 on addresses that cannot be had. */
export async function create(scope: Scope, wanted: WantedPort): Promise<Port> {
  const network = await scope.rows.get(networks, wanted.network_id);
  if (!network) throw networkNotFound(wanted.network_id);
  const mac_address = wanted.mac_address ?? (await freeMac(scope, network.id));
  await refuseMacInUse(scope, network.id, mac_address);
  const base = standard(scope, wanted.project_id, wanted.description, 1);
  const device_owner = wanted.device_owner ?? '';
  const fixed_ips = await allocate(scope, { id: base.id, network_id: network.id, mac_address, device_owner }, wanted.fixed_ips);
  const security = await securityFor(scope, network, { ...wanted, device_owner, fixed_ips, mac_address });
  const port: Port = {
    ...base,
    tags: [...(wanted.tags ?? [])],
    name: wanted.name ?? '',
    network_id: network.id,
    mac_address,
    admin_state_up: wanted.admin_state_up ?? true,
    status: wanted.status ?? 'DOWN',
    device_id: wanted.device_id ?? '',
    device_owner,
    fixed_ips,
    qos_policy_id: wanted.qos_policy_id ?? null,
    ...security,
    'binding:vnic_type': wanted['binding:vnic_type'] ?? 'normal',
    'binding:profile': wanted['binding:profile'] ?? {},
    ...bindingFor(wanted['binding:host_id'] ?? ''),
    extra_dhcp_opts: options(wanted.extra_dhcp_opts),
    ...(wanted.made_for_server && { made_for_server: true }),
    ...(wanted.plug_order !== undefined && { plug_order: wanted.plug_order }),
  };
  return scope.rows.insert(ports, port);
}
async function refuseMacInUse({ rows }: Scope, network_id: string, mac_address: string): Promise<void> {
  if (!(await rows.count(ports, { network_id, mac_address }))) return;
  throw inUse('MacAddressInUse', `Unable to complete operation for network ${network_id}. The mac address ${mac_address} is in use.`);
}
/** Options without a value are those to be removed. */
const options = (wanted: WantedPort['extra_dhcp_opts']): DhcpOption[] =>
  (wanted ?? []).flatMap(({ opt_name, opt_value, ip_version = 4 }) => (opt_value === null ? [] : [{ opt_name, opt_value, ip_version: Number(ip_version) }]));

async function update(scope: Scope, port: Port, changes: Partial<WantedPort>): Promise<Port> {
  const network = await scope.rows.get(networks, port.network_id);
  if (!network) throw networkNotFound(port.network_id);
  if (changes.mac_address && changes.mac_address !== port.mac_address) {
    refuseMacChange(port, changes.mac_address);
    await refuseMacInUse(scope, port.network_id, changes.mac_address);
    port.mac_address = changes.mac_address;
  }
  const { fixed_ips, mac_address: _mac, extra_dhcp_opts, allowed_address_pairs: _pairs, ...plain } = changes;
  if (fixed_ips) {
    port.fixed_ips = await moveAddresses(scope, port, fixed_ips);
    await dropForwardings(scope, port);
  }
  Object.assign(port, plain, await securityFor(scope, network, { ...changes, fixed_ips: port.fixed_ips, mac_address: port.mac_address }, port));
  if (extra_dhcp_opts) port.extra_dhcp_opts = mergeOptions(port.extra_dhcp_opts, extra_dhcp_opts);
  if ('binding:host_id' in changes) Object.assign(port, bindingFor(changes['binding:host_id'] ?? ''));
  if (port['binding:profile'] === null) port['binding:profile'] = {};
  return touch(scope, ports, port);
}
function refuseMacChange(port: Port, mac: string): void {
  if (port.device_owner.startsWith('network:')) {
    throw conflict(`Operation mac address update is not supported for device_owner ${port.device_owner} on port ${port.id}.`, {
      type: 'UnsupportedPortDeviceOwner',
    });
  }
  if (port['binding:host_id'] === '') return;
  const bound = `port is already bound, port type: ${port['binding:vif_type']}, old_mac ${port.mac_address}, new_mac ${mac}`;
  throw inUse('PortBound', `Unable to complete operation on port ${port.id}, ${bound}.`);
}
/** Addresses that stay are kept; the rest goes before new ones come. */
async function moveAddresses(scope: Scope, port: Port, wanted: readonly WantedIp[]): Promise<FixedIp[]> {
  const kept: FixedIp[] = [];
  const wishes: WantedIp[] = [];
  const old = [...port.fixed_ips];
  for (const wish of wanted) {
    const at = old.findIndex(({ subnet_id, ip_address }) => (wish.ip_address ?? ip_address) === ip_address && (wish.subnet_id ?? subnet_id) === subnet_id);
    if (at >= 0) kept.push(...old.splice(at, 1));
    else wishes.push(wish);
  }
  for (const gone of old) await release(scope, gone);
  return [...kept, ...(await allocate(scope, port, wishes)).filter(({ subnet_id }) => !kept.some((ip) => ip.subnet_id === subnet_id) || wishes.length > 0)];
}
function mergeOptions(old: readonly DhcpOption[], wanted: NonNullable<WantedPort['extra_dhcp_opts']>): DhcpOption[] {
  const key = ({ opt_name, ip_version = 4 }: WantedOption): string => `${opt_name}/${ip_version}`;
  const named = new Set(wanted.map(key));
  return [...old.filter((option) => !named.has(key(option))), ...options(wanted)];
}

function refuseServicePort(port: Port): void {
  if (!/^network:(router_interface|router_gateway|floatingip|ha_router)/.test(port.device_owner)) return;
  throw inUse('ServicePortInUse', `Port ${port.id} cannot be deleted directly via the port API: has device owner ${port.device_owner}.`);
}
/** Frees the port's addresses with it, and the floating IPs that lead to it. Throws 409 on a port of a trunk. */
export async function remove(scope: Scope, port: Port): Promise<void> {
  await refuseTrunkPort(scope, port);
  for (const floating of await scope.rows.list(floatingIps, { where: { port_id: port.id } })) {
    await touch(scope, floatingIps, Object.assign(floating, { port_id: null, fixed_ip_address: null, router_id: null }));
  }
  await dropForwardings(scope, { ...port, fixed_ips: [] });
  for (const ip of port.fixed_ips) await release(scope, ip);
  await scope.rows.remove(ports, port.id);
}
