/** Which servers are to be together and which apart. `nova/scheduler/filters/affinity_filter.py`, `nova/objects/instance_group.py` */
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

/** Where the others of a server's group are. */
export interface Company {
  policy: string | undefined;
  /** How many of the group a host may have, with `anti-affinity`. */
  most: number;
  /** Host > how many others are on it. */
  others: ReadonlyMap<string, number>;
  /** Hosts of the group, the server's own among them. */
  all: ReadonlySet<string>;
}
const ALONE: Company = { policy: undefined, most: 1, others: new Map(), all: new Set() };
export async function companyOf({ rows }: Scope, { id, server_group }: ServerRow): Promise<Company> {
  const group = server_group === null ? undefined : await rows.get(serverGroups, server_group);
  if (!group) return ALONE;
  const members = await rows.list(servers, { where: { id: group.members, deleted: false } });
  const others = new Map<string, number>();
  for (const member of members) if (member.id !== id && member.host !== null) others.set(member.host, (others.get(member.host) ?? 0) + 1);
  const { policy, rules } = group;
  return { policy, most: rules.max_server_per_host ?? 1, others, all: new Set(members.flatMap(({ host }) => host ?? [])) };
}
