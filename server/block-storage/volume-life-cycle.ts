/** What happens to volumes without anybody asking. Follows `cinder/volume/manager.py` and `cinder/volume/flows/manager/create_volume.py`. */
import { GONE, type Gone, type LifeCycle, type Step, StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { knownImage } from '../image/for-servers.ts';
import { attachments, attachmentsOf } from './attachment-rows.ts';
import { POOL } from './backend.ts';
import { imageMetadata } from './image-metadata.ts';
import { type Action, type Detail, tell } from './message-rows.ts';
import { volumeService } from './service-rows.ts';
import { snapshots, snapshotsOf } from './snapshot-rows.ts';
import { type Volume, volumes } from './volume-rows.ts';

type Work = (volume: Volume, scope: Scope) => void | Promise<void>;
/** A step that ends with this change, after `work`. */
const step = (name: string, change: Partial<Volume>, work?: Work): Step<Volume> => ({
  name,
  async end(volume, scope) {
    await work?.(volume, scope);
    Object.assign(volume, change, { updated_at: scope.now });
  },
});

/** The scheduler has found its place. */
async function place(volume: Volume, scope: Scope): Promise<void> {
  volume.host = POOL;
  volume.service_uuid = (await volumeService(scope))?.id ?? null;
}
/** The end of its making, whatever it was made from. */
export async function finish(volume: Volume, scope: Scope): Promise<void> {
  if (volume.host === null) await place(volume, scope);
  if (volume.image_id !== null) volume.bootable = true;
  Object.assign(volume, { status: 'available', launched_at: scope.now, updated_at: scope.now });
}
/** The end of a volume: nothing of it stays. */
export async function vanish(volume: Volume, scope: Scope): Promise<Gone> {
  for (const { id } of await attachmentsOf(scope, volume.id)) await scope.rows.remove(attachments, id);
  for (const { id } of await snapshotsOf(scope, volume.id)) await scope.rows.remove(snapshots, id);
  await scope.rows.remove(volumes, volume.id);
  return GONE;
}

/** Back to what it was. */
const resume: Work = (volume) => {
  Object.assign(volume, { status: volume.previous_status ?? 'available', previous_status: null });
};
async function reimage(volume: Volume, scope: Scope): Promise<void> {
  const image = await knownImage(scope, volume.image_id ?? '');
  if (!image) throw new StepFailed();
  Object.assign(volume, { bootable: true, image_metadata: imageMetadata(image) });
  const { previous_status } = volume;
  Object.assign(volume, { status: previous_status === 'reserved' ? 'reserved' : 'available', previous_status: null });
}
async function revert(volume: Volume, scope: Scope): Promise<void> {
  const [latest] = await snapshotsOf(scope, volume.id);
  if (latest) await scope.rows.update(snapshots, { ...latest, status: 'available', updated_at: scope.now });
}

export const volumeLifeCycle: LifeCycle<Volume> = {
  kind: 'volume',
  noun: 'volumes',
  load: async ({ rows }, id) => rows.get(volumes, id),
  save: async ({ rows }, volume) => rows.update(volumes, volume),
  processes: {
    create: [step('creating', {}, finish)],
    'create-from-image': [step('creating', { status: 'downloading' }, place), step('downloading', {}, finish)],
    delete: [{ name: 'deleting', end: vanish }],
    extend: [
      step('extending', { new_size: null }, async (volume, scope) => {
        volume.size = volume.new_size ?? volume.size;
        await resume(volume, scope);
      }),
    ],
    retype: [
      step('retyping', { new_type_id: null }, async (volume, scope) => {
        volume.volume_type_id = volume.new_type_id ?? volume.volume_type_id;
        await resume(volume, scope);
      }),
    ],
    reimage: [step('downloading', {}, reimage)],
    revert: [step('reverting', { status: 'available' }, revert)],
    upload: [step('uploading', {}, resume)],
    migrate: [step('migrating', { migration_status: 'error' }, resume)],
  },
  async fail(volume, scope, process) {
    const { status, action, detail } = FAILURES[process] ?? { status: 'error' };
    if (volume.host === null) await place(volume, scope);
    if (action) await tell(scope, volume, action, detail);
    Object.assign(volume, { new_size: null, new_type_id: null, updated_at: scope.now });
    if (status === undefined) await resume(volume, scope);
    else volume.status = status;
  },
};
/** What a volume is after a failure, unless it is what it was before, and what its project is told. */
const FAILURES: Record<string, { status?: string; action?: Action; detail?: Detail }> = {
  create: { status: 'error', action: 'create volume from backend storage', detail: 'Driver failed to create the volume.' },
  'create-from-image': { status: 'error', action: 'create volume from backend storage', detail: 'Driver failed to create the volume.' },
  delete: { status: 'error_deleting' },
  extend: { status: 'error_extending', action: 'extend volume', detail: 'Volume Driver failed to extend volume.' },
  retype: {},
  reimage: { status: 'error', action: 'reimage volume', detail: 'Compute service failed to reimage volume.' },
  revert: { status: 'error' },
  upload: { action: 'copy volume to image', detail: 'Failed to upload volume to image at backend.' },
  migrate: {},
};
