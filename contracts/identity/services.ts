/** Services of the catalog. https://docs.openstack.org/api-ref/identity/v3/#service-catalog-and-endpoints */
import { z } from 'zod';
import { del, get, patch, post, resource } from '../operation.ts';
import { Links, collection, nonEmpty, paging } from './types.ts';

/** Further attributes are kept as they are. */
const Service = z.looseObject({ id: z.string(), type: z.string(), name: z.string(), enabled: z.boolean(), links: Links });
const oneService = z.object({ service: Service });
const serviceType = z.string().min(1).max(255);
const serviceFields = { enabled: z.boolean().optional(), type: serviceType.optional(), name: z.string().min(1).max(255).optional() };

export const services = resource({
  list: get('/services', {
    policy: 'identity:list_services',
    query: z.looseObject({ type: z.string().optional(), name: z.string().optional(), ...paging }),
    status: 200,
    returns: collection('services', Service),
    errors: [401, 403, 404],
  }),
  create: post('/services', {
    policy: 'identity:create_service',
    body: z.looseObject({ service: z.looseObject({ ...serviceFields, type: serviceType }) }),
    status: 201,
    returns: oneService,
    errors: [400, 401, 403],
  }),
  show: get('/services/{service_id}', { policy: 'identity:get_service', status: 200, returns: oneService, errors: [401, 403, 404] }),
  update: patch('/services/{service_id}', {
    policy: 'identity:update_service',
    body: z.looseObject({ service: nonEmpty(z.looseObject(serviceFields)) }),
    status: 200,
    returns: oneService,
    errors: [400, 401, 403, 404],
  }),
  delete: del('/services/{service_id}', { policy: 'identity:delete_service', status: 204, errors: [401, 403, 404] }),
});
