/** What Nova asks of Glance. `nova/image/glance.py` */
import { begin } from '../core/lifecycle.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import { fill, receiveWithin } from './content.ts';
import { type Image, images, remove, save, visibleImage } from './images.ts';
import { imageLifeCycle } from './life-cycle.ts';
import { newImage } from './new-image.ts';

export type { Image } from './images.ts';

/** An image that this caller may use for a server; undefined where there is none, or none for it. */
export const imageForServer = (scope: Pick<Scope, 'rows'>, caller: Caller, id: string): Promise<Image | undefined> => visibleImage(scope, caller, id);

/** The same for one that was allowed before. */
export const knownImage = async ({ rows }: Pick<Scope, 'rows'>, id: string): Promise<Image | undefined> => {
  const image = await rows.get(images, id);
  return image?.deleted ? undefined : image;
};

export interface Snapshot {
  name: string;
  project_id: string;
  min_disk: number;
  min_ram: number;
  /** Bytes of the disk that it shows. */
  virtual_size: number;
  /** What Nova keeps with it: `image_type`, `instance_uuid`, `base_image_ref`... */
  properties: Record<string, string>;
}
/** Begins an image of a server's disk: private and queued, then saving, then active. Throws as the creation of any image does. */
export async function createSnapshot(scope: Scope, { name, project_id, min_disk, min_ram, virtual_size, properties }: Snapshot): Promise<Image> {
  const wanted = { name, owner: project_id, visibility: 'private', disk_format: 'qcow2', container_format: 'bare', min_disk, min_ram } as const;
  const image = await newImage(scope, { ...properties, ...wanted });
  await save(scope, { ...image, virtual_size });
  await begin(scope, imageLifeCycle, image.id, 'snapshot');
  return image;
}

/** An image that only its properties say something of: active at once, with no content. Throws as the creation of any image does. */
export async function createDescription(scope: Scope, { name, project_id, min_disk, min_ram, properties }: Omit<Snapshot, 'virtual_size'>): Promise<Image> {
  const wanted = { name, owner: project_id, visibility: 'private', disk_format: 'raw', container_format: 'bare', min_disk, min_ram } as const;
  const image = await newImage(scope, { ...properties, ...wanted });
  fill(image, await receiveWithin(scope, []));
  image.virtual_size = null;
  await save(scope, image);
  return image;
}

/** Images of a project that have all of these properties, newest first: the backups of a server, for their rotation. */
export const imagesWith = async ({ rows }: Pick<Scope, 'rows'>, project_id: string, properties: Record<string, string>): Promise<Image[]> =>
  rows.list(images, {
    where: { owner: project_id, deleted: false },
    sort: [
      ['created_at', 'desc'],
      ['id', 'desc'],
    ],
    filter: (image) => Object.entries(properties).every(([key, value]) => image.properties[key] === value),
  });

/** Deletes an image and its content; no error where it is gone already. */
export async function deleteImage(scope: Scope, id: string): Promise<void> {
  const image = await scope.rows.get(images, id);
  if (image && !image.deleted) await remove(scope, image);
}

/** Images of this name that the caller may use, e.g. for a volume. */
export const imagesNamed = async (scope: Pick<Scope, 'rows'>, caller: Caller, name: string): Promise<Image[]> => {
  const named = await scope.rows.list(images, { where: { name, deleted: false } });
  const seen = await Promise.all(named.map(async ({ id }) => visibleImage(scope, caller, id)));
  return seen.filter((image) => image !== undefined);
};
