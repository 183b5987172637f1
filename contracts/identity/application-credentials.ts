/** Application credentials: what programs log in with. https://docs.openstack.org/api-ref/identity/v3/#application-credentials */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { AccessRule, accessRule } from './access-rules.ts';
import { Links, collection, id, name } from './types.ts';

const ApplicationCredential = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  user_id: z.string(),
  project_id: z.string().nullable(),
  system: z.null(),
  expires_at: z.string().nullable(),
  unrestricted: z.boolean().nullable(),
  roles: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      domain_id: z.string().nullable(),
      description: z.string().nullable(),
      options: z.looseObject({}),
    }),
  ),
  /** Absent where there is none. */
  access_rules: z.array(AccessRule.omit({ links: true })).optional(),
  /** Only told when it is made. */
  secret: z.string().optional(),
  links: Links,
});
const one = z.object({ application_credential: ApplicationCredential });
const errors = [401, 403, 404];
/** Named by either. */
export const roleReference = z
  .strictObject({ id: id.optional(), name: name.optional() })
  .refine((value) => Object.keys(value).length > 0, { params: { text: 'should be non-empty' } })
  .refine((value) => Object.keys(value).length < 2, { params: { text: 'has too many properties' } });

export const applicationCredentials = resource({
  list: get('/users/{user_id}/application_credentials', {
    policy: 'identity:list_application_credentials',
    late: true,
    query: z.looseObject({ name: z.string().optional() }),
    status: 200,
    returns: collection('application_credentials', ApplicationCredential),
    errors: [401, 403],
  }),
  create: post('/users/{user_id}/application_credentials', {
    policy: 'identity:create_application_credential',
    late: true,
    body: z.strictObject({
      application_credential: z.strictObject({
        id: z.string().optional(),
        secret: z.string().nullish(),
        name,
        description: z.string().nullish(),
        expires_at: z.string().nullish(),
        project_id: z.string().optional(),
        access_rules: z
          .array(z.looseObject({ id: id.optional(), path: accessRule.path.optional(), service: id.optional(), method: accessRule.method.optional() }))
          .optional(),
        unrestricted: z.boolean().nullish(),
        system: z.string().nullish(),
        roles: z.array(roleReference).optional(),
      }),
    }),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 404, 409],
  }),
  show: get('/users/{user_id}/application_credentials/{application_credential_id}', {
    policy: 'identity:get_application_credential',
    late: true,
    status: 200,
    returns: one,
    errors,
  }),
  delete: del('/users/{user_id}/application_credentials/{application_credential_id}', {
    policy: 'identity:delete_application_credential',
    late: true,
    status: 204,
    errors,
  }),
});
