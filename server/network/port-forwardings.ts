/**
 * Ports of a floating IP that lead to ports of servers. https://docs.openstack.org/api-ref/network/v2/#floating-ips-port-forwarding
 * Follows `neutron/services/portforwarding/pf_plugin.py`.
 */
import { portForwardings as table } from '../../contracts/network/port-forwardings.ts';
import { type Context, implement } from '../core/context.ts';
import { CloudError, notFound } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import { portForwardingAttributes } from './attributes/port-forwardings.ts';
import type { Prepared } from './engine/body.ts';
import { type Served, find, serve } from './engine/serve.ts';
import { touch } from './engine/standard.ts';
import { badResource, inUse, portNotFound } from './faults.ts';
import { floatingIpKind, routerFor } from './floatingips.ts';
import { type PortForwarding, portForwardings } from './port-forwarding-rows.ts';
import { checkRanges, refuseCollision } from './port-ranges.ts';
import { type FloatingIp, type Port, floatingIps, ports } from './rows.ts';

const refuse = (reason: string): CloudError => badResource('port_forwarding', reason);
const kind: Served<PortForwarding, NewForwarding> = {
  name: 'port_forwarding',
  collection: 'port_forwardings',
  rule: 'floatingip_port_forwarding',
  attributes: portForwardingAttributes,
  rows: portForwardings,
  missing: (id) => notFound(`Port Forwarding ${id} could not be found.`, { type: 'PortForwardingNotFound' }),
  parent: { key: 'floatingip_id', find: async (request, id, hidden) => find(floatingIpKind, request, request.caller, id, hidden) },
  // a range has no single port to show
  views: async (_request, list) => list.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))),
  created: (view) => ({ internal_port: null, external_port: null, ...view }),
  create,
  update,
  async remove(request, { id, floatingip_id }) {
    await request.rows.remove(portForwardings, id);
    await release(request, floatingip_id);
  },
};
export const portForwardingHandlers = implement(table, serve(kind));

type Wanted = Partial<Omit<PortForwarding, 'id' | 'floatingip_id'>>;
const span = (port: number | null | undefined): string | undefined => (port ? `${port}:${port}` : undefined);

type NewForwarding = Omit<PortForwarding, 'id'>;
async function create(request: Context, wanted: NewForwarding): Promise<PortForwarding> {
  const { internal_port: inner, external_port: outer } = wanted;
  const given = { ...wanted, internal_port_range: wanted.internal_port_range ?? span(inner), external_port_range: wanted.external_port_range ?? span(outer) };
  if (!given.internal_port_range || !given.external_port_range) throw refuse('Invalid port value, the port value must be a value between 1 and 65535.');
  const floating = (await request.rows.get(floatingIps, wanted.floatingip_id)) as FloatingIp;
  await checkPorts(request, given as PortForwarding);
  await refuseBound(request, floating, given as PortForwarding);
  const router_id = await reach(request, floating, given as PortForwarding);
  const { project_id: _owner, tenant_id: _tenant, ...plain } = given as Prepared;
  const row = { ...plain, ...single(given as PortForwarding), id: request.world.ids.uuid() } as unknown as PortForwarding;
  await request.rows.insert(portForwardings, row);
  await touch(request, floatingIps, { ...floating, router_id });
  return row;
}
const single = ({ internal_port_range: inner, external_port_range: outer }: PortForwarding) => {
  const port = (range: string): number | null => (new Set(range.split(':')).size === 1 ? Number(range.split(':')[0]) : null);
  return { internal_port: port(inner), external_port: port(outer) };
};

