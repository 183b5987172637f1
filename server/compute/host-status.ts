/** What is said of the host that a server is on. `nova/compute/api.py: get_instance_host_status`, `nova/api/openstack/compute/views/servers.py` */
import type { Context } from '../core/context.ts';
import type { ServerRow } from './server-rows.ts';
import { serviceOf } from './services.ts';

const ANY = 'os_compute_api:servers:show:host_status';
/** The right to hear of a host that nothing is known of, and of no other. */
const UNKNOWN = 'os_compute_api:servers:show:host_status:unknown-only';

/** By id of the server; without those of which the caller may not know. */
export async function hostStatuses(request: Context, rows: readonly ServerRow[]): Promise<ReadonlyMap<string, string>> {
  const byHost = new Map<string, string>();
  const told = new Map<string, string>();
  for (const { id, project_id, host, deleted } of rows) {
    const any = request.may(ANY, { project_id });
    if (!any && !request.may(UNKNOWN, { project_id })) continue;
    const status = host === null || deleted ? '' : (byHost.get(host) ?? (await statusOf(request, host)));
    if (host !== null && !deleted) byHost.set(host, status);
    if (any || status === 'UNKNOWN') told.set(id, status);
  }
  return told;
}

/** Every service reports as long as it is not said to be down. */
async function statusOf(request: Context, host: string): Promise<string> {
  const service = await serviceOf(request, host);
  if (!service) return '';
  if (service.forced_down) return 'DOWN';
  return service.disabled ? 'MAINTENANCE' : 'UP';
}
