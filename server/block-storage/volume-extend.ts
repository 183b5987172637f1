/** Volumes grow. `cinder/volume/api.py: _extend` */
import { begin } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { invalidInput, invalidVolume } from './faults.ts';
import { checkQuota, checkVolumeSize } from './quota.ts';
import { volumeLifeCycle } from './volume-life-cycle.ts';
import { type Volume, saveVolume } from './volume-rows.ts';
import { typeNamed } from './volume-type-rows.ts';

/** Begins it. @param size GiB; @param expected what its status has to be; @throws CloudError 400, 413 where the quota is used up */
export async function extendVolume(scope: Scope, volume: Volume, size: number, expected: 'available' | 'in-use'): Promise<void> {
  const { id, status, project_id } = volume;
  const increase = size - volume.size;
  if (increase <= 0) {
    const sizes = `(current: ${volume.size}, extended: ${size}).`;
    throw invalidInput(`New size for extend must be greater than current size. ${sizes}`);
  }
  // upstream says a Python object for the status
  if (status !== expected) throw invalidVolume(`Volume ${id} status must be '{'status': '${expected}'}' to extend, currently ${status}.`);
  await checkVolumeSize(scope, project_id, size);
  await checkQuota(scope, project_id, await typeNamed(scope, volume.volume_type_id), { gigabytes: increase });
  await saveVolume(scope, { ...volume, status: 'extending', previous_status: status, new_size: size });
  await begin(scope, volumeLifeCycle, id, 'extend');
}