async function update(request: Context, row: PortForwarding, wanted: Wanted): Promise<PortForwarding> {
  const floating = (await request.rows.get(floatingIps, row.floatingip_id)) as FloatingIp;
  const moved = wanted.internal_port_id !== undefined && wanted.internal_port_id !== row.internal_port_id;
  const changed = { ...row, ...wanted };
  const { internal_port: inner, external_port: outer } = wanted;
  if (inner) changed.internal_port_range = wanted.internal_port_range ?? `${inner}:${inner}`;
  if (outer) changed.external_port_range = wanted.external_port_range ?? `${outer}:${outer}`;
  Object.assign(changed, single(changed));
  if (wanted.internal_port_id !== undefined) await refuseServed(request, changed);
  if (moved) {
    const port = await usable(request, changed.internal_port_id);
    changed.internal_ip_address = wanted.internal_ip_address ?? addressesOf(port)[0]?.ip_address ?? '';
    await reach(request, floating, changed);
  }
  await refuseStrange(request, changed);
  if (['internal_port', 'internal_port_range', 'external_port', 'external_port_range'].some((name) => name in wanted))
    await checkPorts(request, changed, wanted);
  if (JSON.stringify(changed) !== JSON.stringify(row)) await touch(request, floatingIps, floating);
  return request.rows.update(portForwardings, changed);
}
/** @param given of an update: what it names */
async function checkPorts(request: Context, row: PortForwarding, given: Wanted = row): Promise<void> {
  const { internal_port_id, internal_ip_address, protocol, floatingip_id } = row;
  checkRanges(row);
  const others = async (where: Partial<PortForwarding>) => (await request.rows.list(portForwardings, { where })).filter(({ id }) => id !== row.id);
  if (given.internal_port_range ?? given.internal_port) {
    refuseCollision('internal_port_range', row, await others({ internal_port_id, internal_ip_address, protocol }));
  }
  if (given.external_port_range ?? given.external_port) refuseCollision('external_port_range', row, await others({ floatingip_id, protocol }));
}
async function refuseStrange(request: Context, row: PortForwarding): Promise<void> {
  const port = await usable(request, row.internal_port_id);
  if (port.fixed_ips.some(({ ip_address }) => ip_address === row.internal_ip_address)) return;
  throw refuse(`The internal IP does not correspond to an address on the internal port, which has fixed_ips ${repr(port.fixed_ips)}`);
}
/** Throws 409 where the floating IP, or the port, belongs to one another already. */
async function refuseBound(request: Context, floating: FloatingIp, row: PortForwarding): Promise<void> {
  await refuseServed(request, row);
  if (floating.port_id === null) return;
  const which = `${floating.floating_ip_address} (${floating.id}) with port ${row.internal_port_id} using fixed IP ${row.internal_ip_address}`;
  const reason = `as that fixed IP already has a floating IP on external network ${floating.floating_network_id}.`;
  throw inUse('FloatingIPPortAlreadyAssociated', `Cannot associate floating IP ${which}, ${reason}`);
}
async function refuseServed(request: Context, { internal_port_id, internal_ip_address }: PortForwarding): Promise<void> {
  const [other] = await request.rows.list(floatingIps, { where: { port_id: internal_port_id }, limit: 1 });
  if (!other) return;
  const which = `${other.floating_ip_address} (${other.id}) with port ${internal_port_id} using fixed IP ${internal_ip_address}`;
  throw inUse('PortHasBindingFloatingIP', `Cannot create port forwarding to floating IP ${which}, as that port already has a binding floating IP.`);
}
const addressesOf = (port: Port) => port.fixed_ips.filter(({ ip_address }) => !ip_address.includes(':'));
async function usable(request: Context, id: string): Promise<Port> {
  const port = await request.rows.get(ports, id);
  if (!port || (port.project_id !== request.caller.project_id && !request.caller.roles.has('admin'))) throw portNotFound(id);
  return port;
}
/** The router between the floating IP and the port. */
async function reach(request: Context, floating: FloatingIp, row: PortForwarding): Promise<string> {
  const port = await usable(request, row.internal_port_id);
  const own = addressesOf(port);
  if (!own.length) throw refuse(`Requested internal port ${port.id} must allocate an IPv4 address at least.`);
  const fixed = own.find(({ ip_address }) => ip_address === row.internal_ip_address);
  if (!fixed) {
    const reason = `is not suitable for internal neutron port ${port.id}, as its fixed_ips are ${repr(own)}`;
    throw refuse(`Requested internal IP address ${row.internal_ip_address} ${reason}`);
  }
  const external = floating.floating_network_id;
  const router = await routerFor(request, port, fixed.subnet_id, external, undefined).catch((error: unknown) => {
    if (!(error instanceof CloudError) || error.details.type !== 'ExternalGatewayForFloatingIPNotFound') throw error;
    const consequence = `Cannot set Port forwarding for port ${port.id} with Floating IP ${floating.id}`;
    throw refuse(`External network ${external} is not reachable from subnet ${fixed.subnet_id}. ${consequence}`);
  });
  if (floating.router_id === null || floating.router_id === router) return router;
  const reason = `had been set on router ${floating.router_id}, the internal Neutron port ${port.id} can not reach it`;
  throw refuse(`The Floating IP ${floating.id} ${reason}`);
}
/** A floating IP without forwardings is nobody's again. */
async function release(request: Context, floatingip_id: string): Promise<void> {
  const floating = await request.rows.get(floatingIps, floatingip_id);
  if (!floating) return;
  const left = await request.rows.count(portForwardings, { floatingip_id });
  await touch(request, floatingIps, left ? floating : { ...floating, router_id: null });
}
