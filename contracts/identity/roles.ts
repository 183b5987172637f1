/** Roles, and which imply which. https://docs.openstack.org/api-ref/identity/v3/#roles */
import { z } from 'zod';
import { del, get, head, patch, post, put, resource } from '../operation.ts';
import { Links, collection, description, id, immutable, name, nonEmpty, paging } from './types.ts';

/** Further attributes are kept as they are. */
export const Role = z.looseObject({
  id: z.string(),
  name: z.string(),
  domain_id: z.string().nullable(),
  description: z.string().nullable(),
  options: z.looseObject({}),
  links: Links,
});
const fields = { name: name.optional(), description: description.optional(), domain_id: id.nullish(), options: immutable.optional() };
const one = z.object({ role: Role });

export const roles = resource({
  list: get('/roles', {
    policy: 'identity:list_roles',
    late: true,
    query: z.looseObject({ name: name.optional(), domain_id: id.optional(), ...paging }),
    status: 200,
    returns: collection('roles', Role),
    errors: [400, 401, 403],
  }),
  create: post('/roles', {
    policy: 'identity:create_role',
    late: true,
    body: z.strictObject({ role: z.looseObject({ ...fields, name }) }),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 409],
  }),
  show: get('/roles/{role_id}', { policy: 'identity:get_role', late: true, status: 200, returns: one, errors: [401, 403, 404] }),
  update: patch('/roles/{role_id}', {
    policy: 'identity:update_role',
    late: true,
    body: z.strictObject({ role: nonEmpty(z.looseObject(fields)) }),
    status: 200,
    returns: one,
    errors: [400, 401, 403, 404, 409],
  }),
  delete: del('/roles/{role_id}', { policy: 'identity:delete_role', late: true, status: 204, errors: [401, 403, 404] }),
});

const RoleLink = z.object({ id: z.string(), name: z.string(), links: Links });
const Inference = z.object({ role_inference: z.object({ prior_role: RoleLink, implies: RoleLink }), links: Links });
const path = '/roles/{prior_role_id}/implies/{implied_role_id}';

export const impliedRoles = resource({
  listAll: get('/role_inferences', {
    policy: 'identity:list_role_inference_rules',
    status: 200,
    returns: z.object({ role_inferences: z.array(z.object({ prior_role: RoleLink, implies: z.array(RoleLink) })) }),
    errors: [401, 403],
  }),
  list: get('/roles/{prior_role_id}/implies', {
    policy: 'identity:list_implied_roles',
    late: true,
    status: 200,
    returns: z.object({ role_inference: z.object({ prior_role: RoleLink, implies: z.array(RoleLink) }), links: Links }),
    errors: [401, 403, 404],
  }),
  show: get(path, { policy: 'identity:get_implied_role', late: true, status: 200, returns: Inference, errors: [401, 403, 404] }),
  check: head(path, { policy: 'identity:check_implied_role', late: true, status: 204, errors: [401, 403, 404] }),
  create: put(path, { policy: 'identity:create_implied_role', late: true, status: 201, returns: Inference, errors: [401, 403, 404, 409] }),
  delete: del(path, { policy: 'identity:delete_implied_role', late: true, status: 204, errors: [401, 403, 404] }),
});
