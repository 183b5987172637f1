/** Fixed and floating addresses of servers, as nova-network had them. Follows `nova/api/openstack/compute/multinic.py` and `floating_ips.py`. */
import { serverAddresses as table } from '../../contracts/compute/server-addresses.ts';
import { type Context, implement } from '../core/context.ts';
import { CloudError, badRequest, conflict, notFound } from '../core/errors.ts';
import { clientText } from '../network/for-proxies.ts';
import { addAddress, removeAddress } from '../network/for-servers.ts';
import { attach, byAddress } from './floating-ips.ts';
import { interfacesOf } from './plugged.ts';
import { checkReachable } from './server-checks.ts';
import { serverOf } from './server-lookup.ts';
import { servers } from './server-rows.ts';

export const serverAddressHandlers = implement(table, {
  // that a network or an address is none of the server's shows only later, in the log
  addFixedIp: async (request) => {
    const server = await serverOf(request);
    checkReachable(request, server);
    await addAddress(request, server.id, String(request.body.addFixedIp.networkId));
  },
  removeFixedIp: async (request) => {
    const server = await serverOf(request);
    checkReachable(request, server);
    await removeAddress(request, server.id, request.body.removeFixedIp.address);
  },

  addFloatingIp: async (request) => {
    const { id } = await serverOf(request);
    const { address, fixed_address } = request.body.addFloatingIp;
    const interfaces = (await interfacesOf(request, [id])).get(id) ?? [];
    if (!interfaces.length) throw badRequest('Instance network is not ready yet');
    const fixed = interfaces.flatMap(({ port_id, fixed_ips }) => fixed_ips.map(({ ip_address }) => ({ port_id, ip_address })));
    if (!fixed.length) throw badRequest('No fixed IPs associated to instance');
    const chosen = fixed.find(({ ip_address }) => (fixed_address === undefined ? !ip_address.includes(':') : ip_address === fixed_address));
    if (!chosen && fixed_address !== undefined) throw badRequest('Specified fixed address not assigned to instance');
    if (!chosen) {
      const reason = 'Instance has no fixed IPv4 addresses to associate.';
      throw badRequest(`Unable to associate floating IP ${address} to any fixed IPs for instance ${id}. ${reason}`);
    }
    const floating = await byAddress(request, address).catch((error: unknown) => {
      throw error instanceof CloudError && error.status === 404 ? notFound('floating IP not found') : error;
    });
    try {
      await attach(request, floating, chosen.port_id, chosen.ip_address);
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      const text = clientText(request, error);
      if (error.status === 409) throw badRequest(text);
      throw badRequest(`Unable to associate floating IP ${address} to fixed IP ${chosen.ip_address} for instance ${id}. Error: ${text}`);
    }
  },
  removeFloatingIp: async (request) => {
    const { address } = request.body.removeFloatingIp;
    const floating = await byAddress(request, address);
    const owner = await associated(request, floating.port_details?.device_id);
    request.enforce(owner ? { project_id: owner.project_id } : {});
    const { server_id } = request.params;
    if (!owner || owner.id !== server_id) throw conflict(`Floating IP ${address} is not associated with instance ${server_id}.`);
    await attach(request, floating, null);
  },
});

/** The server that has the address, whoever asks. Throws 404 when the port is none of a server's that the caller can see. */
async function associated(request: Context, deviceId: string | undefined) {
  if (!deviceId) return undefined;
  const server = await request.rows.get(servers, deviceId);
  if (!server || server.deleted || !(request.caller.roles.has('admin') || server.project_id === request.caller.project_id)) {
    throw notFound(`Instance ${deviceId} could not be found.`);
  }
  return server;
}
