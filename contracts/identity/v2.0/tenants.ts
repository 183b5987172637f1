/** Tenants, which are projects of the default domain. `keystone/assignment/controllers.py: Tenant` of 2014 */
import { z } from 'zod';
import { del, get, post, put, resource } from '../../operation.ts';
import { Links, Tenant, User, admin } from './types.ts';

const fields = { description: z.string().nullish(), enabled: z.boolean().optional() };
const one = z.object({ tenant: Tenant });
const page = { limit: z.string().optional(), marker: z.string().optional(), name: z.string().optional() };
const changes = { ...admin, body: z.looseObject({ tenant: z.looseObject({ name: z.string().optional(), ...fields }) }), status: 200, returns: one } as const;

export const tenants = resource({
  /** The bearer's own; where administrators are heard, all, or the one with a name. */
  list: get('/tenants', {
    query: z.looseObject(page),
    status: 200,
    returns: z.union([z.object({ tenants: z.array(Tenant), tenants_links: Links }), one]),
    errors: [400, 401, 403, 404],
  }),
  create: post('/tenants', { ...changes, errors: [400, 401, 403, 409] }),
  show: get('/tenants/{tenant_id}', { ...admin, status: 200, returns: one, errors: [401, 403, 404] }),
  update: post('/tenants/{tenant_id}', { ...changes, errors: [400, 401, 403, 404, 409] }),
  replace: put('/tenants/{tenant_id}', { ...changes, errors: [400, 401, 403, 404, 409] }),
  delete: del('/tenants/{tenant_id}', { ...admin, status: 204, errors: [401, 403, 404] }),
  users: get('/tenants/{tenant_id}/users', { ...admin, status: 200, returns: z.object({ users: z.array(User) }), errors: [401, 403, 404] }),
});
