/** `nova/api/openstack/ips.py: ControllerV11` of 2011 */
import { z } from 'zod';
import { get, resource } from '../../operation.ts';
import { Addresses } from './servers.ts';

const addresses = z.object({ addresses: Addresses });
export const serverIps = resource({
  list: get('/servers/{server_id}/ips', { policy: 'os_compute_api:ips:index', late: true, status: 200, returns: addresses, errors: [404] }),
  show: get('/servers/{server_id}/ips/{network}', { policy: 'os_compute_api:ips:show', late: true, status: 200, returns: addresses, errors: [404] }),
});
