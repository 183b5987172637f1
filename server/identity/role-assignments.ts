/** All role assignments. https://docs.openstack.org/api-ref/identity/v3/#list-role-assignments `keystone/api/role_assignments.py` */
import { roleAssignments } from '../../contracts/identity/role-assignments.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { projectsBelow } from './access.ts';
import { linkTo, whole } from './listing.ts';
import { type AssignmentRow, assignments, groups, implied, memberships, projects, roles, users } from './rows.ts';

/** An assignment in force, with where it comes from. */
interface Effective extends AssignmentRow {
  /** The group that the user is in. */
  group_id?: string;
  /** What the role was inherited from. */
  from?: Pick<AssignmentRow, 'target' | 'target_id'>;
  /** The role that implies it. */
  prior_id?: string;
}
type Query = { [K in string]?: unknown };
/** Present, whatever its value, unless that is 0. */
const asked = (query: Query, name: string): boolean => query[name] !== undefined && query[name] !== '0';

export const roleAssignmentHandlers = implement(roleAssignments, {
  async list(context) {
    const { query, caller, rows } = context;
    checkFilters(query);
    const tree = asked(query, 'include_subtree');
    const root = query['scope.project.id'];
    if (tree) {
      const project = root === undefined ? undefined : await rows.get(projects, root);
      if (!project) throw notFound(`Could not find project: ${root}.`);
      context.enforce({ project, domain_id: project.domain_id }, 'identity:list_role_assignments_for_tree');
    } else context.enforce(caller.domain_id ? { domain_id: caller.domain_id } : {});

    const below = tree && root ? [root, ...(await projectsBelow(context, root))] : root === undefined ? undefined : [root];
    const all = await rows.list(assignments, { sort: [['target', 'desc']] });
    const found = (asked(query, 'effective') ? await effective(context, all) : all).filter((row) => matches(row, query, below));
    const visible: Effective[] = [];
    for (const row of found) if (!caller.domain_id || (await domainOf(context, row)) === caller.domain_id) visible.push(row);
    const withNames = asked(query, 'include_names');
    return whole(context, 'role_assignments', await Promise.all(visible.map((row) => view(context, row, withNames))));
  },
});

function checkFilters(query: Query): void {
  const both = (one: string, other: string): boolean => Boolean(query[one]) && Boolean(query[other]);
  if (asked(query, 'include_subtree') && query['scope.project.id'] === undefined) throw badRequest(`'scope.project.id' is a dependency of 'include_subtree'`);
  if (both('user.id', 'group.id')) {
    const pairs = Object.entries(query).map(([key, value]) => `('${key}', '${String(value)}')`);
    throw badRequest(`ImmutableMultiDict([${pairs.join(', ')}]) is valid under each of {'required': ['group.id']}, {'required': ['user.id']}`);
  }
  if (both('scope.domain.id', 'scope.project.id')) throw badRequest('Specify a domain or project, not both');
  if (both('scope.domain.id', 'scope.system')) throw badRequest('Specify system or domain, not both');
  if (both('scope.project.id', 'scope.system')) throw badRequest('Specify system or project, not both');
  if (!asked(query, 'effective')) return;
  if (query['group.id']) throw badRequest('Combining effective and group filter will always result in an empty list.');
  if (query['scope.domain.id'] && query['scope.OS-INHERIT:inherited_to'] === 'projects') {
    throw badRequest('Combining effective, domain and inherited filters will always result in an empty list.');
  }
}

function matches(row: Effective, query: Query, below: string[] | undefined): boolean {
  const inherited = query['scope.OS-INHERIT:inherited_to'];
  return (
    (query['role.id'] === undefined || row.role_id === query['role.id']) &&
    (query['user.id'] === undefined || (row.actor === 'user' && row.actor_id === query['user.id'])) &&
    (query['group.id'] === undefined || (row.actor === 'group' && row.actor_id === query['group.id'])) &&
    (query['scope.system'] === undefined || row.target === 'system') &&
    (query['scope.domain.id'] === undefined || (row.target === 'domain' && row.target_id === query['scope.domain.id'])) &&
    (below === undefined || (row.target === 'project' && below.includes(row.target_id))) &&
    (inherited === undefined || (inherited === 'projects') === (row.inherited || row.from !== undefined))
  );
}

