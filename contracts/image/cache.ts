/** https://docs.openstack.org/api-ref/image/v2/#cache-manage */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';

/** Times are seconds since the epoch. */
const CachedImage = z.object({
  id: z.int(),
  image_id: z.string(),
  last_accessed: z.number(),
  last_modified: z.number(),
  size: z.int(),
  hits: z.int(),
  checksum: z.string().nullable(),
});

export const cache = resource({
  show: get('/cache', {
    policy: 'cache_list',
    status: 200,
    returns: z.object({ cached_images: z.array(CachedImage), queued_images: z.array(z.string()) }),
    errors: [403],
  }),
  /** All of it, or what the header `x-image-cache-clear-target` says. */
  clear: del('/cache', { policy: 'cache_delete', status: 204, errors: [400, 403] }),
  add: put('/cache/{image_id}', { policy: 'cache_image', late: true, status: 202, errors: [400, 403, 404] }),
  delete: del('/cache/{image_id}', { policy: 'cache_delete', late: true, status: 204, errors: [403, 404] }),
  /** Where the image is cached. */
  nodes: get('/cache/nodes/{image_id}', { policy: 'list_cached_nodes', status: 200, returns: z.array(z.string()), errors: [403, 404] }),
  clean: post('/cache/clean', { policy: 'cache_clean', status: 200, errors: [403] }),
  prune: post('/cache/prune', {
    policy: 'cache_prune',
    status: 200,
    returns: z.object({ total_files_pruned: z.int(), total_bytes_pruned: z.int() }),
    errors: [403],
  }),
});
