/** https://docs.openstack.org/api-ref/image/v2/#images */
import { z } from 'zod';
import { del, get, patch, post, resource } from '../operation.ts';

const formats = {
  container_format: z.enum(['ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed']).nullable(),
  disk_format: z.enum(['ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop']).nullable(),
};
const visibility = z.enum(['community', 'public', 'private', 'shared']);
const settable = {
  name: z.string().max(255).nullable(),
  visibility,
  protected: z.boolean(),
  os_hidden: z.boolean(),
  owner: z.string().max(255).nullable(),
  ...formats,
  tags: z.array(z.string().max(255)),
  min_ram: z.int(),
  min_disk: z.int(),
};
const id = z.string().regex(/^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$/);

/** Besides its own attributes an image has properties, any strings, at the same level. */
const ImageCreate = z.looseObject({ id, ...settable }).partial();

/** Glance's own attributes of an image. */
export const ImageAttributes = z.looseObject({
  ...settable,
  id,
  status: z.enum(['queued', 'saving', 'active', 'killed', 'deleted', 'uploading', 'importing', 'pending_delete', 'deactivated']),
  size: z.int().nullable(),
  virtual_size: z.int().nullable(),
  checksum: z.string().nullable(),
  os_hash_algo: z.string().nullable(),
  os_hash_value: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  self: z.string(),
  file: z.string(),
  schema: z.string(),
  stores: z.string().optional(),
});

/** Its properties come first: the record keeps the order in which the keys are written. */
export const Image = z.record(z.string(), z.unknown()).and(ImageAttributes);

const ImagePage = z.object({ images: z.array(Image), first: z.string(), schema: z.string(), next: z.string().optional() });

/** Names that are none of these are looked for among the properties. */
const query = z.looseObject({
  limit: z.union([z.int(), z.string()]).optional(),
  marker: z.string().optional(),
  member_status: z.enum(['pending', 'accepted', 'rejected', 'all']).optional(),
  tag: z.array(z.string()).optional(),
  visibility: z.union([visibility, z.literal('all')]).optional(),
  sort: z.string().optional(),
  sort_key: z.array(z.string()).optional(),
  sort_dir: z.array(z.enum(['asc', 'desc'])).optional(),
});

const Change = z.object({ op: z.enum(['add', 'remove', 'replace']), path: z.string(), value: z.unknown().optional() });

export const images = resource({
  list: get('/images', { policy: 'get_images', query, status: 200, returns: ImagePage, errors: [400, 403] }),
  create: post('/images', {
    policy: 'add_image',
    late: true,
    body: ImageCreate,
    status: 201,
    returns: Image,
    headers: ['location', 'openstack-image-import-methods', 'openstack-image-store-ids'],
    errors: [400, 403, 409, 413],
  }),
  show: get('/images/{image_id}', { policy: 'get_image', late: true, status: 200, returns: Image, errors: [404] }),
  update: patch('/images/{image_id}', {
    policy: 'modify_image',
    late: true,
    mediaType: 'application/openstack-images-v2.1-json-patch',
    body: z.array(Change),
    status: 200,
    returns: Image,
    errors: [400, 403, 404, 409, 413, 415],
  }),
  delete: del('/images/{image_id}', { bodiless: true, policy: 'delete_image', late: true, status: 204, errors: [403, 404] }),
});
