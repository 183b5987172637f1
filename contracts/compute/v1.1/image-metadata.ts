/** `nova/api/openstack/image_metadata.py` of 2011 */
import { del, get, post, put, resource } from '../../operation.ts';
import { item, metadata } from './types.ts';

const ALL = '/images/{image_id}/metadata';
const ONE = '/images/{image_id}/metadata/{key}';
const change = { body: metadata, status: 200, returns: metadata, errors: [400, 403, 404, 413] } as const;

export const imageMetadata = resource({
  list: get(ALL, { status: 200, returns: metadata, errors: [404] }),
  update: post(ALL, { ...change }),
  replace: put(ALL, { ...change }),
  show: get(ONE, { status: 200, returns: item, errors: [404] }),
  set: put(ONE, { ...change, body: item, returns: item }),
  delete: del(ONE, { status: 204, errors: [403, 404] }),
});
