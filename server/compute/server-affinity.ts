/** Which servers are to be together and which apart: by their group, or by hints. `nova/scheduler/filters/affinity_filter.py` */
import { badRequest, forbidden } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { limitsFor } from './quota.ts';
import { type ServerGroup, serverGroups } from './server-groups.ts';
import { type ServerRow, servers } from './server-rows.ts';

/** The group that the hints name. Throws 400. */
export async function hintedGroup({ rows }: Scope, hints: Record<string, unknown>): Promise<ServerGroup | undefined> {
  const hint: unknown = Array.isArray(hints['group']) ? hints['group'][0] : hints['group'];
  if (typeof hint !== 'string') return undefined;
  const group = await rows.get(serverGroups, hint);
  if (!group) throw badRequest(`Instance group ${hint} could not be found.`);
  return group;
}
/** Throws 403 when the group is full. */
export async function join(scope: Scope, group: ServerGroup, serverIds: readonly string[]): Promise<void> {
  const { server_group_members: limit } = await limitsFor(scope, group.project_id);
  if (limit !== -1 && group.members.length + serverIds.length > limit) throw forbidden('Quota exceeded, too many servers in group');
  group.members.push(...serverIds);
  await scope.rows.update(serverGroups, group);
}
export async function leave({ rows }: Scope, { id, server_group }: ServerRow): Promise<void> {
  const group = server_group === null ? undefined : await rows.get(serverGroups, server_group);
  if (group) await rows.update(serverGroups, { ...group, members: group.members.filter((member) => member !== id) });
}

/** Whether a server may be on a host, as far as others are concerned. */
export async function companionship({ rows }: Scope, { id, server_group, scheduler_hints }: ServerRow): Promise<(host: string) => boolean> {
  const group = server_group === null ? undefined : await rows.get(serverGroups, server_group);
  const hostsOf = async (ids: readonly string[]): Promise<string[]> =>
    ids.length ? (await rows.list(servers, { where: { id: ids, deleted: false } })).flatMap(({ host }) => host ?? []) : [];
  const members = await hostsOf((group?.members ?? []).filter((member) => member !== id));
  const apart = await hostsOf(named(scheduler_hints['different_host']));
  const together = await hostsOf(named(scheduler_hints['same_host']));
  const most = group?.rules.max_server_per_host ?? 1;
  return (host) => {
    if (apart.includes(host) || (together.length && !together.includes(host))) return false;
    if (group?.policy === 'anti-affinity') return members.filter((other) => other === host).length < most;
    return group?.policy !== 'affinity' || !members.length || members.includes(host);
  };
}
const named = (hint: unknown): string[] => [hint].flat().filter((id) => typeof id === 'string');
