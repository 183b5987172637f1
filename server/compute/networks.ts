/** Nova's old ways to networks. Follows `nova/api/openstack/compute/networks.py` and `tenant_networks.py`. */
import type { z } from 'zod';
import { type Network as NetworkView, networks, tenantNetworks } from '../../contracts/compute/networks.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { ask, translated } from '../network/for-proxies.ts';
import { networkHandlers as neutron } from '../network/networks.ts';

interface Network {
  id: string;
  name: string;
}
const all = async (request: Context): Promise<Network[]> => (await ask<{ networks: Network[] }>(request, neutron, 'list')).networks;
const one = async (request: Context & { params: { id: string } }): Promise<Network> =>
  (await translated(ask<{ network: Network }>(request, neutron, 'show', { id: request.params.id }), { 404: () => notFound('Network not found') })).network;

export const networkHandlers = implement(networks, {
  list: async (request) => ({ networks: (await all(request)).map((network) => view(request, network)) }),
  show: async (request) => ({ network: view(request, await one(request)) }),
});
const slim = ({ id, name }: Network) => ({ id, cidr: 'None' as const, label: name });
export const tenantNetworkHandlers = implement(tenantNetworks, {
  list: async (request) => ({ networks: (await all(request)).map(slim) }),
  show: async (request) => ({ network: slim(await one(request)) }),
});

const EMPTY = ['cidr', 'netmask', 'gateway', 'broadcast', 'dns1', 'dns2', 'cidr_v6', 'gateway_v6', 'netmask_v6'];
const FOR_ADMINS =
  'created_at updated_at deleted_at deleted injected bridge vlan vpn_public_address vpn_public_port vpn_private_address dhcp_start project_id host bridge_interface multi_host priority rxtx_base mtu dhcp_server enable_dhcp share_address'.split(
    ' ',
  );
function view({ caller }: Context, { id, name }: Network): z.output<typeof NetworkView> {
  const empty = caller.roles.has('admin') ? [...EMPTY, ...FOR_ADMINS] : EMPTY;
  return { id, label: name, ...Object.fromEntries(empty.map((key) => [key, null])) };
}
