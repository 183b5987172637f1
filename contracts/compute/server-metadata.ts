/** https://docs.openstack.org/api-ref/compute/#server-metadata-servers-metadata */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { Metadata } from './server-types.ts';
import { metadata } from './types.ts';

const all = z.object({ metadata: z.record(z.string(), z.string()) });
const item = z.object({ meta: z.record(z.string(), z.string()) });
const wanted = z.strictObject({ metadata: Metadata });
const noQuery = changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) });
const COLLECTION = '/servers/{server_id}/metadata';
const ITEM = '/servers/{server_id}/metadata/{key}';

export const serverMetadata = resource({
  list: get(COLLECTION, { policy: 'os_compute_api:server-metadata:index', late: true, query: noQuery, status: 200, returns: all, errors: [403, 404] }),
  update: post(COLLECTION, {
    policy: 'os_compute_api:server-metadata:create',
    late: true,
    body: wanted,
    status: 200,
    returns: all,
    errors: [400, 403, 404, 409],
  }),
  replace: put(COLLECTION, {
    policy: 'os_compute_api:server-metadata:update_all',
    late: true,
    body: wanted,
    status: 200,
    returns: all,
    errors: [400, 403, 404, 409],
  }),
  show: get(ITEM, { policy: 'os_compute_api:server-metadata:show', late: true, query: noQuery, status: 200, returns: item, errors: [403, 404] }),
  set: put(ITEM, {
    policy: 'os_compute_api:server-metadata:update',
    late: true,
    body: z.strictObject({ meta: metadata(z.string().max(255), { min: 1, max: 1 }) }),
    status: 200,
    returns: item,
    errors: [400, 403, 404, 409],
  }),
  delete: del(ITEM, { policy: 'os_compute_api:server-metadata:delete', late: true, status: 204, errors: [403, 404, 409] }),
});
