/** The networks that the creation of a server asks for. Follows `nova/api/openstack/compute/servers.py: _get_requested_networks`. */
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import type { RequestedInterface } from './server-rows.ts';

type Wanted = ServerCreate['server']['networks'];
/** As they are to be plugged, or the word that stands for them. Undefined where it is left to Nova. */
export type NetworkRequest = 'none' | 'auto' | RequestedInterface[] | undefined;

/** Throws 400 for what makes no sense by itself, 403 where the caller may not say what to plug. */
export function requestedNetworks(request: Context, wanted: Wanted): NetworkRequest {
  const requested = Array.isArray(wanted) ? interfaces(wanted) : wanted;
  if (requested !== 'none' && requested?.length) request.enforce(undefined, 'os_compute_api:servers:create:attach_network');
  return requested;
}
function interfaces(wanted: Exclude<Wanted, string | undefined>): RequestedInterface[] {
  const ports = new Set<string>();
  return wanted.map(({ uuid, port, fixed_ip, ...rest }) => {
    const tag = 'tag' in rest && typeof rest.tag === 'string' ? { tag: rest.tag } : {};
    if (port) {
      if (ports.has(port)) throw badRequest(`Port ID '${port}' was specified twice: you cannot attach a port multiple times.`);
      if (fixed_ip) throw badRequest(`Specified Fixed IP '${fixed_ip}' cannot be used with port '${port}': the two cannot be specified together.`);
      ports.add(port);
      return { port_id: port, ...tag };
    }
    if (uuid === undefined) throw badRequest("Bad network format: missing 'uuid'");
    if (!isUuidLike(uuid)) throw badRequest(`Bad networks format: network uuid is not in proper format (${uuid})`);
    return { network_id: uuid, ...(fixed_ip !== undefined && { fixed_ip }), ...tag };
  });
}
