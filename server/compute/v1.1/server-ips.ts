/** Addresses of servers. `nova/api/openstack/ips.py: ControllerV11` of 2011; one network's are in the envelope that the book of the time has */
import { serverIps as table } from '../../../contracts/compute/v1.1/server-ips.ts';
import { type Context, implement } from '../../core/context.ts';
import { notFound } from '../../core/errors.ts';
import { interfacesOf } from '../plugged.ts';
import { onServer } from './lookup.ts';
import { addressesOf } from './views.ts';

async function addresses(request: Context & { params: { server_id: string } }) {
  const { id } = (await onServer(request, 'Instance does not exist')).server;
  return addressesOf((await interfacesOf(request, [id])).get(id) ?? []);
}

export const serverIpHandlers = implement(table, {
  list: async (request) => ({ addresses: await addresses(request) }),
  show: async (request) => {
    const { network } = request.params;
    const byLabel = await addresses(request);
    if (!Object.hasOwn(byLabel, network)) throw notFound('Instance is not a member of specified network');
    return { addresses: { [network]: byLabel[network] ?? [] } };
  },
});
