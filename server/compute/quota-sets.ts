/**
 * Quotas of projects. https://docs.openstack.org/api-ref/compute/#quota-sets-os-quota-sets
 * Follows `nova/api/openstack/compute/quota_sets.py` and `nova/quota.py`.
 */
import { quotaSets as table } from '../../contracts/compute/quota-sets.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notImplemented } from '../core/errors.ts';
import { projects } from '../identity/rows.ts';
import { type Limits, type Resource, classLimits, DEFAULT_CLASS, limitsFor, quotas, setLimits, usageOf } from './quota.ts';
import { groupsUsed } from './server-groups.ts';

export const quotaSetHandlers = implement(table, {
  show: async (request) => {
    const { project_id } = request.params;
    request.enforce({ project_id });
    await checkProject(request, project_id);
    return { quota_set: { id: project_id, ...(await limitsFor(request, project_id)) } };
  },
  detail: async (request) => {
    const { project_id } = request.params;
    request.enforce({ project_id });
    await checkProject(request, project_id);
    const limits = await limitsFor(request, project_id);
    const used = await inUse(request, project_id);
    const detailed = (name: Resource) => ({ limit: limits[name], in_use: used[name] ?? 0, reserved: 0 });
    const details = Object.fromEntries(Object.keys(limits).map((name) => [name, detailed(name as Resource)]));
    return { quota_set: { id: project_id, ...(details as Record<Resource, ReturnType<typeof detailed>>) } };
  },
  defaults: async (request) => {
    const { project_id } = request.params;
    await checkProject(request, project_id);
    return { quota_set: { id: project_id, ...(await classLimits(request, DEFAULT_CLASS)) } };
  },
  update: async (request) => {
    const { project_id } = request.params;
    await checkProject(request, project_id);
    forProjectsOnly(request.query);
    const { force = false, ...wanted } = request.body.quota_set;
    if (!force) await checkUsed(request, project_id, wanted);
    await setLimits(request, project_id, wanted);
    return { quota_set: await limitsFor(request, project_id) };
  },
  delete: async ({ rows, params, query }) => {
    if (!query.user_id) await rows.remove(quotas, params.project_id);
  },
});

/** Nova asks Keystone with the caller's token; where that may not tell, any id passes. */
async function checkProject({ rows, caller }: Context, id: string): Promise<void> {
  if (caller.roles.has('admin') && !(await rows.get(projects, id))) throw badRequest(`Project ID ${id} is not a valid project.`);
}
function forProjectsOnly({ user_id }: { user_id?: readonly string[] | undefined }): void {
  if (user_id?.[0]) throw notImplemented('Quotas of single users are not emulated.');
}
/** What is counted by project; the rest is always shown as unused. */
async function inUse(scope: Context, projectId: string): Promise<Partial<Limits>> {
  return { ...(await usageOf(scope, projectId)), server_groups: await groupsUsed(scope, projectId) };
}
async function checkUsed(scope: Context, projectId: string, wanted: Partial<Record<Resource, number | undefined>>): Promise<void> {
  const used = await inUse(scope, projectId);
  for (const [name, limit] of Object.entries(wanted) as [Resource, number][]) {
    const minimum = used[name] ?? 0;
    if (limit === -1 || limit >= minimum) continue;
    throw badRequest(`Quota limit ${limit} for ${name} must be greater than or equal to already used and reserved ${minimum}.`);
  }
}
