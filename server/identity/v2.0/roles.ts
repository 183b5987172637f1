/** Roles. `keystone/assignment/controllers.py: Role` of 2014 */
import { roles as table } from '../../../contracts/identity/v2.0/roles.ts';
import { type Context, implement } from '../../core/context.ts';
import { badRequest, notFound } from '../../core/errors.ts';
import { handOver } from '../../core/hand-over.ts';
import { grantedTo } from '../access.ts';
import { removeRole, roleById, roleHandlers as v3 } from '../roles.ts';
import { assignment, assignments, roles } from '../rows.ts';
import { tenantOf } from './tenants.ts';
import { userOf } from './users.ts';

import { roleView } from './views.ts';

type OnGrant = Context & { params: { tenant_id: string; user_id: string; role_id: string } };
const grantOf = ({ params: { tenant_id, user_id, role_id } }: OnGrant) =>
  assignment({ role_id, actor: 'user', actor_id: user_id, target: 'project', target_id: tenant_id, inherited: false });

export const roleHandlers = implement(table, {
  list: async ({ rows }) => ({ roles: (await rows.list(roles, { where: { domain_id: null } })).map(roleView) }),
  async create(context) {
    const { name } = context.body.role;
    if (!name) throw badRequest('Name field is required and cannot be empty');
    const { role } = await handOver<{ role: { id: string } }>(v3, 'create', context, { body: { role: { ...context.body.role, domain_id: null } } });
    return { role: roleView(await roleById(context, role.id)) };
  },
  show: async (context) => ({ role: roleView(await roleById(context, context.params.role_id)) }),
  delete: async (context) => removeRole(context, (await roleById(context, context.params.role_id)).id),
  async ofUser(context) {
    const user = await userOf(context);
    const tenant = await tenantOf(context);
    const given = await context.rows.list(roles, { where: { id: [...(await grantedTo(context, user.id, { project_id: tenant.id }))] } });
    return { roles: given.map(roleView) };
  },
  async grant(context) {
    await userOf(context);
    await tenantOf(context);
    const role = await roleById(context, context.params.role_id);
    await context.rows.update(assignments, grantOf(context));
    return { role: roleView(role) };
  },
  async revoke(context) {
    const { role_id } = context.params;
    if (!(await context.rows.remove(assignments, grantOf(context).id))) throw notFound(`Could not find role: ${role_id}.`);
  },
});
