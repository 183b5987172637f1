/** https://docs.openstack.org/api-ref/compute/#servers-ips-servers-ips */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { Addresses } from './server-view.ts';

const noQuery = changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) });
export const serverIps = resource({
  list: get('/servers/{server_id}/ips', {
    policy: 'os_compute_api:ips:index',
    late: true,
    query: noQuery,
    status: 200,
    returns: z.object({ addresses: Addresses }),
    errors: [403, 404],
  }),
  /** The name of the network is the key. */
  show: get('/servers/{server_id}/ips/{network_label}', {
    policy: 'os_compute_api:ips:show',
    late: true,
    query: noQuery,
    status: 200,
    returns: Addresses,
    errors: [403, 404],
  }),
});
