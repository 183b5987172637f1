/** Credentials of users for other ways to log in. https://docs.openstack.org/api-ref/identity/v3/#credentials */
import { z } from 'zod';
import { del, get, patch, post, resource } from '../operation.ts';
import { Links, collection } from './types.ts';

/** Further attributes are kept as they are. */
const Credential = z.looseObject({
  id: z.string(),
  user_id: z.string(),
  project_id: z.string().nullable(),
  type: z.string(),
  blob: z.string(),
  links: Links,
});
const one = z.object({ credential: Credential });
const errors = [401, 403, 404];
const ec2 = z
  .looseObject({ id: z.string().optional(), blob: z.string(), project_id: z.string().nullish(), type: z.string(), user_id: z.string() })
  .refine((value) => value.type !== 'ec2' || 'project_id' in value, { params: { text: '', whole: "'project_id' is a required property" } });

export const credentials = resource({
  list: get('/credentials', {
    policy: 'identity:list_credentials',
    late: true,
    query: z.looseObject({ user_id: z.string().optional(), type: z.string().optional() }),
    status: 200,
    returns: collection('credentials', Credential),
    errors: [401, 403],
  }),
  create: post('/credentials', {
    policy: 'identity:create_credential',
    late: true,
    body: z.looseObject({ credential: ec2 }),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 409],
  }),
  show: get('/credentials/{credential_id}', { policy: 'identity:get_credential', late: true, status: 200, returns: one, errors }),
  update: patch('/credentials/{credential_id}', {
    policy: 'identity:update_credential',
    late: true,
    body: z.looseObject({ credential: z.strictObject({ blob: z.string() }) }),
    status: 200,
    returns: one,
    errors: [400, 401, 403, 404],
  }),
  delete: del('/credentials/{credential_id}', { policy: 'identity:delete_credential', late: true, status: 204, errors }),
});
