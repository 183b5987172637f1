/**
 * Images. https://docs.openstack.org/api-ref/image/v2/#images
 * Follows `glance/api/v2/images.py`, `glance/domain/__init__.py` and `glance/db/sqlalchemy/api.py`.
 */
import type { z } from 'zod';
import { type Image as ImageView, images as table } from '../../contracts/image/images.ts';
import { documents } from '../../contracts/image/schemas.ts';
import { seconds } from '../core/clock.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { badRequest, forbidden, notFound } from '../core/errors.ts';
import type { Caller } from '../core/policy.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import type { Content } from './content.ts';
import { applyChanges } from './image-changes.ts';
import { findImages } from './image-list.ts';
import { membershipOf } from './image-members.ts';
import { IMPORT_METHODS, STORE, STORES } from './info.ts';
import { parsePatch } from './json-patch.ts';
import { type NewImage, newImage } from './new-image.ts';
import { pageLinks } from './paging.ts';
import { enforceOn, targetOf } from './policy.ts';
import { checkSchema } from './schema-check.ts';

export type Status = z.output<typeof ImageView>['status'];
export type Visibility = z.output<typeof ImageView>['visibility'];

export interface Image {
  id: string;
  /** Counts all images of the cloud; what Nova's first versions call them by. */
  number: number;
  name: string | null;
  owner: string | null;
  status: Status;
  visibility: Visibility;
  disk_format: z.output<typeof ImageView>['disk_format'];
  container_format: z.output<typeof ImageView>['container_format'];
  size: number | null;
  virtual_size: number | null;
  checksum: string | null;
  os_hash_algo: string | null;
  os_hash_value: string | null;
  protected: boolean;
  os_hidden: boolean;
  min_ram: number;
  min_disk: number;
  tags: string[];
  /** The properties that are not Glance's own, in their order. */
  properties: Record<string, string>;
  /** Name of the content, where there is some. */
  blob: string | null;
  /** Content that waits to be imported. */
  staged: Content | null;
  /** Whole seconds, as Glance's database has them. */
  created_at: number;
  updated_at: number;
  /** The row stays, since the id stays taken. */
  deleted: boolean;
}
export const images = collection<Image>('image_images', {
  number: 'integer',
  name: 'text',
  owner: 'text',
  status: 'text',
  visibility: 'text',
  disk_format: 'text',
  container_format: 'text',
  size: 'integer',
  os_hidden: 'boolean',
  created_at: 'integer',
  updated_at: 'integer',
  deleted: 'boolean',
});

/** An image that this caller may know of. */
export async function visibleImage(scope: Pick<Scope, 'rows'>, caller: Caller, id: string): Promise<Image | undefined> {
  const image = await scope.rows.get(images, id);
  if (!image || image.deleted) return undefined;
  const open = caller.roles.has('admin') || image.owner === null || image.owner === caller.project_id || ['public', 'community'].includes(image.visibility);
  return open || (await membershipOf(scope, caller, image)) ? image : undefined;
}
/** The same for handlers. Throws 404. */
export async function imageOf(request: Context, id: string): Promise<Image> {
  const image = await visibleImage(request, request.caller, id);
  if (!image) throw notFound(`No image found with ID ${id}`);
  return image;
}
/** Keeps a changed image. */
export const save = async ({ rows, now }: Pick<Scope, 'rows' | 'now'>, image: Image): Promise<Image> =>
  rows.update(images, { ...image, updated_at: now - (now % 1000) });

export const imageHandlers = implement(table, {
  list: async (request) => {
    const { page, full } = await findImages(request);
    const seen = page.filter((image) => request.may('get_image', targetOf(image, request.caller)));
    return { images: seen.map(view), ...pageLinks('images', request.path, full ? seen.at(-1)?.id : undefined) };
  },
  create: async (request) => {
    const image = await create(request, request.body);
    return reply(view(image), {
      Location: `${request.origin}/v2/images/${image.id}`,
      'OpenStack-image-import-methods': IMPORT_METHODS.join(','),
      'OpenStack-image-store-ids': STORES.join(','),
    });
  },
  show: async (request) => {
    const image = await imageOf(request, request.params.image_id);
    enforceOn(request, image);
    return view(image);
  },
  update: async (request) => {
    const changes = parsePatch(request.body, request.header('content-type'));
    const image = await imageOf(request, request.params.image_id);
    if (!changes.length) enforceOn(request, image, 'get_image');
    applyChanges(request, image, changes);
    return view(changes.length ? await save(request, image) : image);
  },
  delete: async (request) => {
    const id = request.params.image_id;
    const image = await visibleImage(request, request.caller, id);
    if (!image) throw notFound(`Failed to find image ${id} to delete`);
    enforceOn(request, image);
    if (image.protected) throw forbidden(`Image ${id} is protected and cannot be deleted.`);
    await remove(request, image);
  },
});

/** Attributes that clients have no business to send, and that are told before anything else. */
const UNSENDABLE = ['direct_url', 'self', 'file', 'schema', 'stores'];

async function create(request: Context, body: NewImage): Promise<Image> {
  if (Array.isArray(body)) throw badRequest('Unexpected body type. Expected dict.');
  const readOnly = UNSENDABLE.find((key) => Object.hasOwn(body, key));
  if (readOnly) throw forbidden(`Attribute '${readOnly}' is read-only.`);
  checkSchema(documents.image, body);
  if (Object.keys(body).some((key) => key.length > 255)) throw badRequest('Custom property should not be greater than 255 characters.');
  const owner = body.owner === undefined ? (request.caller.project_id ?? null) : body.owner;
  const target = { project_id: owner, owner, visibility: body.visibility ?? 'private' };
  if (!request.may('add_image', target) && owner !== request.caller.project_id) {
    throw forbidden('', { detail: `You are not permitted to create images owned by '${owner}'` });
  }
  request.enforce(target);
  enforceVisibility(request, target);
  return newImage(request, { ...body, owner });
}

/** To publish an image, and to offer it to everybody, has its own rule. */
export function enforceVisibility(request: Context, target: Record<string, unknown>, visibility = target['visibility']): void {
  if (visibility === 'public') request.enforce(target, 'publicize_image');
  if (visibility === 'community') request.enforce(target, 'communitize_image');
}

/** Deletes an image and, once that is sure, its content. */
export async function remove({ world, rows, now }: Scope, image: Image): Promise<void> {
  await save({ rows, now }, { ...image, status: 'deleted', deleted: true, blob: null, staged: null });
  rows.afterCommit(async () => {
    for (const name of [image.blob, image.staged?.blob]) if (name) await world.blobs.remove(name);
  });
}

/** Glance prints its properties first. */
function view(image: Image): z.output<typeof ImageView> {
  const self = `/v2/images/${image.id}`;
  return {
    ...image.properties,
    name: image.name,
    disk_format: image.disk_format,
    container_format: image.container_format,
    visibility: image.visibility,
    size: image.size,
    virtual_size: image.size === null ? null : image.virtual_size,
    status: image.status,
    checksum: image.checksum,
    protected: image.protected,
    min_ram: image.min_ram,
    min_disk: image.min_disk,
    owner: image.owner,
    os_hidden: image.os_hidden,
    os_hash_algo: image.os_hash_algo,
    os_hash_value: image.os_hash_value,
    id: image.id,
    created_at: seconds(image.created_at),
    updated_at: seconds(image.updated_at),
    tags: image.tags,
    self,
    file: `${self}/file`,
    schema: '/v2/schemas/image',
    ...(image.blob !== null && { stores: STORE }),
  };
}
