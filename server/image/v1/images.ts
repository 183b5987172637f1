/** Images of v1: rows of v2 in another form. `glance/api/v1/images.py` of 2014 */
import { type ImageV1, images as table } from '../../../contracts/image/v1/images.ts';
import { naive } from '../../core/clock.ts';
import { type Context, implement, reply } from '../../core/context.ts';
import { badRequest, conflict, forbidden, notFound } from '../../core/errors.ts';
import { handOver } from '../../core/hand-over.ts';
import { imageDataHandlers } from '../image-data.ts';
import { type Image, enforceVisibility, images, remove, save, visibleImage } from '../images.ts';
import { checkNumbers, newImage } from '../new-image.ts';
import { enforceOn, targetOf } from '../policy.ts';
import { headersOf, readHeaders } from './headers.ts';
import { find } from './listing.ts';
import { checkFormats } from './formats.ts';

export const imageHandlers = implement(table, {
  list: async (context) => ({ images: (await find(context)).map(view) }),
  listDetail: async (context) => ({ images: (await find(context)).map(view) }),
  meta: async (context) => {
    const image = await imageOf(context);
    enforceOn(context, image);
    return reply(undefined, { 'Content-Type': 'text/html; charset=UTF-8', Location: `${context.origin}/v1/images/${image.id}`, ...headersOf(view(image)) });
  },
  show: async (context) => {
    const image = await imageOf(context);
    if (image.blob === null) throw notFound('');
    enforceOn(context, image);
    const headers = { ...headersOf(view(image)), 'Content-Type': 'application/octet-stream', 'Content-Length': String(image.size ?? 0) };
    return reply(context.world.blobs.read(image.blob), headers);
  },
  create: async (context) => {
    const { fields, properties, size, checksum } = readHeaders(context);
    checkFormats(fields);
    const target = { project_id: context.caller.project_id, owner: context.caller.project_id, visibility: fields.visibility ?? 'private' };
    context.enforce(target);
    enforceVisibility(context, target);
    const owner = (context.caller.roles.has('admin') && fields.owner) || context.caller.project_id || null;
    const made = await context.transaction(async (rows) => {
      const image = await newImage({ ...context, rows }, { visibility: 'private', ...fields, owner });
      return save({ rows, now: context.now }, { ...image, properties, size: size ?? null });
    });
    const image = await filled(context, made, checksum);
    return reply({ image: view(image) }, { Location: `${context.origin}/v1/images/${image.id}`, ...tag(image) });
  },
  update: async (context) => {
    const { fields, properties, checksum, size } = readHeaders(context);
    const { id: _, ...changes } = fields;
    const before = await imageOf(context);
    enforceOn(context, before);
    if (changes.visibility) enforceVisibility(context, { ...targetOf(before, context.caller), visibility: changes.visibility });
    checkNumbers(changes);
    const purge = context.header('x-glance-registry-purge-props')?.toLowerCase() !== 'false';
    const made = await context.transaction(async (rows) => {
      const image = await imageOf({ ...context, rows });
      if (image.status === 'active') refuseChanges(image, changes, size);
      checkFormats({ disk_format: image.disk_format, container_format: image.container_format, ...changes });
      return save({ rows, now: context.now }, { ...image, ...(changes as Partial<Image>), properties: { ...(!purge && image.properties), ...properties } });
    });
    const image = await filled(context, made, checksum);
    return reply({ image: view(image) }, tag(image));
  },
  delete: async (context) => {
    const image = await imageOf(context);
    enforceOn(context, image);
    if (image.protected) throw forbidden('Image is protected');
    await remove(context, image);
  },
});

/** Throws 404. */
async function imageOf(context: Context & { params: { image_id: string } }): Promise<Image> {
  const image = await visibleImage(context, context.caller, context.params.image_id);
  if (!image) throw notFound('');
  return image;
}
/** What content has settled. Throws 403. */
function refuseChanges(image: Image, changes: Record<string, unknown>, size: number | undefined): void {
  const settled = { disk_format: image.disk_format, container_format: image.container_format };
  const [key] = Object.entries(settled).find(([name, value]) => changes[name] !== undefined && changes[name] !== value) ?? [];
  const wanted = key ?? (size !== undefined && size !== image.size ? 'size' : undefined);
  if (wanted !== undefined) throw forbidden(`Forbidden to modify '${wanted}' of active image.`);
}

type Upload = Context & { body: ReadableStream<Uint8Array> | null };
/** The image with the content that came with the request, where some did. Throws 400, or 409 where it has some. */
async function filled(context: Upload, image: Image, checksum: string | undefined): Promise<Image> {
  const comes = Number(context.header('content-length') ?? 0) > 0 || context.header('transfer-encoding') !== undefined;
  if (!comes) return image;
  if (context.header('content-type') !== 'application/octet-stream') throw badRequest('Content-Type must be application/octet-stream');
  if (image.status !== 'queued') throw conflict('Cannot upload to an unqueued image');
  await handOver(imageDataHandlers, 'upload', context, { params: { image_id: image.id } });
  const now = await context.transaction((rows) => rows.get(images, image.id));
  if (!now) throw notFound('');
  if (checksum === undefined || checksum === now.checksum) return now;
  await context.transaction((rows) => save({ rows, now: context.now }, { ...now, status: 'killed' }));
  throw badRequest(
    `Supplied checksum (${checksum}) and checksum generated from uploaded image (${now.checksum}) did not match. Setting image status to 'killed'.`,
  );
}
const tag = ({ checksum }: Image): Record<string, string> => (checksum === null ? {} : { ETag: checksum });

const view = (image: Image): ImageV1 => ({
  id: image.id,
  name: image.name,
  size: image.size ?? 0,
  disk_format: image.disk_format,
  container_format: image.container_format,
  checksum: image.checksum,
  status: image.status,
  created_at: naive(image.created_at),
  updated_at: naive(image.updated_at),
  deleted_at: null,
  deleted: false,
  protected: image.protected,
  is_public: image.visibility === 'public',
  min_disk: image.min_disk,
  min_ram: image.min_ram,
  owner: image.owner,
  virtual_size: image.virtual_size,
  properties: image.properties,
});
