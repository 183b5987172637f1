/**
 * What can be done to a volume. https://docs.openstack.org/api-ref/block-storage/v3/#volume-actions-volumes-action
 * Follows `cinder/api/contrib/volume_actions.py`, `admin_actions.py` and `cinder/volume/api.py`.
 */
import { volumeActions as table } from '../../contracts/block-storage/volume-actions.ts';
import { minor } from '../../contracts/microversion.ts';
import { implement } from '../core/context.ts';
import { conflict, notFound } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import { imageForServer } from '../image/for-servers.ts';
import { attachmentsOf } from './attachment-rows.ts';
import { invalidVolume } from './faults.ts';
import { checkImage } from './image-metadata.ts';
import { resetStatus } from './reset-status.ts';
import { changeType } from './retype.ts';
import { revertTo } from './revert.ts';
import { removeVolume } from './volume-delete.ts';
import { extendVolume } from './volume-extend.ts';
import { volumeLifeCycle } from './volume-life-cycle.ts';
import { migrateVolume } from './volume-migrate.ts';
import { visibleVolume, volumeFor } from './volume-lookups.ts';
import { saveVolume, volumeOf } from './volume-rows.ts';

export const volumeActionHandlers = implement(table, {
  extend: async (request) => {
    const volume = await visibleVolume(request, request.params.volume_id);
    const attached = minor(request.version) >= 42 && volume.status === 'in-use';
    request.enforce({ project_id: volume.project_id }, attached ? 'volume:extend_attached_volume' : 'volume:extend');
    await extendVolume(request, volume, request.body['os-extend'].new_size, attached ? 'in-use' : 'available');
  },
  completeExtension: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    if (volume.status !== 'extending') throw invalidVolume('Volume is not being extended.');
    throw invalidVolume('Required volume admin metadata is malformed or missing.');
  },
  updateReadonlyFlag: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    const { id, status, admin_metadata } = volume;
    if (status !== 'available') throw invalidVolume(`Volume ${id} status must be available to update readonly flag, but current status is: ${status}.`);
    const readonly = request.body['os-update_readonly_flag'].readonly ? 'True' : 'False';
    await saveVolume(request, { ...volume, admin_metadata: { ...admin_metadata, readonly } });
  },
  setBootable: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    if (volume.status === 'maintenance') throw invalidVolume('The volume cannot be updated during maintenance.');
    await saveVolume(request, { ...volume, bootable: request.body['os-set_bootable'].bootable });
  },
  retype: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    await changeType(request, volume, request.body['os-retype'].new_type);
  },
  resetStatus: async (request) => {
    const volume = await volumeOf(request, request.params.volume_id);
    request.enforce({ project_id: volume.project_id });
    await resetStatus(request, volume, request.body['os-reset_status']);
  },
  forceDelete: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    request.enforce({ project_id: volume.project_id }, 'volume:delete');
    await removeVolume(request, volume, { force: true, admin: true });
  },
  unmanage: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    request.enforce({ project_id: volume.project_id }, 'volume:delete');
    await removeVolume(request, volume, { admin: true });
  },
  migrate: async (request) => migrateVolume(request, await volumeFor(request, request.params.volume_id), request.body['os-migrate_volume']),
  completeMigration: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    const { id, migration_status } = await visibleVolume(request, request.body['os-migrate_volume_completion'].new_volume);
    // nothing here ever gets so far
    if (volume.migration_status && migration_status !== `target:${volume.id}`)
      throw invalidVolume(
        migration_status ? `Destination has migration_status ${migration_status}, expected target:${volume.id}.` : 'Destination volume not mid-migration.',
      );
    if (migration_status) throw invalidVolume('Source volume not mid-migration.');
    return { save_volume_id: id };
  },
  reimage: async (request) => {
    const volume = await visibleVolume(request, request.params.volume_id);
    const { image_id, reimage_reserved = false } = request.body['os-reimage'];
    const image = await imageForServer(request, request.caller, image_id);
    if (!image) throw notFound(`Image ${image_id} could not be found.`);
    request.enforce({ project_id: volume.project_id }, volume.status === 'reserved' ? 'volume:reimage_reserved' : 'volume:reimage');
    if ((await attachmentsOf(request, volume.id)).length > 1) throw conflict('Cannot re-image a volume which is attached to more than one server.');
    const expected = reimage_reserved ? ['available', 'error', 'reserved'] : ['available', 'error'];
    if (!expected.includes(volume.status))
      throw invalidVolume(`Volume ${volume.id} status must be ${expected.join(' or ')}, but current status is ${volume.status}.`);
    checkImage(image, volume.size);
    await saveVolume(request, { ...volume, status: 'downloading', previous_status: volume.status, image_id });
    await begin(request, volumeLifeCycle, volume.id, 'reimage');
  },
  revert: async (request) => {
    const volume = await volumeOf(request, request.params.volume_id);
    request.enforce({ project_id: volume.project_id }, 'volume:get');
    await revertTo(request, volume, request.body.revert.snapshot_id ?? null);
  },
});
