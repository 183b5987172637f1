/** Volumes go to another backend. `cinder/volume/api.py: migrate_volume`, `cinder/api/common.py: get_cluster_host` */
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import { BACKEND_HOST } from './backend.ts';
import { invalidVolume } from './faults.ts';
import { type Place, checkPlace } from './places.ts';
import { snapshotsOf } from './snapshot-rows.ts';
import { volumeLifeCycle } from './volume-life-cycle.ts';
import { type Volume, isMovable, saveVolume } from './volume-rows.ts';

interface Wanted extends Place {
  lock_volume?: boolean | undefined;
}
/** Begins it; there is no other backend, so that it fails. @throws CloudError 400 */
export async function migrateVolume(request: Context, volume: Volume, wanted: Wanted): Promise<void> {
  checkPlace(request, wanted, '3.16');
  const { host, cluster, lock_volume } = wanted;
  // a pool is one of a backend
  if (host?.split('#')[0] !== BACKEND_HOST) throw badRequest(`Invalid host: No available service named '${cluster ?? host}'`);
  const { id, status } = volume;
  if (!isMovable(volume) || host === volume.host || (await snapshotsOf(request, id)).length) {
    const rest = 'must not be migrating, have snapshots, be replicated, be part of a group and destination host/cluster must be different than the current one';
    throw invalidVolume(`Volume ${id} status must be available or in-use, ${rest}`);
  }
  const locked = lock_volume && status === 'available' ? 'maintenance' : status;
  await saveVolume(request, { ...volume, status: locked, previous_status: status, migration_status: 'starting' });
  await begin(request, volumeLifeCycle, id, 'migrate');
}
