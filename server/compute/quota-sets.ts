/**
 * Quotas of projects. https://docs.openstack.org/api-ref/compute/#quota-sets-os-quota-sets
 * Follows `nova/api/openstack/compute/quota_sets.py` and `nova/quota.py`.
 */
import { quotaSets as table } from '../../contracts/compute/quota-sets.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { projects } from '../identity/rows.ts';
import { type Limits, type Resource, classLimits, DEFAULT_CLASS, limitsFor, quotas, setLimits, usageOf } from './quota.ts';
import { groupsUsed } from './server-groups.ts';
import { isOfProjects, limitsForUser, ownLimits, setForUsers, usageOfUser, userKey } from './user-quotas.ts';

export const quotaSetHandlers = implement(table, {
  show: async (request) => {
    const { project_id } = request.params;
    request.enforce({ project_id });
    await checkProject(request, project_id);
    return { quota_set: { id: project_id, ...(await limitsOf(request, project_id, userOf(request.query))) } };
  },
  detail: async (request) => {
    const { project_id } = request.params;
    request.enforce({ project_id });
    await checkProject(request, project_id);
    const user = request.query.user_id?.at(-1);
    const limits = await limitsOf(request, project_id, user);
    const used = await inUse(request, project_id, user);
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
    const user = userOf(request.query);
    const { force = false, ...wanted } = request.body.quota_set;
    if (!force) await checkSettable(request, project_id, user, wanted);
    const own = Object.entries(wanted).filter(([name]) => user !== undefined && !isOfProjects(name));
    const others = Object.entries(wanted).filter(([name]) => user === undefined || isOfProjects(name));
    if (user !== undefined && own.length) await setLimits(request, userKey(project_id, user), Object.fromEntries(own), project_id);
    if (others.length) await setLimits(request, project_id, Object.fromEntries(others));
    return { quota_set: await limitsOf(request, project_id, user) };
  },
  /** The limits of a project go with those of its users. */
  delete: async ({ rows, params: { project_id }, query }) => {
    const user = userOf(query);
    const users = user === undefined ? await rows.list(quotas, { where: { project: project_id } }) : [];
    const ids = user === undefined ? [project_id, ...users.map(({ id }) => id)] : [userKey(project_id, user)];
    for (const id of ids) await rows.remove(quotas, id);
  },
});

/** The first that is sent and says something. */
const userOf = ({ user_id }: { user_id?: readonly string[] | undefined }): string | undefined => user_id?.find(Boolean);
const limitsOf = (scope: Context, projectId: string, user: string | undefined): Promise<Limits> =>
  user ? limitsForUser(scope, projectId, user) : limitsFor(scope, projectId);

/** Nova asks Keystone with the caller's token; where that may not tell, any id passes. */
async function checkProject({ rows, caller }: Context, id: string): Promise<void> {
  if (caller.roles.has('admin') && !(await rows.get(projects, id))) throw badRequest(`Project ID ${id} is not a valid project.`);
}
/** What is counted; the rest is always shown as unused. */
async function inUse(scope: Context, projectId: string, user: string | undefined): Promise<Partial<Limits>> {
  if (user) return usageOfUser(scope, projectId, user);
  return { ...(await usageOf(scope, projectId)), server_groups: await groupsUsed(scope, projectId) };
}

/** A user has no more than what is left of the project's; a project no less than what it uses, and what its users may have. -1 is without limit. */
async function checkSettable(
  scope: Context,
  projectId: string,
  user: string | undefined,
  wanted: Partial<Record<Resource, number | undefined>>,
): Promise<void> {
  const used = await inUse(scope, projectId, user);
  const limits = await limitsFor(scope, projectId);
  const given = await setForUsers(scope, projectId);
  const own = user === undefined ? {} : await ownLimits(scope, projectId, user);
  const endless = (limit: number): number => (limit === -1 ? Infinity : limit);
  for (const [name, limit] of Object.entries(wanted) as [Resource, number | undefined][]) {
    if (limit === undefined) continue;
    const left = limits[name] - (given[name] ?? 0);
    const minimum = user === undefined ? Math.max(less(limits[name], left), used[name] ?? 0) : (used[name] ?? 0);
    const maximum = user === undefined ? -1 : more(left, own[name] ?? 0);
    const refuse = (bound: string) => badRequest(`Quota limit ${limit} for ${name} must be ${bound}.`);
    if (endless(limit) < endless(minimum)) throw refuse(`greater than or equal to already used and reserved ${minimum}`);
    if (endless(limit) > endless(maximum)) throw refuse(`less than or equal to ${maximum}`);
  }
}
const more = (a: number, b: number): number => (a <= -1 || b <= -1 ? -1 : a + b);
const less = (a: number, b: number): number => (a <= -1 || b <= -1 ? -1 : a - b);
