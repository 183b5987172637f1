/** Users. `keystone/identity/controllers.py: User` of 2014 */
import { users as table } from '../../../contracts/identity/v2.0/users.ts';
import { type Context, implement } from '../../core/context.ts';
import { badRequest, forbidden, notFound } from '../../core/errors.ts';
import { handOver } from '../../core/hand-over.ts';
import { bearer } from '../bearer.ts';
import { expecting, refused } from '../lookups.ts';
import { type UserRow, assignment, assignments, fold, projects, roles, users } from '../rows.ts';
import { issueTo } from '../tokens.ts';
import { removeUser, userById, userHandlers as v3 } from '../users.ts';
import { accessOf } from './tokens.ts';
import { DOMAIN, userView } from './views.ts';

type Sent = Record<string, unknown> & { enabled?: boolean | undefined; tenantId?: string | null | undefined };
type OnUser = Context & { params: { user_id: string } };

/** v2.0's other names for what v3 takes. */
function inV3({ username, 'OS-KSADM:password': otherPassword, tenantId, ...sent }: Sent): Record<string, unknown> {
  return {
    ...sent,
    ...(username !== undefined && sent['name'] === undefined && { name: username }),
    ...(otherPassword !== undefined && { password: otherPassword }),
    ...(tenantId !== undefined && { default_project_id: tenantId }),
  };
}

async function update(context: OnUser & { body: { user: Sent } }) {
  const before = await userOf(context);
  const { id: _, ...sent } = inV3(context.body.user);
  const wanted = sent['default_project_id'];
  if (wanted) await tenantExists(context, String(wanted));
  await handOver(v3, 'update', context, { params: { user_id: before.id }, body: { user: sent } });
  if (wanted && wanted !== before.default_project_id) await join(context, before.id, String(wanted));
  return { user: userView(await userById(context, before.id)) };
}

export const userHandlers = implement(table, {
  async list({ rows, query: { name } }) {
    const found = await rows.list(users, { where: { domain_id: DOMAIN, ...(name !== undefined && { folded: fold(name) }) } });
    if (name === undefined) return { users: found.map(userView) };
    if (!found[0]) throw notFound(`Could not find user: ${name}.`);
    return { user: userView(found[0]) };
  },
  async create(context) {
    const sent = inV3(context.body.user);
    if (!sent['name']) throw badRequest('Name field is required and cannot be empty');
    const tenant = sent['default_project_id'];
    if (tenant) await tenantExists(context, String(tenant));
    const { user } = await handOver<{ user: { id: string } }>(v3, 'create', context, { body: { user: { ...sent, domain_id: DOMAIN } } });
    if (tenant) await join(context, user.id, String(tenant));
    return { user: userView(await userById(context, user.id)) };
  },
  show: async (context) => ({ user: userView(await userOf(context)) }),
  update,
  setPassword: update,
  setTenant: update,
  setEnabled: update,
  delete: async (context) => removeUser(context, (await userOf(context)).id),
  async changePassword(context) {
    const { caller, params, body } = context;
    const { password, original_password } = body.user;
    if (caller.user_id !== params.user_id) throw forbidden('Token belongs to another user');
    if (original_password === undefined) throw expecting('original password', 'user');
    if (password === undefined) throw expecting('password', 'user');
    const before = await bearer(context, caller.token);
    await handOver(v3, 'changePassword', context, { params, body: { user: { password, original_password } } });
    if (!before) throw refused();
    const { methods, project_id } = before;
    return context.transaction(async (rows) => {
      const now = { ...context, rows };
      return { access: await accessOf(now, await issueTo(now, { user_id: caller.user_id, methods, on: project_id ? { project_id } : {} })) };
    });
  },
});

/** Throws 404. */
export async function userOf({ rows, params: { user_id } }: OnUser): Promise<UserRow> {
  const user = await rows.get(users, user_id);
  if (user?.domain_id !== DOMAIN) throw notFound(`Could not find user: ${user_id}.`);
  return user;
}
async function tenantExists({ rows }: Context, id: string): Promise<void> {
  if (!(await rows.get(projects, id))) throw notFound(`Could not find project: ${id}.`);
}

/** The role that makes a user one of a tenant; where it has its name of today, that. */
async function join({ rows }: Context, actor_id: string, target_id: string): Promise<void> {
  const members = await rows.list(roles, { where: { folded: ['_member_', 'member'], domain_id: null }, sort: [['folded', 'asc']] });
  if (members[0])
    await rows.update(assignments, assignment({ role_id: members[0].id, actor: 'user', actor_id, target: 'project', target_id, inherited: false }));
}
