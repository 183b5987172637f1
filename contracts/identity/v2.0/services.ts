/** Services of the catalog. `keystone/catalog/controllers.py: Service` of 2014 */
import { z } from 'zod';
import { del, get, post, resource } from '../../operation.ts';
import { admin } from './types.ts';

const Service = z.looseObject({ id: z.string(), name: z.string(), type: z.string() });
const one = { ...admin, status: 200, returns: z.object({ 'OS-KSADM:service': Service }) } as const;

export const services = resource({
  list: get('/OS-KSADM/services', { ...admin, status: 200, returns: z.object({ 'OS-KSADM:services': z.array(Service) }), errors: [401, 403] }),
  create: post('/OS-KSADM/services', {
    ...one,
    body: z.looseObject({ 'OS-KSADM:service': z.looseObject({ name: z.string().optional(), type: z.string(), description: z.string().nullish() }) }),
    errors: [400, 401, 403],
  }),
  show: get('/OS-KSADM/services/{service_id}', { ...one, errors: [401, 403, 404] }),
  delete: del('/OS-KSADM/services/{service_id}', { ...admin, status: 204, errors: [401, 403, 404] }),
});
