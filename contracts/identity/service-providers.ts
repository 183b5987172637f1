/** Service providers of federation. https://docs.openstack.org/api-ref/identity/v3-ext/#service-providers */
import { z } from 'zod';
import { del, get, patch, put, resource } from '../operation.ts';
import { Links, collection, flag, nonEmpty } from './types.ts';

const ServiceProvider = z.object({
  id: z.string(),
  auth_url: z.string(),
  sp_url: z.string(),
  enabled: z.boolean(),
  description: z.string().nullable(),
  relay_state_prefix: z.string().nullable(),
  links: Links,
});
const one = z.object({ service_provider: ServiceProvider });
const url = z
  .string()
  .max(225)
  .regex(/^[a-zA-Z0-9+.-]+:.+/);
const fields = { description: z.string().nullish(), enabled: flag, relay_state_prefix: z.string().nullish() };
const path = '/OS-FEDERATION/service_providers/{service_provider_id}';
const errors = [401, 403, 404];

export const serviceProviders = resource({
  list: get('/OS-FEDERATION/service_providers', {
    policy: 'identity:list_service_providers',
    query: z.looseObject({ id: z.string().optional(), enabled: flag }),
    status: 200,
    returns: collection('service_providers', ServiceProvider),
    errors: [401, 403],
  }),
  show: get(path, { policy: 'identity:get_service_provider', status: 200, returns: one, errors }),
  put: put(path, {
    policy: 'identity:create_service_provider',
    body: z.strictObject({ service_provider: z.strictObject({ auth_url: url, sp_url: url, ...fields }) }),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 409],
  }),
  update: patch(path, {
    policy: 'identity:update_service_provider',
    body: z.strictObject({ service_provider: nonEmpty(z.strictObject({ auth_url: url.optional(), sp_url: url.optional(), ...fields })) }),
    status: 200,
    returns: one,
    errors: [400, ...errors],
  }),
  delete: del(path, { policy: 'identity:delete_service_provider', status: 204, errors }),
});
