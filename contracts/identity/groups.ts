/** Groups and who is in them. https://docs.openstack.org/api-ref/identity/v3/#groups */
import { z } from 'zod';
import { del, get, patch, post, put, resource } from '../operation.ts';
import { Links, collection, description, id, name, nonEmpty, paging } from './types.ts';
import { User } from './users.ts';

/** Further attributes are kept as they are. */
export const Group = z.looseObject({
  id: z.string(),
  name: z.string(),
  domain_id: z.string(),
  description: z.string().nullable(),
  /** In the groups of a user. */
  membership_expires_at: z.string().nullish(),
  links: Links,
});
const sort = { sort_key: z.string().optional(), sort_dir: z.enum(['asc', 'desc']).optional() };
const fields = { description: description.optional(), name: name.optional() };

export const groups = resource({
  list: get('/groups', {
    policy: 'identity:list_groups',
    late: true,
    query: z.looseObject({ domain_id: id.optional(), name: name.optional(), ...paging, ...sort }),
    status: 200,
    returns: collection('groups', Group),
    errors: [400, 401, 403, 404],
  }),
  create: post('/groups', {
    policy: 'identity:create_group',
    late: true,
    body: z.strictObject({ group: z.looseObject({ domain_id: id.optional(), ...fields, name }) }),
    status: 201,
    returns: z.object({ group: Group }),
    errors: [400, 401, 403, 404, 409],
  }),
  show: get('/groups/{group_id}', { policy: 'identity:get_group', late: true, status: 200, returns: z.object({ group: Group }), errors: [401, 403, 404] }),
  update: patch('/groups/{group_id}', {
    policy: 'identity:update_group',
    late: true,
    body: z.strictObject({ group: nonEmpty(z.looseObject(fields)) }),
    status: 200,
    returns: z.object({ group: Group }),
    errors: [400, 401, 403, 404, 409],
  }),
  delete: del('/groups/{group_id}', { policy: 'identity:delete_group', late: true, status: 204, errors: [401, 403, 404] }),
  users: get('/groups/{group_id}/users', {
    policy: 'identity:list_users_in_group',
    late: true,
    query: z.looseObject(paging),
    status: 200,
    returns: collection('users', User),
    errors: [401, 403, 404],
  }),
  addUser: put('/groups/{group_id}/users/{user_id}', { policy: 'identity:add_user_to_group', late: true, status: 204, errors: [401, 403, 404] }),
  hasUser: get('/groups/{group_id}/users/{user_id}', { policy: 'identity:check_user_in_group', late: true, status: 204, errors: [401, 403, 404] }),
  removeUser: del('/groups/{group_id}/users/{user_id}', { policy: 'identity:remove_user_from_group', late: true, status: 204, errors: [401, 403, 404] }),
  ofUser: get('/users/{user_id}/groups', {
    policy: 'identity:list_groups_for_user',
    late: true,
    query: z.looseObject(paging),
    status: 200,
    returns: collection('groups', Group),
    errors: [401, 403, 404],
  }),
});
