/** The bytes of images. https://docs.openstack.org/api-ref/image/v2/#image-data · `glance/api/v2/image_data.py` */
import { imageData as table } from '../../contracts/image/image-data.ts';
import { type Context, type Reply, implement, reply } from '../core/context.ts';
import { badRequest, forbidden, gone } from '../core/errors.ts';
import { type Content, expectedSize, fill, receive, refuseMediaType } from './content.ts';
import { type Image, imageOf, images, save } from './images.ts';
import { STORE } from './info.ts';
import { enforceOn } from './policy.ts';
import { rangeOf } from './range.ts';
import { become } from './status.ts';

type OnImage = Context & { params: { image_id: string } };
type Upload = OnImage & { body: ReadableStream<Uint8Array> | null };

export const imageDataHandlers = implement(table, {
  download: async (request) => {
    const image = await imageOf(request, request.params.image_id);
    if (image.status === 'deactivated' && !request.caller.roles.has('admin')) {
      throw forbidden('The requested image has been deactivated. Image data download is forbidden.');
    }
    enforceOn(request, image);
    refuseUnknownStores(request);
    return content(request, image);
  },
  upload: async (request) => {
    refuseMediaType(request);
    const expected = expectedSize(request);
    const store = request.header('x-image-meta-store') ?? STORE;
    if (store !== STORE) throw badRequest(`Store for identifier ${store} not found`);
    const received = await take(request, 'saving', expected);
    let refusal: Error | undefined;
    await settle(request, received, (image) => (refusal = fill(image, received)));
    if (refusal) throw refusal;
  },
  stage: async (request) => {
    refuseMediaType(request);
    const received = await take(request, 'uploading', expectedSize(request));
    await settle(request, received, (image) => {
      image.size = received.size;
      image.staged = received;
    });
  },
});

/** Receives the request's bytes while the image is `status`, so that no second upload begins; it is queued again where that fails. */
async function take(request: Upload, status: 'saving' | 'uploading', expected: number | undefined): Promise<Content> {
  await request.transaction(async (rows) => {
    const image = await imageOf({ ...request, rows }, request.params.image_id);
    enforceOn(request, image);
    become(image, status);
    await save({ rows, now: request.now }, image);
  });
  try {
    return await receive(request.world, request.body ?? [], expected);
  } catch (error) {
    await change(request, (image) => become(image, 'queued'));
    throw error;
  }
}

/** Ties what was received to the image; throws 410 where that is gone meanwhile. */
async function settle(request: OnImage, { blob }: Content, tie: (image: Image) => void): Promise<void> {
  if (await change(request, tie)) return;
  await request.world.blobs.remove(blob);
  const id = request.params.image_id;
  throw gone(`Image ${id} could not be found after upload. The image may have been deleted during the upload, cleaning up the chunks uploaded.`);
}

/** False when the image was deleted meanwhile. */
async function change({ world, transaction, params }: OnImage, work: (image: Image) => void): Promise<boolean> {
  return transaction(async (rows) => {
    const image = await rows.get(images, params.image_id);
    if (!image || image.deleted) return false;
    const before = image.blob;
    work(image);
    await save({ rows, now: world.clock.now() }, image);
    if (before && before !== image.blob) rows.afterCommit(() => world.blobs.remove(before));
    return true;
  });
}

function content(request: Context, { blob, size, checksum }: Image): Reply<ReadableStream<Uint8Array>> {
  // an image without content has nothing to be typed
  if (blob === null) return reply(undefined as never, {}, 204);
  const headers: Record<string, string> = { 'Content-Type': 'application/octet-stream', ...(checksum && { 'Content-MD5': checksum }) };
  // content that was refused is still there, though its size is not
  if (size === null) return reply(request.world.blobs.read(blob), headers);
  const range = rangeOf(request.header('range'), request.header('content-range'), size);
  if (!range) return reply(request.world.blobs.read(blob), { ...headers, 'Content-Length': String(size) });
  headers['Content-Range'] = `bytes ${range.start}-${range.end}/${size}`;
  return reply(request.world.blobs.read(blob, range), { ...headers, 'Content-Length': String(range.end - range.start + 1) }, 206);
}

/** Clients may name the stores they would like the bytes from. */
function refuseUnknownStores(request: Context): void {
  const wanted = new URLSearchParams(request.path.split('?')[1]).get('prefer') ?? '';
  const unknown = wanted
    .split(',')
    .map((store) => store.trim())
    .find((store) => store && store !== STORE);
  if (unknown) throw badRequest(`Store '${unknown}' is not configured.`);
}
