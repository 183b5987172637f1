/** The end of a volume. `cinder/volume/api.py: delete` */
import { begin } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { invalidVolume } from './faults.ts';
import { snapshots, snapshotsOf } from './snapshot-rows.ts';
import { vanish, volumeLifeCycle } from './volume-life-cycle.ts';
import { type Volume, isMigrating, saveVolume } from './volume-rows.ts';

const DELETABLE = ['available', 'error', 'error_restoring', 'error_extending', 'error_managing'];

export interface Removal {
  /** With its snapshots. */
  cascade?: boolean;
  /** Whatever its status. */
  force?: boolean;
  /** May take other projects' snapshots with it. */
  admin?: boolean;
}
/** Begins the deletion of a volume. Throws 400 where something holds it. */
export async function removeVolume(scope: Scope, volume: Volume, { cascade = false, force = false, admin = false }: Removal = {}): Promise<void> {
  if (volume.host === null) {
    await vanish(volume, scope);
    return;
  }
  const taken = await snapshotsOf(scope, volume.id);
  const removable = taken.every(({ status, group_snapshot_id, project_id }) => {
    if (group_snapshot_id !== null) return false;
    return force || (['available', 'error', 'deleting'].includes(status) && (admin || project_id === volume.project_id));
  });
  const free = volume.attach_status !== 'attached' && !isMigrating(volume) && volume.group_id === null;
  if (!free || !(cascade ? removable : !taken.length) || !(force || DELETABLE.includes(volume.status))) throw held(force);
  for (const snapshot of taken) await scope.rows.update(snapshots, { ...snapshot, status: 'deleting', updated_at: scope.now });
  await saveVolume(scope, { ...volume, status: 'deleting' });
  await begin(scope, volumeLifeCycle, volume.id, 'delete');
}
function held(force: boolean): Error {
  const status = force ? '' : `status must be ${DELETABLE.join(' or ')} and `;
  const rest =
    'must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.';
  // upstream leaves the place of the status empty
  return invalidVolume(`Volume ${status || ' '}${rest}`);
}
