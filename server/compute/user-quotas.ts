/** How much of what a project may have one of its users may have. `nova/quota.py: get_user_quotas, get_settable_quotas, limit_check_project_and_user` */
import type { Scope } from '../core/world.ts';
import { type Bound, type Limits, type Resource, type Usage, limitsFor, quotas, usageOf } from './quota.ts';
import { serverGroups } from './server-groups.ts';
import { servers } from './server-rows.ts';

/** These are counted by project, whoever asks. */
const OF_PROJECTS: readonly string[] = ['fixed_ips', 'floating_ips'] satisfies Resource[];
export const isOfProjects = (name: string): boolean => OF_PROJECTS.includes(name);
export const userKey = (projectId: string, userId: string): string => `${projectId}/${userId}`;

/** What was set for this user alone. */
export const ownLimits = async ({ rows }: Scope, projectId: string, userId: string): Promise<Partial<Limits>> =>
  (await rows.get(quotas, userKey(projectId, userId)))?.limits ?? {};
export const limitsForUser = async (scope: Scope, projectId: string, userId: string): Promise<Limits> => ({
  ...(await limitsFor(scope, projectId)),
  ...(await ownLimits(scope, projectId, userId)),
});
/** Counted when it is asked for: few clouds have limits of users. */
export async function usageOfUser({ rows }: Scope, projectId: string, userId: string): Promise<Usage & { server_groups: number }> {
  const own = await rows.list(servers, { where: { project_id: projectId, deleted: false }, filter: ({ user_id }) => user_id === userId });
  const groups = await rows.list(serverGroups, { where: { project_id: projectId }, filter: ({ user_id }) => user_id === userId });
  const sum = (of: (server: (typeof own)[number]) => number): number => own.reduce((total, server) => total + of(server), 0);
  return { instances: own.length, cores: sum(({ flavor }) => flavor.vcpus), ram: sum(({ flavor }) => flavor.ram), server_groups: groups.length };
}
/** What was set for all users of a project together. */
export async function setForUsers({ rows }: Scope, projectId: string): Promise<Partial<Limits>> {
  const total: Partial<Limits> = {};
  for (const { limits } of await rows.list(quotas, { where: { project: projectId } })) {
    for (const [name, limit] of Object.entries(limits) as [Resource, number][]) total[name] = (total[name] ?? 0) + limit;
  }
  return total;
}

/** The bounds that hold for a user: the project's, and the user's own where there are any. */
export async function boundsFor(scope: Scope, projectId: string, userId: string): Promise<Bound[]> {
  const project = { limits: await limitsFor(scope, projectId), used: await usageOf(scope, projectId) };
  const own = await ownLimits(scope, projectId, userId);
  if (!Object.keys(own).length) return [project];
  return [project, { limits: { ...project.limits, ...own }, used: await usageOfUser(scope, projectId, userId) }];
}
