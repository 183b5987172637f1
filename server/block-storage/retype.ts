/** Volumes get another type. `cinder/volume/api.py: retype` */
import { begin } from '../core/lifecycle.ts';
import type { Context } from '../core/context.ts';
import { invalidInput, invalidVolume } from './faults.ts';
import { checkQuotaOfType } from './quota.ts';
import { volumeLifeCycle } from './volume-life-cycle.ts';
import { type Volume, isMovable, saveVolume } from './volume-rows.ts';
import { typeForCaller } from './volume-type-access.ts';
import { isMultiattach } from './volume-type-rows.ts';

const REFUSAL =
  'Retype needs volume to be in available or in-use state, not be part of an active migration or a consistency group, requested type has to be different that the one from the volume, and for in-use volumes front-end qos specs cannot change.';

/** Begins it. @param named id or name of the type; @throws CloudError 400, 404, 413 where the quota of the type is used up */
export async function changeType(request: Context, volume: Volume, named: string): Promise<void> {
  const type = await typeForCaller({ rows: request.rows, caller: { ...request.caller, roles: new Set(['admin']) } }, named);
  const multiattach = isMultiattach(type);
  if (multiattach !== volume.multiattach && volume.status !== 'available') {
    const current = `the specified volume however currently has a status of: ${volume.status}.`;
    throw invalidInput(`Invalid volume_type passed, retypes affecting multiattach are only allowed on available volumes, ${current}`);
  }
  if (multiattach && !volume.multiattach) request.enforce({ project_id: volume.project_id }, 'volume:multiattach');
  await checkQuotaOfType(request, volume.project_id, type, { volumes: 1, gigabytes: volume.size });
  if (!isMovable(volume) || type.id === volume.volume_type_id) throw invalidVolume(REFUSAL);
  await saveVolume(request, { ...volume, status: 'retyping', previous_status: volume.status, multiattach, new_type_id: type.id });
  await begin(request, volumeLifeCycle, volume.id, 'retype');
}
