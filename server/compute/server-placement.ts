/**
 * Where a server is to go, as a request says it. Follows `nova/api/openstack/compute/servers.py: create, _validate_host_availability_zone` and
 * `nova/compute/api.py: parse_availability_zone, _validate_host_or_node`.
 */
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { DEFAULT_ZONE, hosts } from './host-rows.ts';
import { running } from './services.ts';

type Wanted = ServerCreate['server'];
/** `forced` by an admin, past the filters. */
export interface Place {
  zone?: string | undefined;
  host?: string | undefined;
  node?: string | undefined;
  forced?: boolean;
}
/** `zone:host:node` is an admin's way to choose a host. Throws 400, or 403 where the caller may not choose. */
export async function placement(request: Context, wanted: Wanted): Promise<Place> {
  const parts = wanted.availability_zone?.split(':') ?? [];
  if (parts.length > 3) throw badRequest('Invalid input received: Unable to parse availability_zone');
  const [zone, host, node] = parts;
  const forced = host || node;
  if (forced) request.enforce(undefined, 'os_compute_api:servers:create:forced_host');
  if (wanted.trusted_image_certificates) request.enforce(undefined, 'os_compute_api:servers:create:trusted_certs');
  if (wanted.host || wanted.hypervisor_hostname) {
    request.enforce(undefined, 'compute:servers:create:requested_destination');
    if (forced) throw badRequest('One mechanism with host and/or hypervisor_hostname and another mechanism with zone:host:node are mutually exclusive.');
  }
  if (forced) return { zone: await zoneOf(request, zone, host), host: host || undefined, node: node || undefined, forced: true };
  return { zone: zone || undefined, host: wanted.host, node: wanted.hypervisor_hostname };
}

/** The zone beside a forced host, where it is the host's. */
async function zoneOf(request: Context, zone: string | undefined, host: string | undefined): Promise<string | undefined> {
  const home = host ? (await request.rows.get(hosts, host))?.availability_zone : undefined;
  return zone === (home ?? DEFAULT_ZONE) ? zone : undefined;
}

/** Throws 400 where no service is in the zone that is asked for. */
export async function checkZone(request: Context, { zone, forced }: Place): Promise<void> {
  if (zone === undefined || forced) return;
  const enabled = (await running(request)).filter(({ disabled }) => !disabled);
  if (!enabled.some((service) => service.zone === zone)) throw badRequest('The requested availability zone is not available');
}
/** Throws 400 where a host that is asked for is not there. */
export async function checkHosts(request: Context, { host, hypervisor_hostname }: Wanted): Promise<void> {
  for (const name of [host, hypervisor_hostname]) if (name) await checkKnown(request, name);
}
/** Throws 400 where no host has the name. */
export async function checkKnown({ rows }: Context, host: string): Promise<void> {
  if (!(await rows.get(hosts, host))) throw badRequest(`Compute host ${host} could not be found.`);
}
