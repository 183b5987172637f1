/** What happens to images without anybody asking: snapshots and imports. `glance/async_/flows/api_image_import.py` */
import { type LifeCycle, StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { fill, receiveWithin } from './content.ts';
import { type Image, images, save } from './images.ts';
import { STORE } from './info.ts';
import { emptyQcow2 } from './qcow2.ts';
import { become } from './status.ts';
import { advance } from './task-rows.ts';

export const imageLifeCycle: LifeCycle<Image> = {
  kind: 'image',
  noun: 'images',
  async load({ rows }, id) {
    const image = await rows.get(images, id);
    return image?.deleted ? undefined : image;
  },
  save,
  processes: {
    snapshot: [
      { name: 'queued', end: (image) => become(image, 'saving') },
      {
        name: 'saving',
        async end(image, scope) {
          fill(image, await receiveWithin(scope, [emptyQcow2(image.virtual_size ?? 0)]));
          // the hypervisor's driver tells these with the content
          Object.assign(image.properties, { image_location: 'snapshot', image_state: 'available', owner_id: image.owner });
        },
      },
    ],
    /** Of a volume: the content is what libvirt would see on an empty disk. */
    upload: [
      { name: 'queued', end: (image) => become(image, 'saving') },
      {
        name: 'saving',
        async end(image, scope) {
          const disk = emptyQcow2(image.virtual_size ?? 0);
          const content = image.disk_format === 'qcow2' ? disk : new Uint8Array(disk.length);
          fill(image, await receiveWithin(scope, [content]));
        },
      },
    ],
    import: [
      {
        name: 'pending',
        async end(image, scope) {
          if (image.status !== 'importing') become(image, 'importing');
          await advance(scope, image.properties['os_glance_import_task'], { status: 'processing' });
          Object.assign(image.properties, { os_glance_importing_to_stores: STORE, os_glance_failed_import: '' });
        },
      },
      { name: 'importing', end: takeStaged },
    ],
  },
  async fail(image, scope, process, reason) {
    if (process === 'import') await failImport(image, scope, reason?.message ?? 'Task failed due to Internal Error');
    else image.status = 'killed';
  },
};

async function takeStaged(image: Image, scope: Scope): Promise<void> {
  const { staged } = image;
  if (!staged) throw new StepFailed('Import of image failed: there is no staged data');
  const filled = { ...image };
  if (fill(filled, staged)) throw new StepFailed('Task failed due to Internal Error');
  Object.assign(image, filled);
  const { os_glance_import_task: task, ...properties } = image.properties;
  image.properties = { ...properties, os_glance_importing_to_stores: '' };
  image.staged = null;
  await advance(scope, task, { status: 'success', message: `Copied ${Math.floor(staged.size / 2 ** 20)} MiB`, result: { image_id: image.id } });
}

/** The task says why. What was fetched in vain can be fetched again; staged content that was refused is lost, and the image goes on importing for ever. */
export async function failImport(image: Image, scope: Scope, reason: string): Promise<void> {
  const { os_glance_import_task: task, ...properties } = image.properties;
  image.properties = { ...properties, os_glance_importing_to_stores: '', os_glance_failed_import: STORE };
  const { staged } = image;
  image.staged = null;
  if (staged) scope.rows.afterCommit(() => scope.world.blobs.remove(staged.blob));
  await advance(scope, task, { status: 'failure', message: reason });
}
