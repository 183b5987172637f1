/** Images, whose attributes travel in headers: `x-image-meta-name`, `x-image-meta-property-kernel_id`. `glance/api/v1/images.py` of 2014 */
import { z } from 'zod';
import { bytes, del, get, head, post, put, resource } from '../../operation.ts';

const summary = {
  id: z.string(),
  name: z.string().nullable(),
  size: z.int(),
  disk_format: z.string().nullable(),
  container_format: z.string().nullable(),
  checksum: z.string().nullable(),
};
const Image = z.object({
  ...summary,
  status: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  deleted_at: z.null(),
  deleted: z.boolean(),
  protected: z.boolean(),
  is_public: z.boolean(),
  min_disk: z.int(),
  min_ram: z.int(),
  owner: z.string().nullable(),
  virtual_size: z.int().nullable(),
  properties: z.record(z.string(), z.string()),
});
export type ImageV1 = z.output<typeof Image>;

/** Filters are `name`, `status`, `size_min`, `is_public`, `property-...` and the like. */
const query = z.looseObject({ limit: z.string().optional(), marker: z.string().optional(), sort_key: z.string().optional(), sort_dir: z.string().optional() });
const one = z.object({ image: Image });
const data = { mediaType: 'application/octet-stream', body: bytes, returns: one } as const;

export const images = resource({
  list: get('/images', { policy: 'get_images', query, status: 200, returns: z.object({ images: z.array(z.object(summary)) }), errors: [400, 403] }),
  listDetail: get('/images/detail', { policy: 'get_images', query, status: 200, returns: z.object({ images: z.array(Image) }), errors: [400, 403] }),
  create: post('/images', { policy: 'add_image', late: true, ...data, status: 201, headers: ['location', 'etag'], errors: [400, 403, 409, 413] }),
  meta: head('/images/{image_id}', { policy: 'get_image', late: true, status: 200, errors: [404] }),
  show: get('/images/{image_id}', { policy: 'download_image', late: true, status: 200, returns: bytes, errors: [403, 404] }),
  update: put('/images/{image_id}', { policy: 'modify_image', late: true, ...data, status: 200, headers: ['etag'], errors: [400, 403, 404, 409, 413] }),
  delete: del('/images/{image_id}', { policy: 'delete_image', late: true, status: 200, errors: [403, 404] }),
});
