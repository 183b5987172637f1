/**
 * Server groups: which servers are to share a host and which are not. https://docs.openstack.org/api-ref/compute/#server-groups-os-server-groups
 * Follows `nova/api/openstack/compute/server_groups.py` and `nova/objects/instance_group.py`.
 */
import type { z } from 'zod';
import { serverGroups as table } from '../../contracts/compute/server-groups.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, forbidden, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { limited } from './paging.ts';
import { limitsFor } from './quota.ts';
import { ownLimits, usageOfUser } from './user-quotas.ts';

export interface ServerGroup {
  id: string;
  number: number;
  name: string;
  policy: string;
  rules: { max_server_per_host?: number };
  /** Ids of servers. */
  members: string[];
  project_id: string;
  user_id: string;
}
export const serverGroups = collection<ServerGroup>('compute_server_groups', { number: 'integer', project_id: 'text' });

export const serverGroupHandlers = implement(table, {
  list: async (request) => {
    const { caller, query, rows } = request;
    const everything = query.all_projects !== undefined && caller.roles.has('admin');
    if (everything) request.enforce(undefined, 'os_compute_api:os-server-groups:index:all_projects');
    const groups = await rows.list(serverGroups, { where: everything ? {} : { project_id: caller.project_id ?? '' }, sort: [['number', 'asc']] });
    return { server_groups: limited(groups, query).map(view) };
  },
  show: async (request) => ({ server_group: view(await groupOf(request, request.params.server_group_id)) }),
  create: async (request) => {
    await checkQuota(request);
    const { name, policies, policy = policies?.[0] ?? '', rules = {} } = request.body.server_group;
    const { max_server_per_host } = rules;
    if (policy !== 'anti-affinity' && max_server_per_host !== undefined) throw badRequest('Only anti-affinity policy supports rules.');
    const [newest] = await request.rows.list(serverGroups, { sort: [['number', 'desc']], limit: 1 });
    const group = await request.rows.insert(serverGroups, {
      id: request.world.ids.uuid(),
      number: (newest?.number ?? 0) + 1,
      name,
      policy,
      rules: max_server_per_host === undefined ? {} : { max_server_per_host },
      members: [],
      project_id: request.caller.project_id ?? '',
      user_id: request.caller.user_id,
    });
    return { server_group: view(group) };
  },
  delete: async (request) => {
    const { id } = await groupOf(request, request.params.server_group_id);
    await request.rows.remove(serverGroups, id);
  },
});

/** Those of other projects are not found, unless by an admin. Throws 404. */
async function groupOf(request: Context, id: string): Promise<ServerGroup> {
  const group = await request.rows.get(serverGroups, id);
  const seen = group && (group.project_id === request.caller.project_id || request.caller.roles.has('admin'));
  if (!seen) throw notFound(`Instance group ${id} could not be found.`);
  request.enforce({ project_id: group.project_id });
  return group;
}
export const groupsUsed = async ({ rows }: Scope, project_id: string): Promise<number> => rows.count(serverGroups, { project_id });

async function checkQuota(request: Context): Promise<void> {
  const projectId = request.caller.project_id ?? '';
  const { server_groups: limit } = await limitsFor(request, projectId);
  const { server_groups: own = -1 } = await ownLimits(request, projectId, request.caller.user_id);
  const isFull = limit !== -1 && (await groupsUsed(request, projectId)) >= limit;
  const isFullForUser = own !== -1 && (await usageOfUser(request, projectId, request.caller.user_id)).server_groups >= own;
  if (isFull || isFullForUser) throw forbidden('Quota exceeded, too many server groups.');
}

type View = z.output<typeof table.show.returns>['server_group'];
const view = ({ id, name, policy, rules, members, project_id, user_id }: ServerGroup): View => ({
  id,
  name,
  policies: [policy],
  metadata: {},
  policy,
  rules,
  members,
  project_id,
  user_id,
});
