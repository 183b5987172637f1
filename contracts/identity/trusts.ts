/** Trusts: roles that one user lends another. https://docs.openstack.org/api-ref/identity/v3-ext/#os-trust-api */
import { z } from 'zod';
import { strangersFirst } from '../json-schema.ts';
import { del, get, post, resource } from '../operation.ts';
import { roleReference } from './application-credentials.ts';
import { Role } from './roles.ts';
import { PageLinks, collection, Links } from './types.ts';

/** Further attributes are kept as they are. */
const Trust = z.looseObject({
  id: z.string(),
  trustor_user_id: z.string(),
  trustee_user_id: z.string(),
  project_id: z.string().nullable(),
  impersonation: z.boolean(),
  expires_at: z.string().nullable(),
  remaining_uses: z.int().nullable(),
  deleted_at: z.null(),
  redelegated_trust_id: z.string().nullable(),
  redelegation_count: z.int(),
  /** Not in lists. */
  roles: z.array(Role).optional(),
  roles_links: PageLinks.optional(),
  links: Links,
});
const one = z.object({ trust: Trust });
const errors = [401, 403, 404];
const path = '/OS-TRUST/trusts/{trust_id}';

export const trusts = resource({
  list: get('/OS-TRUST/trusts', {
    policy: 'identity:list_trusts',
    late: true,
    query: z.looseObject({ trustor_user_id: z.string().optional(), trustee_user_id: z.string().optional() }),
    status: 200,
    returns: collection('trusts', Trust),
    errors: [401, 403],
  }),
  create: post('/OS-TRUST/trusts', {
    policy: 'identity:create_trust',
    late: true,
    body: strangersFirst(
      z.strictObject({
        trust: z.looseObject({
          trustor_user_id: z.string(),
          trustee_user_id: z.string(),
          impersonation: z.boolean(),
          project_id: z.string().nullish(),
          remaining_uses: z.int().min(1).nullish(),
          expires_at: z.string().nullish(),
          allow_redelegation: z.boolean().nullish(),
          redelegation_count: z.int().min(0).nullish(),
          redelegated_trust_id: z.string().nullish(),
          roles: z.array(roleReference).optional(),
        }),
      }),
    ),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 404, 409],
  }),
  show: get(path, { policy: 'identity:get_trust', late: true, status: 200, returns: one, errors }),
  delete: del(path, { policy: 'identity:delete_trust', late: true, status: 204, errors }),
  roles: get(`${path}/roles`, {
    policy: 'identity:list_roles_for_trust',
    late: true,
    status: 200,
    returns: z.object({ roles: z.array(Role), links: PageLinks }),
    errors,
  }),
  role: get(`${path}/roles/{role_id}`, { policy: 'identity:get_role_for_trust', late: true, status: 200, returns: z.object({ role: Role }), errors }),
});
