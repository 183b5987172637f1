/** Volumes go back to their latest snapshots. `cinder/api/v3/volumes.py: revert` */
import type { Context } from '../core/context.ts';
import { badRequest, conflict } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import { snapshots, snapshotsOf } from './snapshot-rows.ts';
import { volumeLifeCycle } from './volume-life-cycle.ts';
import { type Volume, saveVolume } from './volume-rows.ts';

/** Begins it. @throws CloudError 400 for any snapshot but the latest, 409 where a status does not allow it */
export async function revertTo(request: Context, volume: Volume, snapshotId: string | null): Promise<void> {
  const { id, size, status } = volume;
  const [latest] = await snapshotsOf(request, id);
  if (!latest) throw badRequest(`Volume ${id} doesn't have any snapshots.`);
  if (snapshotId !== latest.id) throw badRequest(`Specified snapshot ${snapshotId ?? 'None'} is None or not the latest one of volume ${id}.`);
  const cannot = `Can't revert volume ${id} to its latest snapshot ${latest.id}.`;
  if (size !== latest.volume_size) throw badRequest(`${cannot} The volume size must be equal to the snapshot size.`);
  request.enforce({ project_id: volume.project_id });
  if (status !== 'available') throw conflict(`Invalid volume: ${cannot} Volume's status must be 'available'.`);
  if (latest.status !== 'available') throw conflict(`Invalid snapshot: ${cannot} Snapshot's status must be 'available'.`);
  await saveVolume(request, { ...volume, status: 'reverting' });
  await request.rows.update(snapshots, { ...latest, status: 'restoring', updated_at: request.now });
  await begin(request, volumeLifeCycle, id, 'revert');
}