/** Groups become their users, inheritance the projects below, and roles bring those that they imply. */
async function effective(scope: Scope, all: readonly AssignmentRow[]): Promise<Effective[]> {
  const { rows } = scope;
  const found: Effective[] = [];
  for (const row of all) {
    const group = row.actor === 'group' ? row.actor_id : undefined;
    const actors = group ? (await rows.list(memberships, { where: { group_id: group } })).map(({ user_id }) => user_id) : [row.actor_id];
    const targets = row.inherited ? await projectsBelow(scope, row.target_id) : [row.target_id];
    const from = row.inherited && { from: { target: row.target, target_id: row.target_id }, target: 'project' as const, inherited: false };
    for (const actor_id of actors)
      for (const target_id of targets) found.push({ ...row, ...from, actor: 'user', actor_id, target_id, ...(group && { group_id: group }) });
  }
  const rules = Map.groupBy(await rows.list(implied), ({ prior_id }) => prior_id);
  const key = ({ actor_id, target, target_id, role_id }: Effective): string => [actor_id, target, target_id, role_id].join('/');
  const seen = new Set(found.map(key));
  for (const row of found) {
    for (const { implied_id } of rules.get(row.role_id) ?? []) {
      const brought: Effective = { ...row, role_id: implied_id, prior_id: row.role_id };
      if (!seen.has(key(brought))) found.push(brought);
      seen.add(key(brought));
    }
  }
  return found;
}

const domainOf = async ({ rows }: Scope, { target, target_id }: AssignmentRow): Promise<string | null | undefined> =>
  target === 'domain' ? target_id : (await rows.get(projects, target_id))?.domain_id;

async function view(context: Context, row: Effective, withNames: boolean) {
  const { rows } = context;
  const domain = async (id: string | null | undefined): Promise<{ id: string; name: string } | undefined> => {
    const found = id ? await rows.get(projects, id) : undefined;
    return found && { id: found.id, name: found.name };
  };
  const owned = async (id: string, found: { name: string; domain_id: string | null } | undefined) => {
    if (!withNames || !found) return { id };
    const owner = await domain(found.domain_id);
    return { id, name: found.name, ...(owner && { domain: owner }) };
  };
  const { target, target_id, actor, actor_id, role_id } = row;
  const inherited = row.inherited || row.from !== undefined;
  const scope = {
    ...(target === 'project' && { project: await owned(target_id, await rows.get(projects, target_id)) }),
    ...(target === 'domain' && { domain: (withNames && (await domain(target_id))) || { id: target_id } }),
    ...(target === 'system' && { system: { all: true as const } }),
    ...(inherited && { 'OS-INHERIT:inherited_to': 'projects' as const }),
  };
  return {
    links: linksOf(context, row, inherited),
    scope,
    ...(actor === 'user' && { user: await owned(actor_id, await rows.get(users, actor_id)) }),
    ...(actor === 'group' && { group: await owned(actor_id, await rows.get(groups, actor_id)) }),
    role: await owned(role_id, await rows.get(roles, role_id)),
  };
}

function linksOf(context: Context, row: Effective, inherited: boolean) {
  const { target, target_id } = row.from ?? row;
  const place = target === 'system' ? ['system'] : [`${target}s`, target_id];
  const actor = row.group_id ? ['groups', row.group_id] : [`${row.actor}s`, row.actor_id];
  const path = [...place, ...actor, 'roles', row.prior_id ?? row.role_id];
  return {
    ...(row.group_id && { membership: linkTo(context, 'groups', row.group_id, 'users', row.actor_id) }),
    assignment: inherited ? linkTo(context, 'OS-INHERIT', ...path, 'inherited_to_projects') : linkTo(context, ...path),
    ...(row.prior_id && { prior_role: linkTo(context, 'prior_role', row.role_id, 'implies', row.prior_id) }),
  };
}
