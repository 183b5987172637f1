/** What an update and a rebuild alike may say of a server. Follows `nova/api/openstack/compute/servers.py: update, _rebuild`. */
import type { Rebuild } from '../../contracts/compute/server-images.ts';
import type { ServerRow } from './server-rows.ts';

type Changes = Pick<Rebuild, 'name' | 'description' | 'hostname' | 'accessIPv4' | 'accessIPv6' | 'OS-DCF:diskConfig'>;
/** What is not said stays. */
export function change(server: ServerRow, wanted: Changes): void {
  if (wanted.name !== undefined) server.name = wanted.name.trim();
  if (wanted.description !== undefined) server.description = wanted.description;
  if (wanted.hostname !== undefined) server.hostname = wanted.hostname;
  if (wanted.accessIPv4 !== undefined) server.access_ip_v4 = wanted.accessIPv4;
  if (wanted.accessIPv6 !== undefined) server.access_ip_v6 = wanted.accessIPv6;
  if (wanted['OS-DCF:diskConfig'] !== undefined) server.auto_disk_config = wanted['OS-DCF:diskConfig'] === 'AUTO';
}
