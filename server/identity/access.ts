/** Which roles somebody has on something, with groups, inheritance and implied roles. `keystone/assignment/core.py` */
import { remember } from './remember.ts';
import type { Scope } from '../core/world.ts';
import { type AssignmentRow, type RoleRow, assignments, implied, memberships, projects, roles } from './rows.ts';

export interface On {
  project_id?: string;
  domain_id?: string;
  system?: true;
}

/** Role id > what it implies, directly. */
const implications = async (scope: Scope): Promise<Map<string, string[]>> =>
  remember(scope, 'implications', async () => {
    const rows = await scope.rows.list(implied);
    return new Map([...Map.groupBy(rows, ({ prior_id }) => prior_id)].map(([prior, list]) => [prior, list.map(({ implied_id }) => implied_id)]));
  });

/** The roles themselves, then those that they imply. */
export async function withImplied(scope: Scope, ids: Iterable<string>): Promise<Set<string>> {
  const table = await implications(scope);
  const found = new Set(ids);
  for (const id of found) for (const next of table.get(id) ?? []) found.add(next);
  return found;
}

/** Assignments to a user, directly and through groups. */
export async function assignmentsOf({ rows }: Scope, userId: string): Promise<AssignmentRow[]> {
  const own = await rows.list(assignments, { where: { actor: 'user', actor_id: userId } });
  const groups = (await rows.list(memberships, { where: { user_id: userId } })).map(({ group_id }) => group_id);
  if (!groups.length) return own;
  return [...own, ...(await rows.list(assignments, { where: { actor: 'group', actor_id: groups } }))];
}

/** A project's parents and, last, its domain. */
export async function ancestors({ rows }: Scope, projectId: string): Promise<string[]> {
  const found: string[] = [];
  let project = await rows.get(projects, projectId);
  while (project?.parent_id && !found.includes(project.parent_id)) {
    found.push(project.parent_id);
    project = await rows.get(projects, project.parent_id);
  }
  return found;
}

/** Ids of the roles that a user was given on something, without those that they imply. */
export async function grantedTo(scope: Scope, userId: string, on: On): Promise<Set<string>> {
  const above = on.project_id ? await ancestors(scope, on.project_id) : [];
  const counts = ({ target, target_id, inherited }: AssignmentRow): boolean => {
    if (inherited) return above.includes(target_id);
    if (on.project_id) return target === 'project' && target_id === on.project_id;
    if (on.domain_id) return target === 'domain' && target_id === on.domain_id;
    return target === 'system';
  };
  return new Set((await assignmentsOf(scope, userId)).filter(counts).map(({ role_id }) => role_id));
}

/** Ids of the roles in force for a user on something, implied ones included. */
export const effective = async (scope: Scope, userId: string, on: On): Promise<Set<string>> => withImplied(scope, await grantedTo(scope, userId, on));

/** The same as rows. Roles of a domain only carry others into a token, they are not in it. */
export const rolesOf = async (scope: Scope, userId: string, on: On): Promise<RoleRow[]> =>
  remember(scope, `roles/${userId}/${on.project_id ?? ''}/${on.domain_id ?? ''}`, async () => {
    const found = await Promise.all([...(await effective(scope, userId, on))].map((id) => scope.rows.get(roles, id)));
    return found.filter((role) => role !== undefined).filter(({ domain_id }) => domain_id === null);
  });

/** Ids of the projects on which a user has a role, inherited ones included. */
export async function projectIdsOf(scope: Scope, userId: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { target, target_id, inherited } of await assignmentsOf(scope, userId)) {
    if (!inherited && target === 'project') found.add(target_id);
    if (inherited) for (const id of await projectsBelow(scope, target_id)) found.add(id);
  }
  return found;
}
/** Ids of all projects below a domain or a project. */
export async function projectsBelow({ rows }: Scope, id: string): Promise<string[]> {
  const found: string[] = [];
  let parents = [id];
  while (parents.length) {
    parents = (await rows.list(projects, { where: { parent_id: parents } })).map((child) => child.id);
    found.push(...parents);
  }
  return found;
}
