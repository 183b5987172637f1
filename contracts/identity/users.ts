/** Users. https://docs.openstack.org/api-ref/identity/v3/#users */
import { z } from 'zod';
import { del, get, patch, post, resource } from '../operation.ts';
import { Links, collection, description, flag, id, name, nonEmpty, paging, unique } from './types.ts';
import { Project } from './projects.ts';

const option = z.boolean().nullish();
const Options = z.strictObject({
  ignore_change_password_upon_first_use: option,
  ignore_password_expiry: option,
  ignore_lockout_failure_attempts: option,
  lock_password: option,
  ignore_user_inactivity: option,
  multi_factor_auth_rules: unique(z.array(unique(z.array(z.string()).min(1)))).nullish(),
  multi_factor_auth_enabled: option,
});

/** Further attributes, e.g. `email`, are kept as they are. */
export const User = z.looseObject({
  id: z.string(),
  name: z.string(),
  domain_id: z.string(),
  enabled: z.boolean(),
  default_project_id: z.string().nullish(),
  password_expires_at: z.string().nullable(),
  /** The further attributes once more, in the answer to a change. */
  extra: z.looseObject({}).optional(),
  options: z.looseObject({}),
  links: Links,
});

const federated = z.array(z.looseObject({ idp_id: z.string(), protocols: z.array(z.looseObject({ protocol_id: z.string(), unique_id: z.string() })).min(1) }));
const fields = {
  domain_id: id.optional(),
  default_project_id: z.string().nullish(),
  description: description.optional(),
  enabled: flag,
  federated: federated.optional(),
  name: name.optional(),
  password: z.string().nullish(),
  options: Options.optional(),
};

export const users = resource({
  list: get('/users', {
    policy: 'identity:list_users',
    late: true,
    query: z.looseObject({
      domain_id: id.optional(),
      enabled: flag,
      idp_id: z.string().optional(),
      name: name.optional(),
      password_expires_at: z.string().optional(),
      protocol_id: z.string().optional(),
      unique_id: z.string().optional(),
      ...paging,
      sort_key: z.string().optional(),
      sort_dir: z.enum(['asc', 'desc']).optional(),
    }),
    status: 200,
    returns: collection('users', User),
    errors: [400, 401, 403, 404],
  }),
  create: post('/users', {
    policy: 'identity:create_user',
    late: true,
    body: z.strictObject({ user: z.looseObject({ ...fields, name }) }),
    status: 201,
    returns: z.object({ user: User }),
    errors: [400, 401, 403, 404, 409],
  }),
  show: get('/users/{user_id}', { policy: 'identity:get_user', late: true, status: 200, returns: z.object({ user: User }), errors: [401, 403, 404] }),
  update: patch('/users/{user_id}', {
    policy: 'identity:update_user',
    late: true,
    body: z.strictObject({ user: nonEmpty(z.looseObject(fields)) }),
    status: 200,
    returns: z.object({ user: User }),
    errors: [400, 401, 403, 404, 409],
  }),
  delete: del('/users/{user_id}', { policy: 'identity:delete_user', late: true, status: 204, errors: [401, 403, 404] }),
  changePassword: post('/users/{user_id}/password', {
    open: true,
    // the handler opens its transactions itself: a wrong password is counted although the request fails
    reads: true,
    body: z.looseObject({
      user: z.strictObject({ original_password: z.string(), password: z.string() }).prefault({} as { original_password: string; password: string }),
    }),
    status: 204,
    errors: [400, 401],
  }),
  revokeTokens: del('/users/{user_id}/tokens', { policy: 'identity:revoke_tokens_for_user', late: true, status: 204, errors: [401, 403, 404] }),
  projects: get('/users/{user_id}/projects', {
    policy: 'identity:list_user_projects',
    late: true,
    query: z.looseObject(paging),
    status: 200,
    returns: collection('projects', Project),
    errors: [401, 403, 404],
  }),
});
