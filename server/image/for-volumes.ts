/** What Cinder asks of Glance besides. `cinder/image/glance.py` */
import { begin } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { type Image, save } from './images.ts';
import { imageLifeCycle } from './life-cycle.ts';
import { newImage } from './new-image.ts';

/** In Glance's order, whose complaint lists them. */
export const CONTAINER_FORMATS: readonly string[] = ['ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'];

export interface VolumeImage {
  name: string;
  /** Id of a project. */
  owner: string;
  disk_format: string;
  container_format: string | null;
  visibility: string;
  protected: boolean;
  properties: Record<string, string>;
}
/** An image that is to be one of a volume: queued. Throws as the creation of any image does. */
export async function imageOfVolume(scope: Scope, { properties, disk_format, container_format, visibility, ...wanted }: VolumeImage): Promise<Image> {
  const formats = { disk_format, container_format, visibility } as Pick<Image, 'disk_format' | 'container_format' | 'visibility'>;
  return newImage(scope, { ...properties, ...wanted, ...formats });
}
/** Begins to fill it: saving, then active. @param size bytes of the volume */
export async function upload(scope: Scope, image: Image, size: number): Promise<void> {
  await save(scope, { ...image, virtual_size: size });
  await begin(scope, imageLifeCycle, image.id, 'upload');
}
