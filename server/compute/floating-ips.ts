/** Nova's old way to floating IPs. Follows `nova/api/openstack/compute/floating_ips.py`, `floating_ip_pools.py` and `nova/network/neutron.py`. */
import type { z } from 'zod';
import { type FloatingIp as FloatingIpView, floatingIps as table } from '../../contracts/compute/floating-ips.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, forbidden, notFound } from '../core/errors.ts';
import { floatingIpHandlers as neutron } from '../network/floatingips.ts';
import { ask, clientText, translated } from '../network/for-proxies.ts';
import { networkHandlers } from '../network/networks.ts';

export interface NeutronFloatingIp {
  id: string;
  floating_ip_address: string;
  floating_network_id: string;
  fixed_ip_address: string | null;
  port_id: string | null;
  port_details: { device_id: string } | null;
}
interface One {
  floatingip: NeutronFloatingIp;
}
interface Many {
  floatingips: NeutronFloatingIp[];
}
interface Network {
  id: string;
  name: string;
}
/** Throws 404 or 409. */
export async function byAddress(request: Context, address: string): Promise<NeutronFloatingIp> {
  const { floatingips } = await ask<Many>(request, neutron, 'list', { query: { floating_ip_address: address } });
  if (floatingips.length > 1) throw conflict(`Multiple floating IPs are found for address ${address}.`);
  if (!floatingips[0]) throw notFound(`Floating IP not found for address ${address}.`);
  return floatingips[0];
}
/** Throws what Neutron answers. @param portId null frees it */
export const attach = async (request: Context, { id }: NeutronFloatingIp, portId: string | null, fixed?: string): Promise<void> =>
  ask(request, neutron, 'update', { id, body: { floatingip: { port_id: portId, ...(fixed !== undefined && { fixed_ip_address: fixed }) } } });

export const floatingIpHandlers = implement(table, {
  pools: async (request) => ({ floating_ip_pools: (await pools(request)).map(({ id, name }) => ({ name: name || id })) }),
  list: async (request) => {
    const { floatingips } = await ask<Many>(request, neutron, 'list', { query: { tenant_id: request.caller.project_id ?? '' } });
    return { floating_ips: await Promise.all(floatingips.map((ip) => view(request, ip))) };
  },
  show: async (request) => ({ floating_ip: await view(request, await floatingIpOf(request)) }),
  create: async (request) => {
    const pool = request.body?.pool;
    const floating_network_id = await poolOf(request, pool);
    const { floatingip } = await translated(ask<One>(request, neutron, 'create', { body: { floatingip: { floating_network_id } } }), {
      400: (error) => badRequest(clientText(request, error)),
      409: ({ details: { type } }) => {
        if (type === 'OverQuota') return forbidden(pool ? `IP allocation over quota in pool ${pool}.` : 'IP allocation over quota.');
        return notFound(pool ? `No more floating IPs in pool ${pool}.` : 'No more floating IPs available.');
      },
    });
    return { floating_ip: await view(request, floatingip) };
  },
  delete: async (request) => ask(request, neutron, 'delete', { id: (await floatingIpOf(request)).id }),
});

async function floatingIpOf(request: Context & { params: { id: string } }): Promise<NeutronFloatingIp> {
  const { id } = request.params;
  const missing = () => notFound(`Floating IP not found for ID ${id}`);
  return (await translated(ask<One>(request, neutron, 'show', { id }), { 404: missing })).floatingip;
}

const pools = async (request: Context, query: Record<string, string> = {}): Promise<Network[]> =>
  (await ask<{ networks: Network[] }>(request, networkHandlers, 'list', { query: { 'router:external': 'True', ...query } })).networks;
/** Nova's `[neutron] default_floating_pool`. */
const DEFAULT_POOL = 'nova';
/** By name, or by id. Throws 404. */
async function poolOf(request: Context, pool: string | null | undefined): Promise<string> {
  const name = pool || DEFAULT_POOL;
  const [found, ...more] = await pools(request, isUuidLike(name) ? { id: name } : { name });
  if (!found) throw notFound('Floating IP pool not found.');
  // upstream makes an unexpected error of it
  if (more.length) throw conflict(`Multiple floating IP pools matches found for name '${name}'`);
  return found.id;
}

async function view(request: Context, ip: NeutronFloatingIp): Promise<z.output<typeof FloatingIpView>> {
  const { network } = await ask<{ network: Network }>(request, networkHandlers, 'show', { id: ip.floating_network_id });
  return {
    fixed_ip: ip.fixed_ip_address,
    id: ip.id,
    instance_id: ip.port_details?.device_id ?? null,
    ip: ip.floating_ip_address,
    pool: network.name || network.id,
  };
}
