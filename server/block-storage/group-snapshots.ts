/**
 * Snapshots of groups: one of each volume. https://docs.openstack.org/api-ref/block-storage/v3/#group-snapshots-group-snapshots
 * Follows `cinder/api/v3/group_snapshots.py` and `cinder/group/api.py`.
 */
import { groupSnapshots as table } from '../../contracts/block-storage/group-snapshots.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import { invalidGroup } from './faults.ts';
import { groupSnapshotLifeCycle } from './group-life-cycle.ts';
import { findGroupSnapshots } from './group-list.ts';
import { type Group, type GroupSnapshot, groupOf, groupSnapshotOf, groupSnapshots, volumesIn } from './group-rows.ts';
import { isOfConsistency } from './group-type-rows.ts';
import { nextPage } from './links.ts';
import { newSnapshot } from './new-snapshot.ts';
import { snapshots } from './snapshot-rows.ts';
import { stored } from './times.ts';

export const groupSnapshotHandlers = implement(table, {
  list: async (request) => {
    const { page, limit } = await findGroupSnapshots(request, request.query);
    return { group_snapshots: page.map(({ id, name }) => ({ id, name })), group_snapshot_links: nextPage(request, 'group_snapshots', page, limit) };
  },
  listDetail: async (request) => {
    const { page, limit } = await findGroupSnapshots(request, request.query);
    return { group_snapshots: page.map((snapshot) => view(request, snapshot)), group_snapshot_links: nextPage(request, 'group_snapshots', page, limit) };
  },
  create: async (request) => {
    const { group_id, name, description } = request.body.group_snapshot;
    const group = await groupOf(request, group_id);
    await checkType(request, group.group_type_id);
    request.enforce({ project_id: group.project_id });
    const { id, name: title, group_type_id } = await snapshotGroup(request, group, name, description);
    return { group_snapshot: { id, name: title, group_type_id } };
  },
  show: async (request) => ({ group_snapshot: view(request, await plainSnapshot(request, request.params.group_snapshot_id)) }),
  delete: async (request) => removeGroupSnapshot(request, await plainSnapshot(request, request.params.group_snapshot_id)),
  resetStatus: async (request) => {
    const snapshot = await groupSnapshotOf(request, request.params.group_snapshot_id);
    request.enforce({ project_id: snapshot.project_id });
    const status = request.body.reset_status.status.toLowerCase();
    await request.rows.update(groupSnapshots, { ...snapshot, status, updated_at: request.now });
  },
});

async function checkType(request: Context, id: string): Promise<void> {
  const only = 'Migrated group snapshots can only be operated by CG snapshot APIs.';
  if (await isOfConsistency(request, id)) throw badRequest(`Group_type ${id} is reserved for migrating CGs to groups. ${only}`);
}
async function plainSnapshot(request: Context, id: string): Promise<GroupSnapshot> {
  const snapshot = await groupSnapshotOf(request, id);
  await checkType(request, snapshot.group_type_id);
  return snapshot;
}

/** Begins the snapshots of all volumes of a group. Throws 400 where there are none, or one's status does not allow it; 413. */
export async function snapshotGroup(request: Context, group: Group, name?: string | null, description?: string | null): Promise<GroupSnapshot> {
  const { world, rows, now, caller } = request;
  const members = await volumesIn(request, group.id);
  if (!members.length || ['creating', 'updating'].includes(group.status))
    throw invalidGroup("Source group cannot be empty or in 'creating' or 'updating' state. No group snapshot will be created.");
  const { project_id = '', user_id } = caller;
  const made = { id: world.ids.uuid(), name: name ?? null, description: description ?? null, project_id, user_id };
  const nature = { group_id: group.id, group_type_id: group.group_type_id, status: 'creating', created_at: now, updated_at: null };
  const snapshot = await rows.insert(groupSnapshots, { ...made, ...nature });
  for (const volume of members) await newSnapshot(request, caller, volume, { name, description, force: true, group_snapshot_id: snapshot.id });
  await begin(request, groupSnapshotLifeCycle, snapshot.id, 'create', 'new');
  return snapshot;
}
/** Throws 403, 400. */
export async function removeGroupSnapshot(request: Context, snapshot: GroupSnapshot): Promise<void> {
  request.enforce({ project_id: snapshot.project_id }, 'group:delete_group_snapshot');
  const { rows, now } = request;
  const reason = 'GroupSnapshot status must be available or error, and no Group can be currently using it as source for its creation.';
  if (!['available', 'error'].includes(snapshot.status)) throw badRequest(`Invalid GroupSnapshot: ${reason}`);
  for (const one of await rows.list(snapshots, { where: { group_snapshot_id: snapshot.id } }))
    await rows.update(snapshots, { ...one, status: 'deleting', updated_at: now });
  await rows.update(groupSnapshots, { ...snapshot, status: 'deleting', updated_at: now });
  await begin(request, groupSnapshotLifeCycle, snapshot.id, 'delete');
}

const view = ({ may }: Context, { id, group_id, group_type_id, status, created_at, name, description, project_id }: GroupSnapshot) => ({
  id,
  group_id,
  group_type_id,
  status,
  created_at: stored(created_at),
  name,
  description,
  ...(may('group:group_snapshot_project_attribute') && { project_id }),
});
