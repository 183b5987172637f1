/** File shares of servers: https://docs.openstack.org/api-ref/compute/#server-shares-servers-shares */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { del, get, post, resource } from '../operation.ts';

const COLLECTION = '/servers/{server_id}/shares';
const ITEM = '/servers/{server_id}/shares/{share_id}';
const since = '2.97';
const tag = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9-]*$/);
const listed = { share_id: z.string(), status: z.enum(['active', 'inactive', 'attaching', 'detaching', 'error']), tag: z.string() };
const Share = z.object({ ...listed, uuid: z.string().optional(), export_location: z.string().optional() });

export const serverShares = resource({
  list: get(COLLECTION, {
    since,
    policy: 'os_compute_api:os-server-shares:index',
    late: true,
    query: z.strictObject({}),
    status: 200,
    returns: z.object({ shares: z.array(z.object(listed)) }),
    errors: [400, 403, 404],
  }),
  show: get(ITEM, {
    since,
    policy: 'os_compute_api:os-server-shares:show',
    late: true,
    query: z.strictObject({}),
    status: 200,
    returns: z.object({ share: Share }),
    errors: [400, 403, 404],
  }),
  create: post(COLLECTION, {
    since,
    policy: 'os_compute_api:os-server-shares:create',
    late: true,
    body: z.strictObject({ share: z.strictObject({ share_id: uuid, tag: tag.optional() }) }),
    status: 201,
    returns: z.object({ share: Share }),
    errors: [400, 403, 404, 409],
  }),
  delete: del(ITEM, { since, policy: 'os_compute_api:os-server-shares:delete', late: true, status: 200, errors: [400, 403, 404, 409] }),
});
