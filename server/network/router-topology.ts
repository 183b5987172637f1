/** What a router is connected to: a port on an external network, and one on every inner subnet. `neutron/db/l3_db.py` */
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { overlap, parseCidr } from './addresses.ts';
import type { WantedIp } from './allocation.ts';
import { portForwardings } from './port-forwarding-rows.ts';
import { standard, touch } from './engine/standard.ts';
import { badResource, inUse, networkNotFound, subnetNotFound } from './faults.ts';
import { create as createPort, remove as removePort } from './ports.ts';
import { type Port, type Router, type Subnet, floatingIps, networks, ports, routers, subnets } from './rows.ts';

export const GATEWAY = 'network:router_gateway';
export const INTERFACE = 'network:router_interface';

export const portsOf = async ({ rows }: Scope, router_id: string, device_owner?: string): Promise<Port[]> =>
  rows.list(ports, { where: { device_id: router_id, device_owner: device_owner ?? [GATEWAY, INTERFACE] } });

export interface WantedGateway {
  network_id?: string;
  enable_snat?: boolean;
  qos_policy_id?: string | null;
  external_fixed_ips?: readonly WantedIp[];
}
/** Connects a router to another external network, or to none. */
export async function setGateway(scope: Scope, router: Router, wanted: WantedGateway | null): Promise<void> {
  const [old] = await portsOf(scope, router.id, GATEWAY);
  const network_id = wanted?.network_id;
  if (old && old.network_id !== network_id) await refuseLoss(scope, router, old);
  if (network_id === undefined) {
    if (old) await removePort(scope, old);
    router.gateway = null;
    return;
  }
  const network = await scope.rows.get(networks, network_id);
  if (!network) throw networkNotFound(network_id);
  if (!network['router:external']) throw badResource('router', `Network ${network_id} is not an external network`);
  const wishes = wanted?.external_fixed_ips;
  if (wishes) await refuseGatewayAddress(scope, network_id, wishes);
  if (old && (old.network_id !== network_id || wishes)) await removePort(scope, old);
  if (!old || old.network_id !== network_id || wishes) {
    const fixed = wishes?.length ? { fixed_ips: wishes } : {};
    const port = await createPort(scope, { network_id, project_id: '', device_id: router.id, device_owner: GATEWAY, ...fixed });
    if (!port.fixed_ips.length) throw badResource('router', `No IPs available for external network ${network_id}`);
  }
  router.gateway = {
    network_id,
    enable_snat: wanted?.enable_snat ?? router.gateway?.enable_snat ?? true,
    qos_policy_id: wanted?.qos_policy_id === undefined ? (router.gateway?.qos_policy_id ?? null) : wanted.qos_policy_id,
  };
}
async function refuseLoss({ rows }: Scope, router: Router, { network_id }: Port): Promise<void> {
  if (!(await rows.count(floatingIps, { router_id: router.id, floating_network_id: network_id }))) return;
  const reason = `since a gateway to external network ${network_id} is required by one or more floating IPs.`;
  throw inUse('RouterExternalGatewayInUseByFloatingIp', `Gateway cannot be updated for router ${router.id}, ${reason}`);
}
async function refuseGatewayAddress({ rows }: Scope, network_id: string, wishes: readonly WantedIp[]): Promise<void> {
  const gateways = (await rows.list(subnets, { where: { network_id } })).map(({ gateway_ip }) => gateway_ip);
  const same = wishes.find(({ ip_address: ip }) => ip !== undefined && gateways.includes(ip));
  if (same) throw badResource('router', `External IP ${same.ip_address} is the same as the gateway IP`);
}

