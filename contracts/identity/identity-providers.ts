/** Identity providers of federation. https://docs.openstack.org/api-ref/identity/v3-ext/#identity-providers */
import { z } from 'zod';
import { del, get, patch, put, resource } from '../operation.ts';
import { collection, flag, id, nonEmpty, unique } from './types.ts';
import { types } from '../json-schema.ts';

const IdentityProvider = z.object({
  id: z.string(),
  domain_id: z.string(),
  enabled: z.boolean(),
  description: z.string().nullable(),
  remote_ids: z.array(z.string()),
  authorization_ttl: z.int().nullable(),
  /** Lists tell where the protocols are. */
  links: z.object({ self: z.string(), protocols: z.string().optional() }),
});
const one = z.object({ identity_provider: IdentityProvider });
export const remoteId = z.string().max(64);
const fields = {
  enabled: flag,
  description: z.string().nullish(),
  authorization_ttl: types(['integer', 'null'], z.int().min(0).nullable()).optional(),
  remote_ids: unique(z.array(remoteId)).nullish(),
};
const path = '/OS-FEDERATION/identity_providers/{idp_id}';
const errors = [401, 403, 404];

export const identityProviders = resource({
  list: get('/OS-FEDERATION/identity_providers', {
    policy: 'identity:list_identity_providers',
    query: z.looseObject({ id: z.string().optional(), enabled: flag }),
    status: 200,
    returns: collection('identity_providers', IdentityProvider),
    errors: [401, 403],
  }),
  show: get(path, { policy: 'identity:get_identity_provider', status: 200, returns: one, errors }),
  put: put(path, {
    policy: 'identity:create_identity_provider',
    body: z.strictObject({ identity_provider: z.strictObject({ ...fields, domain_id: id.nullish() }).prefault({}) }),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 404, 409],
  }),
  update: patch(path, {
    policy: 'identity:update_identity_provider',
    body: z.looseObject({ identity_provider: nonEmpty(z.strictObject(fields)) }),
    status: 200,
    returns: one,
    errors: [400, ...errors, 409],
  }),
  delete: del(path, { policy: 'identity:delete_identity_provider', status: 204, errors }),
});
