/** Limits of projects and domains. https://docs.openstack.org/api-ref/identity/v3/#unified-limits */
import { z } from 'zod';
import { strangersFirst, uuid } from '../json-schema.ts';
import { del, get, patch, post, resource } from '../operation.ts';
import { amount, regionId } from './registered-limits.ts';
import { Links, collection, description, id, name } from './types.ts';

const Limit = z.object({
  id: z.string(),
  project_id: z.string().nullable(),
  domain_id: z.string().nullable(),
  resource_limit: z.int(),
  description: z.string().nullable(),
  service_id: z.string(),
  region_id: z.string().nullable(),
  resource_name: z.string(),
  links: Links,
});
const one = z.object({ limit: Limit });
const NAMED = "'service_id', 'resource_name', 'resource_limit'";
const either = `is valid under each of {'required': [${NAMED}, 'project_id']}, {'required': [${NAMED}, 'domain_id']}`;
const newLimit = z
  .strictObject({
    project_id: id.nullish(),
    domain_id: id.nullish(),
    resource_name: name,
    region_id: regionId.nullish(),
    service_id: uuid,
    resource_limit: amount,
    description: description.optional(),
  })
  .refine((value) => 'project_id' in value || 'domain_id' in value, { params: { text: 'is not valid under any of the given schemas' } })
  .refine((value) => !('project_id' in value && 'domain_id' in value), { params: { text: either } });

export const limits = resource({
  model: get('/limits/model', {
    policy: 'identity:get_limit_model',
    status: 200,
    returns: z.object({ model: z.object({ name: z.string(), description: z.string() }) }),
    errors: [401],
  }),
  list: get('/limits', {
    policy: 'identity:list_limits',
    query: z.looseObject({
      service_id: uuid.optional(),
      region_id: regionId.optional(),
      resource_name: name.optional(),
      project_id: id.optional(),
      domain_id: id.optional(),
    }),
    status: 200,
    returns: collection('limits', Limit),
    errors: [400, 401],
  }),
  create: post('/limits', {
    policy: 'identity:create_limits',
    body: z.strictObject({ limits: z.array(newLimit).min(1) }),
    status: 201,
    returns: z.object({ limits: z.array(Limit) }),
    errors: [400, 401, 403, 409],
  }),
  show: get('/limits/{limit_id}', { policy: 'identity:get_limit', late: true, status: 200, returns: one, errors: [401, 403, 404] }),
  update: patch('/limits/{limit_id}', {
    policy: 'identity:update_limit',
    late: true,
    body: strangersFirst(z.strictObject({ limit: z.strictObject({ resource_limit: amount.optional(), description: description.optional() }) })),
    status: 200,
    returns: one,
    errors: [400, 401, 403, 404],
  }),
  delete: del('/limits/{limit_id}', { policy: 'identity:delete_limit', late: true, status: 204, errors: [401, 403, 404] }),
});
