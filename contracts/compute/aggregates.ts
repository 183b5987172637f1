/** https://docs.openstack.org/api-ref/compute/#host-aggregates-os-aggregates · only reading is emulated */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { get, resource } from '../operation.ts';

const query = changes({ '2.1': z.object({}), '2.102': z.strictObject({}) });
export const aggregates = resource({
  list: get('/os-aggregates', {
    policy: 'os_compute_api:os-aggregates:index',
    query,
    status: 200,
    returns: z.object({ aggregates: z.array(z.looseObject({})) }),
    errors: [403],
  }),
  show: get('/os-aggregates/{aggregate_id}', {
    policy: 'os_compute_api:os-aggregates:show',
    query,
    status: 200,
    returns: z.object({ aggregate: z.looseObject({}) }),
    errors: [400, 403, 404],
  }),
});
