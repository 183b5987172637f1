/** The images that this node of Glance keeps at hand; it is the only one. `glance/api/v2/cached_images.py`, `glance/image_cache/__init__.py` */
import { cache as table } from '../../contracts/image/cache.ts';
import { implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import { visibleImage } from './images.ts';
import { targetOf } from './policy.ts';

interface CachedImage {
  /** Of the image. */
  id: string;
  number: number;
  size: number;
  cached_at: number;
}
const cached = collection<CachedImage>('image_cached_images', { number: 'integer' });

const MAX_SIZE = 10 * 2 ** 30;
const absent = (id: string): Error => notFound(`Image ${id} not found.`);

export const cacheHandlers = implement(table, {
  show: async ({ rows }) => ({
    cached_images: (await rows.list(cached, { sort: [['number', 'asc']] })).map(({ id, number, size, cached_at }) => {
      const at = Math.floor(cached_at / 1000);
      return { id: number, image_id: id, last_accessed: at, last_modified: at, size, hits: 0, checksum: null };
    }),
    queued_images: [],
  }),
  clear: async ({ rows, header }) => {
    const target = header('x-image-cache-clear-target')?.toLowerCase() ?? '';
    if (!['', 'cache', 'queue'].includes(target)) {
      throw badRequest(`If provided 'x-image-cache-clear-target' must be 'cache', 'queue' or empty string.`);
    }
    if (target !== 'queue') for (const { id } of await rows.list(cached)) await rows.remove(cached, id);
  },
  add: async (request) => {
    const { rows, now, params, caller } = request;
    const image = await visibleImage(request, caller, params.image_id);
    if (!image) throw absent(params.image_id);
    request.enforce(targetOf(image, caller));
    if (image.status !== 'active') throw badRequest('Only images with status active can be targeted for queueing');
    if (await rows.get(cached, image.id)) return;
    const [last] = await rows.list(cached, { sort: [['number', 'desc']], limit: 1 });
    await rows.insert(cached, { id: image.id, number: (last?.number ?? 0) + 1, size: image.size ?? 0, cached_at: now });
  },
  /** Of an image that is deleted, too: what is cached stays until somebody clears it away. */
  delete: async (request) => {
    const { rows, params, caller } = request;
    const image = await visibleImage(request, caller, params.image_id);
    if (!image && !(await rows.get(cached, params.image_id))) throw absent(params.image_id);
    request.enforce(image && targetOf(image, caller));
    await rows.remove(cached, params.image_id);
  },
  nodes: async (request) => {
    const { rows, params, caller, origin } = request;
    const image = await visibleImage(request, caller, params.image_id);
    if (!image) throw absent(params.image_id);
    return (await rows.get(cached, image.id)) ? [origin] : [];
  },
  /** Nothing here is ever left half done. */
  clean: () => undefined,
  prune: async ({ rows }) => {
    let excess = (await rows.list(cached)).reduce((sum, { size }) => sum + size, 0) - MAX_SIZE;
    const pruned = { total_files_pruned: 0, total_bytes_pruned: 0 };
    for (const { id, size } of await rows.list(cached, { sort: [['number', 'asc']] })) {
      if (excess <= 0) break;
      await rows.remove(cached, id);
      excess -= size;
      pruned.total_files_pruned += 1;
      pruned.total_bytes_pruned += size;
    }
    return pruned;
  },
});
