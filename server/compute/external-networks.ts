/** To plug into a network that leads outside is a right of its own. `nova/network/neutron.py: _check_external_network_attach` */
import type { Context } from '../core/context.ts';
import { forbidden } from '../core/errors.ts';
import { externalAmong } from '../network/for-servers.ts';
import type { RequestedInterface } from './server-rows.ts';

const barred = async (request: Context, requested: readonly RequestedInterface[]): Promise<string[]> =>
  request.may('network:attach_external_network') ? [] : externalAmong(request, request.caller, requested);

/** Throws 403. */
export async function checkExternal(request: Context, requested: readonly RequestedInterface[]): Promise<void> {
  const [network] = await barred(request, requested);
  if (network !== undefined) throw forbidden(`It is not allowed to create an interface on external network ${network}`);
}
/** A new server finds out when its host asks for the ports. */
export async function markExternal(request: Context, requested: readonly RequestedInterface[]): Promise<RequestedInterface[]> {
  const networks = await barred(request, requested);
  return requested.map((one) => (networks.includes(one.network_id ?? '') && one.port_id === undefined ? { ...one, barred: true } : one));
}
