/** The beginning and the end of a volume's snapshot. Follows `cinder/volume/api.py: create_snapshot_in_db, delete_snapshot`. */
import { badRequest } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import { checkQuota } from './quota.ts';
import { snapshotLifeCycle } from './snapshot-life-cycle.ts';
import { type Snapshot, snapshots } from './snapshot-rows.ts';
import type { Volume } from './volume-rows.ts';
import { typeNamed } from './volume-type-rows.ts';

export interface WantedSnapshot {
  name?: string | null | undefined;
  description?: string | null | undefined;
  metadata?: Record<string, string> | null | undefined;
  /** Also of a volume that is in use. */
  force?: boolean | undefined;
}
/** Throws 400 where the volume's status does not allow it, 413 where the quota is used up. */
export async function newSnapshot(
  scope: Scope,
  { project_id = '', user_id }: Pick<Caller, 'project_id' | 'user_id'>,
  volume: Volume,
  { name = null, description = null, metadata, force = false }: WantedSnapshot,
): Promise<Snapshot> {
  const allowed = force ? ['available', 'in-use'] : ['available'];
  if (!allowed.includes(volume.status))
    throw badRequest(`Invalid volume: Volume ${volume.id} status must be ${allowed.join(', ')}, but current status is: ${volume.status}.`);
  await checkQuota(scope, project_id, await typeNamed(scope, volume.volume_type_id), { snapshots: 1, gigabytes: volume.size });
  const snapshot = await scope.rows.insert(snapshots, {
    id: scope.world.ids.uuid(),
    name,
    description,
    project_id,
    user_id,
    volume_id: volume.id,
    volume_size: volume.size,
    volume_type_id: volume.volume_type_id,
    status: 'creating',
    progress: '0%',
    metadata: metadata ?? {},
    group_snapshot_id: null,
    created_at: scope.now,
    updated_at: null,
  });
  await begin(scope, snapshotLifeCycle, snapshot.id, 'create', 'new');
  return snapshot;
}
/** Throws 400 unless it is settled. */
export async function removeSnapshot(scope: Scope, snapshot: Snapshot): Promise<void> {
  if (!['available', 'error'].includes(snapshot.status) || snapshot.group_snapshot_id !== null)
    throw badRequest('Invalid snapshot: Snapshot status must be available or error and must not be part of a group.');
  await scope.rows.update(snapshots, { ...snapshot, status: 'deleting', updated_at: scope.now });
  await begin(scope, snapshotLifeCycle, snapshot.id, 'delete');
}
