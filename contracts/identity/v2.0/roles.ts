/** Roles, and who has them in which tenant. `keystone/assignment/controllers.py: Role` of 2014, `keystone/contrib/admin_crud/core.py` */
import { z } from 'zod';
import { del, get, post, put, resource } from '../../operation.ts';
import { Role, admin } from './types.ts';

const all = { ...admin, status: 200, returns: z.object({ roles: z.array(Role) }), errors: [401, 403, 404] } as const;
const one = { ...admin, status: 200, returns: z.object({ role: Role }) } as const;
const GRANT = '/tenants/{tenant_id}/users/{user_id}/roles/OS-KSADM/{role_id}';

export const roles = resource({
  list: get('/OS-KSADM/roles', { ...all }),
  create: post('/OS-KSADM/roles', { ...one, body: z.looseObject({ role: z.looseObject({ name: z.string().optional() }) }), errors: [400, 401, 403, 409] }),
  show: get('/OS-KSADM/roles/{role_id}', { ...one, errors: [401, 403, 404] }),
  delete: del('/OS-KSADM/roles/{role_id}', { ...admin, status: 204, errors: [401, 403, 404] }),
  ofUser: get('/tenants/{tenant_id}/users/{user_id}/roles', { ...all }),
  grant: put(GRANT, { ...one, errors: [401, 403, 404] }),
  revoke: del(GRANT, { ...admin, status: 204, errors: [401, 403, 404] }),
});
