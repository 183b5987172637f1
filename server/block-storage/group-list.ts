/** Which groups, and which snapshots of groups, a query asks for. `cinder/group/api.py: get_all, get_all_group_snapshots` */
import { within } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { type Group, type GroupSnapshot, groupOf, groupSnapshotOf, groupSnapshots, groups } from './group-rows.ts';
import { consistencyOf } from './group-type-rows.ts';
import { type Columns, type Found, filtersOf, findPage, matching } from './listing.ts';
import type { Paging } from './paging.ts';
import { checkFilters } from './resource-filters.ts';
import { whose } from './visibility.ts';

type Query = Paging & Record<string, unknown>;
const SHARED = {
  id: 'id',
  name: 'name',
  description: 'description',
  project_id: 'project_id',
  user_id: 'user_id',
  status: 'status',
  group_type_id: 'group_type_id',
  created_at: 'created_at',
  updated_at: 'updated_at',
} as const;
const OF_GROUPS: Columns<Group> = {
  ...SHARED,
  availability_zone: 'availability_zone',
  group_snapshot_id: 'group_snapshot_id',
  source_group_id: 'source_group_id',
};
const OF_SNAPSHOTS: Columns<GroupSnapshot> = { ...SHARED, group_id: 'group_id' };
const refusing = { since: '3.31' } as const;

/** Of the caller's project; of all for an admin who says `all_tenants`. @param kind consistency groups, or all the others @throws CloudError 400, 404 */
export async function findGroups(request: Context, query: Query, kind: 'plain' | 'consistency' = 'plain'): Promise<Found<Group>> {
  const { all_tenants, ...said } = filtersFor(request, query, kind === 'plain' ? 'group' : undefined, 'list_volume');
  const matches = matching<Group>(said, OF_GROUPS);
  const reserved = await consistencyOf(request);
  const own = ({ group_type_id }: Group): boolean => kind === 'consistency' || group_type_id !== reserved;
  const listed = { from: groups, columns: OF_GROUPS, where: whose(request.caller, all_tenants !== undefined), marker: (id: string) => groupOf(request, id) };
  return findPage(request, query, { ...listed, filter: (group) => matches(group) && own(group) });
}
/** The same of the groups' snapshots. Before 3.29 there are no pages and no filters. */
export async function findGroupSnapshots(request: Context, query: Query): Promise<Found<GroupSnapshot>> {
  const paged = within(request.version, { since: '3.29' }) ? query : {};
  const { all_tenants, ...said } = filtersFor(request, paged, 'group_snapshot');
  const filter = matching<GroupSnapshot>(said, OF_SNAPSHOTS);
  const listed = { from: groupSnapshots, columns: OF_SNAPSHOTS, where: whose(request.caller, all_tenants !== undefined), filter };
  return findPage(request, paged, { ...listed, marker: (id) => groupSnapshotOf(request, id) });
}

function filtersFor(request: Context, query: Query, resource: string | undefined, ...known: string[]): Record<string, string> {
  const filters = filtersOf(query, ...known);
  return resource !== undefined && within(request.version, refusing) ? checkFilters(request, resource, filters) : filters;
}
