/**
 * Floating IPs. https://docs.openstack.org/api-ref/network/v2/#floating-ips-floatingips
 * Follows `neutron/db/l3_db.py`. There are no agents, so they stay DOWN.
 */
import type { z } from 'zod';
import { type FloatingIp as FloatingIpView, floatingips as table } from '../../contracts/network/floatingips.ts';
import { type Context, implement } from '../core/context.ts';
import { conflict, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { floatingIpAttributes } from './attributes/routers.ts';
import { type Served, find, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { badResource, floatingIpNotFound, inUse, networkNotFound, routerNotFound } from './faults.ts';
import { portForwardings } from './port-forwarding-rows.ts';
import { create as createPort, portKind, remove as removePort } from './ports.ts';
import { checkChange, checkPolicy } from './qos-bindings.ts';
import { admitting } from './quota.ts';
import { GATEWAY, INTERFACE } from './router-topology.ts';
import { type FloatingIp, type Port, floatingIps, networks, ports, routers, subnets } from './rows.ts';

export const floatingIpKind: Served<FloatingIp, NewFloatingIp> = {
  name: 'floatingip',
  collection: 'floatingips',
  attributes: floatingIpAttributes,
  rows: floatingIps,
  missing: floatingIpNotFound,
  views,
  admit: admitting('floatingip'),
  create,
  async update(request, floating, wanted) {
    if (wanted.qos_policy_id !== undefined) {
      await checkChange(request, floating.qos_policy_id, wanted.qos_policy_id);
      floating.qos_policy_id = wanted.qos_policy_id;
    }
    if (wanted.description !== undefined) floating.description = wanted.description;
    if (wanted.port_id) await refuseForwarding(request, floating);
    const forwards = (await request.rows.count(portForwardings, { floatingip_id: floating.id })) > 0;
    if (('port_id' in wanted && !forwards) || wanted.fixed_ip_address) Object.assign(floating, await association(request, floating, wanted));
    return touch(request, floatingIps, floating);
  },
  async remove(request, floating) {
    await refuseForwarding(request, floating);
    await request.rows.remove(floatingIps, floating.id);
    const port = await request.rows.get(ports, floating.floating_port_id);
    if (port) await removePort(request, port);
  },
};
export const floatingIpHandlers = implement(table, serve(floatingIpKind));

async function refuseForwarding({ rows }: Scope, { id }: FloatingIp): Promise<void> {
  if (await rows.count(portForwardings, { floatingip_id: id }))
    throw inUse('FipInUseByPortForwarding', `Floating IP ${id} in use by Port Forwarding resources.`);
}
type Wanted = Partial<Pick<FloatingIp, 'project_id' | 'description' | 'port_id' | 'fixed_ip_address' | 'router_id'>> & {
  floating_network_id?: string;
  floating_ip_address?: string | null;
  subnet_id?: string | null;
  qos_policy_id?: string | null;
};
type Association = Pick<FloatingIp, 'port_id' | 'fixed_ip_address' | 'router_id'>;

async function views({ rows }: Scope, list: readonly FloatingIp[]): Promise<z.input<typeof FloatingIpView>[]> {
  const attached = await rows.list(ports, { where: { id: list.flatMap(({ port_id }) => port_id ?? []) } });
  const details = new Map(
    attached.map(({ id, name, network_id, mac_address, admin_state_up, status, device_id, device_owner }) => [
      id,
      { name, network_id, mac_address, admin_state_up, status, device_id, device_owner },
    ]),
  );
  const all = await rows.list(portForwardings, { where: { floatingip_id: list.map(({ id }) => id) } });
  const forwardings = Map.groupBy(all, ({ floatingip_id }) => floatingip_id);
  return list.map((floating) => ({
    ...floating,
    tenant_id: floating.project_id,
    port_details: details.get(floating.port_id ?? '') ?? null,
    port_forwardings: (forwardings.get(floating.id) ?? []).map(({ internal_port, external_port, ...row }) => ({
      ...row,
      ...(internal_port !== null && { internal_port }),
      ...(external_port !== null && { external_port }),
    })),
    ...standardView(floating),
  }));
}

type NewFloatingIp = Wanted & Pick<FloatingIp, 'project_id' | 'floating_network_id'>;
async function create(request: Context, wanted: NewFloatingIp): Promise<FloatingIp> {
  const { floating_network_id: network_id, floating_ip_address: ip_address, subnet_id } = wanted;
  await checkPolicy(request, wanted.qos_policy_id);
  const network = await request.rows.get(networks, network_id);
  if (!network) throw networkNotFound(network_id);
  if (!network['router:external']) throw badResource('floatingip', `Network ${network_id} is not a valid external network`);
  if (!(await request.rows.count(subnets, { network_id, ip_version: 4 }))) {
    throw badResource('floatingip', `Network ${network_id} does not contain any IPv4 subnet`);
  }
  const base = standard(request, wanted.project_id, wanted.description);
  const place = { ...(ip_address && { ip_address }), ...(subnet_id && { subnet_id }) };
  const [any] = await request.rows.list(subnets, { where: { network_id, ip_version: 4 } });
  const fixed_ips = [Object.keys(place).length ? place : { subnet_id: any?.id ?? '' }];
  const port = await createPort(request, { network_id, project_id: '', device_id: base.id, device_owner: 'network:floatingip', status: 'N/A', fixed_ips });
  const floating: FloatingIp = {
    ...base,
    floating_ip_address: port.fixed_ips[0]?.ip_address ?? '',
    floating_network_id: network_id,
    floating_port_id: port.id,
    router_id: null,
    port_id: null,
    fixed_ip_address: null,
    status: 'DOWN',
    qos_policy_id: wanted.qos_policy_id ?? null,
  };
  Object.assign(floating, await association(request, floating, wanted));
  return request.rows.insert(floatingIps, floating);
}

/** Which port, which of its addresses, and through which router. */
async function association(request: Context, floating: FloatingIp, wanted: Wanted): Promise<Association> {
  const { port_id, fixed_ip_address: wish } = wanted;
  if (!port_id) {
    if (wish) throw badResource('floatingip', 'fixed_ip_address cannot be specified without a port_id');
    return { port_id: null, fixed_ip_address: null, router_id: null };
  }
  const port = await find(portKind, request, request.caller, port_id);
  if (port.project_id !== floating.project_id && !request.caller.roles.has('admin')) {
    throw badResource('floatingip', `Cannot process floating IP association with Port ${port_id}, since that port is owned by a different project`);
  }
  const fixed = addressOf(port, wish ?? undefined);
  const router_id = await routerFor(request, port, fixed.subnet_id, floating.floating_network_id, wanted.router_id ?? undefined);
  if (port_id !== floating.port_id) await refuseSecond(request, floating, port_id, fixed.ip_address);
  return { port_id, fixed_ip_address: fixed.ip_address, router_id };
}
function addressOf(port: Port, wish: string | undefined): { subnet_id: string; ip_address: string } {
  const own = port.fixed_ips.filter(({ ip_address }) => !ip_address.includes(':'));
  if (wish !== undefined) {
    if (wish.includes(':')) throw badResource('floatingip', `Cannot process floating IP association with ${wish}, since that is not an IPv4 address`);
    const found = own.find(({ ip_address }) => ip_address === wish);
    if (found) return found;
    throw badResource('floatingip', `Port ${port.id} does not have fixed ip ${wish}`);
  }
  if (own.length > 1) {
    const hint = 'Must provide a specific IPv4 address when assigning a floating IP';
    throw badResource('floatingip', `Port ${port.id} has multiple fixed IPv4 addresses.  ${hint}`);
  }
  const [only] = own;
  if (!only) throw badResource('floatingip', `Cannot add floating IP to port ${port.id} that has no fixed IPv4 addresses`);
  return only;
}
/** A router with an interface on the port's subnet and a gateway on the external network. */
export async function routerFor({ rows }: Scope, port: Port, subnet_id: string, external: string, wish: string | undefined): Promise<string> {
  const gateways = await rows.list(ports, { where: { network_id: external, device_owner: GATEWAY } });
  const candidates = new Set(gateways.map(({ device_id }) => device_id));
  if (wish !== undefined) {
    if (!(await rows.get(routers, wish))) throw routerNotFound(wish);
    if (candidates.has(wish)) return wish;
    throw conflict(`Router ${wish} has no external gateway on network ${external}`, { type: 'Conflict' });
  }
  const inner = await rows.list(ports, { where: { network_id: port.network_id, device_owner: INTERFACE } });
  const found = inner.find(({ device_id, fixed_ips }) => candidates.has(device_id) && fixed_ips.some((ip) => ip.subnet_id === subnet_id));
  if (found) return found.device_id;
  const consequence = `Therefore, cannot associate Port ${port.id} with a Floating IP.`;
  throw notFound(`External network ${external} is not reachable from subnet ${subnet_id}.  ${consequence}`, { type: 'ExternalGatewayForFloatingIPNotFound' });
}
async function refuseSecond({ rows }: Scope, floating: FloatingIp, port_id: string, ip: string): Promise<void> {
  const taken = await rows.count(floatingIps, { port_id, fixed_ip_address: ip, floating_network_id: floating.floating_network_id });
  if (!taken) return;
  const reason = `using fixed IP ${ip}, as that fixed IP already has a floating IP on external network ${floating.floating_network_id}.`;
  const which = `${floating.floating_ip_address} (${floating.id})`;
  throw inUse('FloatingIPPortAlreadyAssociated', `Cannot associate floating IP ${which} with port ${port_id} ${reason}`);
}
