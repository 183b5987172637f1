/** Addresses of servers. https://docs.openstack.org/api-ref/compute/#servers-ips-servers-ips Follows `nova/api/openstack/compute/ips.py`. */
import { serverIps as table } from '../../contracts/compute/server-ips.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { interfacesOf } from './plugged.ts';
import { serverOf } from './server-lookup.ts';
import { addressesByLabel } from './server-view.ts';

export const serverIpHandlers = implement(table, {
  list: async (request) => ({ addresses: await addresses(request) }),
  show: async (request) => {
    const { network_label } = request.params;
    const byLabel = await addresses(request);
    if (!Object.hasOwn(byLabel, network_label)) throw notFound('Instance is not a member of specified network');
    return { [network_label]: byLabel[network_label] ?? [] };
  },
});
async function addresses(request: Context & { params: { server_id: string } }) {
  const { id } = await serverOf(request);
  return addressesByLabel((await interfacesOf(request, [id])).get(id) ?? []);
}
