/** Registered limits: what holds where nothing else is said. https://docs.openstack.org/api-ref/identity/v3/#unified-limits */
import { z } from 'zod';
import { strangersFirst, uuid } from '../json-schema.ts';
import { del, get, patch, post, resource } from '../operation.ts';
import { Links, collection, description, name } from './types.ts';

/** -1 is no limit. */
export const amount = z.int().min(-1).max(0x7fffffff);
export const regionId = z.string().min(1).max(255);
const RegisteredLimit = z.object({
  id: z.string(),
  service_id: z.string(),
  region_id: z.string().nullable(),
  resource_name: z.string(),
  default_limit: z.int(),
  description: z.string().nullable(),
  links: Links,
});
const one = z.object({ registered_limit: RegisteredLimit });

export const registeredLimits = resource({
  list: get('/registered_limits', {
    policy: 'identity:list_registered_limits',
    query: z.looseObject({ service_id: uuid.optional(), region_id: regionId.optional(), resource_name: name.optional() }),
    status: 200,
    returns: collection('registered_limits', RegisteredLimit),
    errors: [400, 401],
  }),
  create: post('/registered_limits', {
    policy: 'identity:create_registered_limits',
    body: z.strictObject({
      registered_limits: z
        .array(
          z.strictObject({
            service_id: uuid,
            region_id: regionId.nullish(),
            resource_name: name,
            default_limit: amount,
            description: description.optional(),
          }),
        )
        .min(1),
    }),
    status: 201,
    returns: z.object({ registered_limits: z.array(RegisteredLimit) }),
    errors: [400, 401, 403, 409],
  }),
  show: get('/registered_limits/{registered_limit_id}', { policy: 'identity:get_registered_limit', status: 200, returns: one, errors: [401, 404] }),
  update: patch('/registered_limits/{registered_limit_id}', {
    policy: 'identity:update_registered_limit',
    body: strangersFirst(
      z.strictObject({
        registered_limit: z.strictObject({
          service_id: uuid.optional(),
          region_id: regionId.nullish(),
          resource_name: name.optional(),
          default_limit: amount.optional(),
          description: description.optional(),
        }),
      }),
    ),
    status: 200,
    returns: one,
    errors: [400, 401, 403, 404, 409],
  }),
  delete: del('/registered_limits/{registered_limit_id}', { policy: 'identity:delete_registered_limit', status: 204, errors: [401, 403, 404] }),
});
