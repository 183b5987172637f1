/** https://docs.openstack.org/api-ref/image/v2/#cache-manage · not emulated */
import { del, get, post, put, resource } from '../operation.ts';

export const cache = resource({
  showCache: get('/cache', { status: 200 }),
  clearCache: del('/cache', { status: 204 }),
  uncacheImage: del('/cache/{image_id}', { status: 204 }),
  cacheImage: put('/cache/{image_id}', { status: 202 }),
  listCacheNodes: get('/cache/nodes/{image_id}', { status: 200 }),
  cleanCache: post('/cache/clean', { status: 200 }),
  pruneCache: post('/cache/prune', { status: 200 }),
});
