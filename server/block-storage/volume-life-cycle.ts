/** What happens to volumes without anybody asking. Follows `cinder/volume/manager.py` and `cinder/volume/flows/manager/create_volume.py`. */
import type { LifeCycle, Step } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { attachments, attachmentsOf } from './attachment-rows.ts';
import { POOL } from './backend.ts';
import { volumeService } from './service-rows.ts';
import { snapshots, snapshotsOf } from './snapshot-rows.ts';
import { type Volume, volumes } from './volume-rows.ts';

const gone = new WeakSet<Volume>();

/** A step that ends with this change, after `work`. */
const step = (name: string, change: Partial<Volume>, work?: (volume: Volume, scope: Scope) => void | Promise<void>): Step<Volume> => ({
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
export async function vanish(volume: Volume, scope: Scope): Promise<void> {
  gone.add(volume);
  for (const { id } of await attachmentsOf(scope, volume.id)) await scope.rows.remove(attachments, id);
  for (const { id } of await snapshotsOf(scope, volume.id)) await scope.rows.remove(snapshots, id);
  await scope.rows.remove(volumes, volume.id);
}

export const volumeLifeCycle: LifeCycle<Volume> = {
  kind: 'volume',
  noun: 'volumes',
  load: async ({ rows }, id) => rows.get(volumes, id),
  save: async ({ rows }, volume) => (gone.has(volume) ? undefined : rows.update(volumes, volume)),
  processes: {
    create: [step('creating', {}, finish)],
    'create-from-image': [step('creating', { status: 'downloading' }, place), step('downloading', {}, finish)],
    delete: [step('deleting', {}, vanish)],
  },
  fail(volume, scope, process) {
    const status = process === 'delete' ? 'error_deleting' : 'error';
    Object.assign(volume, { status, updated_at: scope.now });
  },
};