/** A port of the router at the subnet's gateway address. */
export async function attachSubnet(scope: Scope, router: Router, subnet: Subnet): Promise<Port> {
  if (!subnet.gateway_ip) throw badResource('router', 'Subnet for router interface must have a gateway IP');
  await refuseSame(scope, router, [subnet]);
  return createPort(scope, {
    network_id: subnet.network_id,
    project_id: router.project_id,
    device_id: router.id,
    device_owner: INTERFACE,
    fixed_ips: [{ subnet_id: subnet.id, ip_address: subnet.gateway_ip }],
  });
}
/** Makes a port that exists the router's. */
export async function attachPort(scope: Scope, router: Router, port: Port): Promise<Port> {
  if (port.device_id && port.device_id !== router.id) {
    const message = `Unable to complete operation on port ${port.id} for network ${port.network_id}. Port already has an attached device ${port.device_id}.`;
    throw inUse('PortInUse', message);
  }
  if (!port.fixed_ips.length) throw badResource('router', 'Router port must have at least one fixed IP');
  const own: Subnet[] = [];
  for (const { subnet_id } of port.fixed_ips) {
    const subnet = await scope.rows.get(subnets, subnet_id);
    if (!subnet) throw subnetNotFound(subnet_id);
    own.push(subnet);
  }
  await refuseSame(scope, router, own);
  if (own.filter(({ ip_version }) => ip_version === 4).length > 1) throw badResource('router', 'Cannot have multiple IPv4 subnets on router port');
  return touch(scope, ports, Object.assign(port, { device_id: router.id, device_owner: INTERFACE }));
}
async function refuseSame(scope: Scope, router: Router, wanted: readonly Subnet[]): Promise<void> {
  for (const port of await portsOf(scope, router.id)) {
    for (const { subnet_id } of port.fixed_ips) {
      if (wanted.some(({ id }) => id === subnet_id)) throw badResource('router', `Router already has a port on subnet ${subnet_id}`);
      const attached = await scope.rows.get(subnets, subnet_id);
      const [taken, ...nets] = [attached?.cidr, ...wanted.map(({ cidr }) => cidr)].map((cidr) => parseCidr(cidr));
      const at = nets.findIndex((net) => net && taken && overlap(net, taken));
      const other = wanted[at];
      if (other) throw badResource('router', `Cidr ${other.cidr} of subnet ${other.id} overlaps with cidr ${attached?.cidr} of subnet ${subnet_id}`);
    }
  }
}
/** Takes a port away from a router, unless a floating IP goes through it. */
export async function detachPort(scope: Scope, router: Router, port: Port, subnet: Subnet): Promise<void> {
  const net = parseCidr(subnet.cidr);
  const used = await scope.rows.list(floatingIps, { where: { router_id: router.id } });
  const needed = used.some(({ fixed_ip_address: ip }) => {
    const address = parseCidr(ip);
    return net && address && overlap(net, address);
  });
  const forwarded = used.map(({ id }) => id);
  const forwards = await scope.rows.list(portForwardings, { where: { floatingip_id: forwarded } });
  if (needed || forwards.some(({ internal_ip_address: ip }) => net && overlap(net, parseCidr(ip) ?? net))) {
    const message = `Router interface for subnet ${subnet.id} on router ${router.id} cannot be deleted, as it is required by one or more floating IPs.`;
    throw inUse('RouterInterfaceInUseByFloatingIP', message);
  }
  const routed = router.routes.some(({ nexthop }) => net && overlap(net, parseCidr(nexthop) ?? net));
  if (routed) {
    const message = `Router interface for subnet ${subnet.id} on router ${router.id} cannot be deleted, as it is required by one or more routes.`;
    throw inUse('RouterInterfaceInUseByRoute', message);
  }
  await removePort(scope, port);
}

/** The router of an automatic topology, connected to everything. @returns its id */
export async function provision(scope: Scope, project_id: string, network_id: string): Promise<string> {
  const [external] = await scope.rows.list(networks, { where: { is_default: true, 'router:external': true } });
  if (!external) throw badRequest('Deployment error: No default router:external network.');
  const router: Router = {
    ...standard(scope, project_id, '', 1),
    name: 'auto_allocated_router',
    admin_state_up: true,
    status: 'ACTIVE',
    gateway: null,
    ha: false,
    distributed: false,
    flavor_id: null,
    availability_zone_hints: [],
    routes: [],
  };
  await setGateway(scope, router, { network_id: external.id });
  await scope.rows.insert(routers, router);
  for (const subnet of await scope.rows.list(subnets, { where: { network_id } })) await attachSubnet(scope, router, subnet);
  return router.id;
}
/** Removes all ports of a router. */
export async function detach(scope: Scope, router_id: string): Promise<void> {
  for (const port of await portsOf(scope, router_id)) await removePort(scope, port);
}
