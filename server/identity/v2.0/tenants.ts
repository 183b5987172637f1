/** Tenants. `keystone/assignment/controllers.py: Tenant` of 2014 */
import { tenants as table } from '../../../contracts/identity/v2.0/tenants.ts';
import { type Context, implement } from '../../core/context.ts';
import { badRequest, notFound } from '../../core/errors.ts';
import { createProject, projectsOf, removeProject, updateProject } from '../projects.ts';
import { type ProjectRow, assignments, fold, projects, users } from '../rows.ts';
import { DOMAIN, tenantView, userView } from './views.ts';

type OnTenant = Context & { params: { tenant_id: string } };
/** Throws 404. */
export async function tenantOf({ rows, params: { tenant_id } }: OnTenant): Promise<ProjectRow> {
  const tenant = await rows.get(projects, tenant_id);
  if (tenant?.domain_id !== DOMAIN) throw notFound(`Could not find project: ${tenant_id}.`);
  return tenant;
}

const change = async (context: OnTenant & { body: { tenant: Record<string, unknown> } }) => {
  const { domain_id: _, ...sent } = context.body.tenant;
  return { tenant: tenantView(await updateProject(context, await tenantOf(context), sent)) };
};

export const tenantHandlers = implement(table, {
  async list(context) {
    const { name } = context.query;
    if (!context.forAdmins) {
      const own = await projectsOf(context, context.caller.user_id);
      return page(
        own.filter(({ domain_id, enabled }) => domain_id === DOMAIN && enabled),
        context.query,
      );
    }
    context.enforce({}, 'admin_required');
    const all = await context.rows.list(projects, { where: { domain_id: DOMAIN, ...(name !== undefined && { folded: fold(name) }) } });
    if (name === undefined) return page(all, context.query);
    if (!all[0]) throw notFound(`Could not find project: ${name}.`);
    return { tenant: tenantView(all[0]) };
  },
  async create(context) {
    const { tenant } = context.body;
    const { name } = tenant;
    if (!name) throw badRequest('Name field is required and cannot be empty');
    const id = typeof tenant['id'] === 'string' ? tenant['id'] : context.world.ids.hex();
    const row = await createProject(context, { ...tenant, id, name, is_domain: false, domain_id: DOMAIN, parent_id: DOMAIN });
    return { tenant: tenantView(row) };
  },
  show: async (context) => ({ tenant: tenantView(await tenantOf(context)) }),
  update: change,
  replace: change,
  delete: async (context) => removeProject(context, (await tenantOf(context)).id),
  async users(context) {
    const { id } = await tenantOf(context);
    const granted = await context.rows.list(assignments, { where: { target: 'project', target_id: id, actor: 'user' } });
    const members = await context.rows.list(users, { where: { id: [...new Set(granted.map(({ actor_id }) => actor_id))] } });
    return { users: members.map(userView) };
  },
});

function page(all: readonly ProjectRow[], { marker, limit }: { marker?: string | undefined; limit?: string | undefined }) {
  const after = marker === undefined ? -1 : all.findIndex(({ id }) => id === marker);
  if (marker !== undefined && after === -1) throw badRequest('Marker could not be found');
  if (limit !== undefined && !/^\d+$/.test(limit)) throw badRequest('Invalid limit value');
  const tenants = all.slice(after + 1, limit === undefined ? undefined : after + 1 + Number(limit)).map(tenantView);
  return { tenants, tenants_links: [] };
}
