/** Content on its way in. `glance/location.py` (`set_data`), glance_store's file driver */
import type { Digest } from '../core/blobs.ts';
import { CloudError, badRequest, tooLarge, unsupportedMediaType } from '../core/errors.ts';
import type { Context } from '../core/context.ts';
import type { Scope, World } from '../core/world.ts';
import { mediaTypeOf } from './dialect.ts';
import type { Image } from './images.ts';
import { type Found, Inspection, judge } from './inspection.ts';
import { become } from './status.ts';

export interface Content extends Digest {
  /** Name of the blob. */
  blob: string;
  /** Formats that it has. */
  found: Found[];
}

/** Keeps a stream as a blob with a new name. Throws 400 where it is not as long as expected; nothing is left then. */
export async function receive(world: World, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, expected?: number): Promise<Content> {
  const blob = world.ids.uuid();
  const inspection = new Inspection();
  try {
    const digest = await world.blobs.write(blob, source, (chunk) => {
      inspection.see(chunk);
      if (expected !== undefined && inspection.seen > expected) throw badRequest(`Size exceeds: expected ${expected} bytes, got ${inspection.seen} bytes`);
    });
    if (expected !== undefined && digest.size !== expected) throw badRequest(`Size mismatch: expected ${expected} bytes, got ${digest.size} bytes`);
    return { blob, found: inspection.finish(), ...digest };
  } catch (error) {
    await world.blobs.remove(blob);
    if (error instanceof CloudError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw tooLarge('Image storage media is full: There is not enough disk space on the image storage media.');
    throw badRequest('The upload ended early.');
  }
}

/** The same within a transaction: what is rolled back leaves no content behind. */
export async function receiveWithin({ world, rows }: Pick<Scope, 'world' | 'rows'>, source: Parameters<typeof receive>[1]): Promise<Content> {
  const content = await receive(world, source);
  rows.afterRollback(() => world.blobs.remove(content.blob));
  return content;
}

/** Gives an image its content. Where its format refuses that, the image is queued again and the refusal returned; what is known of the content stays. */
export function fill(image: Image, { blob, found, size, md5, sha512 }: Content): CloudError | undefined {
  Object.assign(image, { blob, checksum: md5, os_hash_algo: 'sha512', os_hash_value: sha512 });
  try {
    image.virtual_size = image.container_format === 'bare' ? judge(found, size, image.disk_format ?? 'raw') : null;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    become(image, 'queued');
    return error;
  }
  image.size = size;
  become(image, 'active');
  return undefined;
}

/** Throws 415 unless the request's body is said to be bytes. */
export function refuseMediaType(request: Context): void {
  const type = request.header('content-type');
  if (mediaTypeOf(type) !== 'application/octet-stream') throw unsupportedMediaType('', { detail: `Invalid content type ${mediaTypeOf(type)}` });
}
/** What the client says of the size; undefined where it says nothing. */
export function expectedSize(request: Context): number | undefined {
  const text = request.header('x-openstack-image-size') ?? request.header('content-length');
  if (text === undefined) return undefined;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest('Invalid or missing image size in request headers.');
  return Number(text) || undefined;
}
