/** Regions, services and endpoints. https://docs.openstack.org/api-ref/identity/v3/#service-catalog-and-endpoints */
import { z } from 'zod';
import { del, get, patch, post, put, resource } from '../operation.ts';
import { Links, collection, description, paging } from './types.ts';

const nonEmpty = <T extends z.ZodType<object>>(type: T) => type.refine((value) => Object.keys(value).length > 0, { params: { text: 'should be non-empty' } });

/** Further attributes are kept as they are, here and below. */
const Region = z.looseObject({ id: z.string(), description: z.string().nullable(), parent_region_id: z.string().nullable(), links: Links });
const oneRegion = z.object({ region: Region });
const regionId = z.string().min(1).max(255);
const regionFields = { description: z.string().max(255).nullish(), id: regionId.nullish(), parent_region_id: regionId.nullish() };
const newRegion = z.looseObject({ region: z.looseObject({ ...regionFields, id: z.string().max(255).nullish() }) });

export const regions = resource({
  list: get('/regions', {
    policy: 'identity:list_regions',
    query: z.strictObject({ parent_region_id: regionId.optional() }),
    status: 200,
    returns: collection('regions', Region),
    errors: [400, 401],
  }),
  create: post('/regions', { policy: 'identity:create_region', body: newRegion, status: 201, returns: oneRegion, errors: [400, 401, 403, 404, 409] }),
  put: put('/regions/{region_id}', { policy: 'identity:create_region', body: newRegion, status: 201, returns: oneRegion, errors: [400, 401, 403, 404, 409] }),
  show: get('/regions/{region_id}', { policy: 'identity:get_region', status: 200, returns: oneRegion, errors: [401, 404] }),
  update: patch('/regions/{region_id}', {
    policy: 'identity:update_region',
    body: z.strictObject({ region: nonEmpty(z.looseObject(regionFields)) }),
    status: 200,
    returns: oneRegion,
    errors: [400, 401, 403, 404],
  }),
  delete: del('/regions/{region_id}', { policy: 'identity:delete_region', status: 204, errors: [401, 403, 404] }),
});

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

const face = z.enum(['admin', 'internal', 'public']);
const Endpoint = z.looseObject({
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
    body: z.strictObject({ endpoint: z.looseObject({ id: z.string().optional(), ...endpointFields, interface: face, service_id: z.string(), url }) }),
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
