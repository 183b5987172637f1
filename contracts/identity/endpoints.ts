/** Endpoints of the catalog. https://docs.openstack.org/api-ref/identity/v3/#service-catalog-and-endpoints */
import { z } from 'zod';
import { strangersFirst } from '../json-schema.ts';
import { del, get, patch, post, resource } from '../operation.ts';
import { Links, collection, description, nonEmpty, paging } from './types.ts';

const face = z.enum(['admin', 'internal', 'public']);
/** Further attributes are kept as they are. */
export const Endpoint = z.looseObject({
  id: z.string(),
  interface: face,
  region_id: z.string().nullable(),
  region: z.string().nullable(),
  service_id: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  links: Links,
});
const oneEndpoint = z.object({ endpoint: Endpoint });
const url = z
  .string()
  .max(225)
  .regex(/^[a-zA-Z0-9+.-]+:.+/);
const endpointFields = {
  enabled: z.boolean().optional(),
  interface: face.optional(),
  region_id: z.string().nullish(),
  region: z.string().nullish(),
  service_id: z.string().optional(),
  url: url.optional(),
  name: z.string().optional(),
  description: description.optional(),
};

export const endpoints = resource({
  list: get('/endpoints', {
    policy: 'identity:list_endpoints',
    query: z.looseObject({ interface: face.optional(), region_id: z.string().optional(), service_id: z.string().optional(), ...paging }),
    status: 200,
    returns: collection('endpoints', Endpoint),
    errors: [400, 401, 403, 404],
  }),
  create: post('/endpoints', {
    policy: 'identity:create_endpoint',
    body: strangersFirst(
      z.strictObject({ endpoint: z.looseObject({ id: z.string().optional(), ...endpointFields, interface: face, service_id: z.string(), url }) }),
    ),
    status: 201,
    returns: oneEndpoint,
    errors: [400, 401, 403],
  }),
  show: get('/endpoints/{endpoint_id}', { policy: 'identity:get_endpoint', status: 200, returns: oneEndpoint, errors: [401, 403, 404] }),
  update: patch('/endpoints/{endpoint_id}', {
    policy: 'identity:update_endpoint',
    body: z.strictObject({ endpoint: nonEmpty(z.looseObject(endpointFields)) }),
    status: 200,
    returns: oneEndpoint,
    errors: [400, 401, 403, 404],
  }),
  delete: del('/endpoints/{endpoint_id}', { policy: 'identity:delete_endpoint', status: 204, errors: [401, 403, 404] }),
});
