/** Groups of volumes and their snapshots as they are kept. `cinder/db/models.py: Group, GroupSnapshot` */
import type { Context } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { isVisible } from './visibility.ts';
import { type Volume, volumes } from './volume-rows.ts';

export interface Group {
  id: string;
  name: string | null;
  description: string | null;
  project_id: string;
  user_id: string;
  /** `creating`, `available`, `updating`, `deleting`, `error`... `cinder/objects/fields.py: GroupStatus` */
  status: string;
  availability_zone: string;
  group_type_id: string;
  /** Ids of the types that its volumes may have. */
  volume_types: string[];
  group_snapshot_id: string | null;
  source_group_id: string | null;
  created_at: number;
  updated_at: number | null;
}
const columns = {
  name: 'text',
  description: 'text',
  project_id: 'text',
  status: 'text',
  group_type_id: 'text',
  created_at: 'integer',
  updated_at: 'integer',
} as const;
export const groups = collection<Group>('blockstorage_groups', { ...columns, availability_zone: 'text' });

export interface GroupSnapshot {
  id: string;
  name: string | null;
  description: string | null;
  project_id: string;
  user_id: string;
  group_id: string;
  group_type_id: string;
  status: string;
  created_at: number;
  updated_at: number | null;
}
export const groupSnapshots = collection<GroupSnapshot>('blockstorage_groupsnapshots', { ...columns, group_id: 'text' });

/** Of the caller's project, or any for an admin, who may read it. Throws 404, 403. */
export async function groupOf(request: Context, id: string): Promise<Group> {
  const group = await request.rows.get(groups, id);
  if (!group || !isVisible(request.caller, group)) throw notFound(`Group ${id} could not be found.`);
  request.enforce({ project_id: group.project_id }, 'group:get');
  return group;
}
/** The same of a group's snapshot. Throws 404, 403. */
export async function groupSnapshotOf(request: Context, id: string): Promise<GroupSnapshot> {
  const snapshot = await request.rows.get(groupSnapshots, id);
  if (!snapshot || !isVisible(request.caller, snapshot)) throw notFound(`GroupSnapshot ${id} could not be found.`);
  request.enforce({ project_id: snapshot.project_id }, 'group:get_group_snapshot');
  return snapshot;
}
/** Oldest first. */
export const volumesIn = async ({ rows }: Pick<Scope, 'rows'>, group_id: string): Promise<Volume[]> =>
  rows.list(volumes, { where: { group_id }, sort: [['created_at', 'asc']] });
