/** The beginning and the end of a volume's snapshot. Follows `cinder/volume/api.py: create_snapshot_in_db, delete_snapshot`. */
import { begin } from '../core/lifecycle.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import { invalidSnapshot, invalidVolume } from './faults.ts';
import { checkQuota } from './quota.ts';
import { snapshotLifeCycle } from './snapshot-life-cycle.ts';
import { type Snapshot, snapshots } from './snapshot-rows.ts';
import { type Volume, isMigrating } from './volume-rows.ts';
import { typeNamed } from './volume-type-rows.ts';

export interface WantedSnapshot {
  name?: string | null | undefined;
  description?: string | null | undefined;
  metadata?: Record<string, string> | null | undefined;
  /** Also of a volume that is in use. */
  force?: boolean | undefined;
  group_snapshot_id?: string | null;
}
/** Throws 400 where the volume's status does not allow it, 413 where the quota is used up. */
export async function newSnapshot(
  scope: Scope,
  { project_id = '', user_id }: Pick<Caller, 'project_id' | 'user_id'>,
  volume: Volume,
  { name = null, description = null, metadata, force = false, group_snapshot_id = null }: WantedSnapshot,
): Promise<Snapshot> {
  checkVolume(volume, force);
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
    group_snapshot_id,
    created_at: scope.now,
    updated_at: null,
  });
  await begin(scope, snapshotLifeCycle, snapshot.id, 'create', 'new');
  return snapshot;
}
function checkVolume(volume: Volume, inUse: boolean): void {
  const { id, status, host } = volume;
  if (host === null) throw invalidVolume('The snapshot cannot be created because volume has not been scheduled to any host.');
  if (status === 'maintenance') throw invalidVolume('The snapshot cannot be created when the volume is in maintenance mode.');
  if (isMigrating(volume)) throw invalidVolume('Snapshot cannot be created while volume is migrating.');
  if (status === 'error') throw invalidVolume('The snapshot cannot be created when the volume is in error status.');
  const valid = inUse ? ['available', 'in-use'] : ['available'];
  if (!valid.includes(status)) throw invalidVolume(`Volume ${id} status must be ${valid.join(', ')}, but current status is: ${status}.`);
}

interface Removal {
  /** Whatever its status. */
  force?: boolean;
  /** The latter leaves what the backend has of it. */
  end?: 'deleting' | 'unmanaging';
}
/** Throws 400 unless it is settled, and for one of a group. */
export async function removeSnapshot(scope: Scope, snapshot: Snapshot, { force = false, end = 'deleting' }: Removal = {}): Promise<void> {
  const free = snapshot.group_snapshot_id === null && (force || ['available', 'error'].includes(snapshot.status));
  // upstream leaves the place of the status empty
  const demand = force ? '' : 'status must be available or error and';
  if (!free) throw invalidSnapshot(`Snapshot ${demand} must not be part of a group.`);
  await scope.rows.update(snapshots, { ...snapshot, status: end, updated_at: scope.now });
  await begin(scope, snapshotLifeCycle, snapshot.id, 'delete');
}
