/** https://docs.openstack.org/api-ref/compute/#server-tags-servers-tags */
import { z } from 'zod';
import { del, get, put, resource } from '../operation.ts';
import { Tag } from './server-types.ts';

const since = '2.26';
const tags = z.object({ tags: z.array(z.string()) });
/** Any, even where others refuse them since 2.102. */
const anyQuery = z.looseObject({});
const COLLECTION = '/servers/{server_id}/tags';
const ITEM = '/servers/{server_id}/tags/{tag}';

export const serverTags = resource({
  list: get(COLLECTION, { since, policy: 'os_compute_api:os-server-tags:index', late: true, query: anyQuery, status: 200, returns: tags, errors: [403, 404] }),
  replace: put(COLLECTION, {
    since,
    policy: 'os_compute_api:os-server-tags:update_all',
    late: true,
    body: z.strictObject({ tags: z.array(Tag).max(50) }),
    status: 200,
    returns: tags,
    errors: [400, 403, 404, 409],
  }),
  deleteAll: del(COLLECTION, { since, policy: 'os_compute_api:os-server-tags:delete_all', late: true, status: 204, errors: [403, 404, 409] }),
  check: get(ITEM, { since, policy: 'os_compute_api:os-server-tags:show', late: true, query: anyQuery, status: 204, errors: [403, 404] }),
  /** 204 when the server has the tag already. */
  add: put(ITEM, {
    since,
    policy: 'os_compute_api:os-server-tags:update',
    late: true,
    body: z.null().optional(),
    status: 201,
    headers: ['location'],
    errors: [400, 403, 404, 409],
  }),
  delete: del(ITEM, { since, policy: 'os_compute_api:os-server-tags:delete', late: true, status: 204, errors: [403, 404, 409] }),
});
