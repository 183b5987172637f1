/** Users of the default domain. `keystone/identity/controllers.py: User` of 2014, `keystone/contrib/user_crud/core.py` */
import { z } from 'zod';
import { del, get, patch, post, put, resource } from '../../operation.ts';
import { User, admin } from './types.ts';

const sent = z.looseObject({
  name: z.string().optional(),
  username: z.string().optional(),
  password: z.string().nullish(),
  'OS-KSADM:password': z.string().optional(),
  tenantId: z.string().nullish(),
  enabled: z.boolean().optional(),
});
const one = z.object({ user: User });
const changes = { ...admin, body: z.looseObject({ user: sent }), status: 200, returns: one } as const;
const errors = [400, 401, 403, 404, 409];

export const users = resource({
  list: get('/users', {
    ...admin,
    query: z.looseObject({ name: z.string().optional() }),
    status: 200,
    returns: z.union([z.object({ users: z.array(User) }), one]),
    errors: [401, 403, 404],
  }),
  create: post('/users', { ...changes, errors }),
  show: get('/users/{user_id}', { ...admin, status: 200, returns: one, errors: [401, 403, 404] }),
  update: put('/users/{user_id}', { ...changes, errors }),
  setPassword: put('/users/{user_id}/OS-KSADM/password', { ...changes, errors }),
  setTenant: put('/users/{user_id}/OS-KSADM/tenant', { ...changes, errors }),
  setEnabled: put('/users/{user_id}/OS-KSADM/enabled', { ...changes, errors }),
  delete: del('/users/{user_id}', { ...admin, status: 204, errors: [401, 403, 404] }),
  /** Everybody's own password; it buys a new token. */
  changePassword: patch('/OS-KSCRUD/users/{user_id}', {
    reads: true,
    body: z.looseObject({ user: z.looseObject({ password: z.string().optional(), original_password: z.string().optional() }) }),
    status: 200,
    returns: z.object({ access: z.looseObject({}) }),
    errors: [400, 401, 403],
  }),
});
