/** https://docs.openstack.org/api-ref/block-storage/v3/#volumes-volumes (metadata) */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { texts } from './types.ts';

const PATH = '/volumes/{volume_id}/metadata';
const late = true as const;
const errors = [400, 403, 404];
const Metadata = z.object({ metadata: z.record(z.string(), z.string()) });
const Item = z.object({ meta: z.record(z.string(), z.string()) });
const wanted = z.strictObject({ metadata: texts });
const one = texts
  .refine((object) => Object.keys(object).length >= 1, { params: { text: 'should be non-empty' } })
  .refine((object) => Object.keys(object).length <= 1, { params: { text: 'has too many properties' } });

const listing = { policy: 'volume:get_volume_metadata', late, status: 200, returns: Metadata, errors: [403, 404] } as const;
/** From 3.15 on an ETag says what was read, and If-Match what is to be replaced. */
export const volumeMetadata = resource({
  list: get(PATH, { ...listing, since: '3.15', headers: ['etag'], plain: true }),
  listEarlier: get(PATH, { ...listing, until: '3.14' }),
  create: post(PATH, { policy: 'volume:create_volume_metadata', late, body: wanted, status: 200, returns: Metadata, errors }),
  replace: put(PATH, { policy: 'volume:update_volume_metadata', late, body: wanted, status: 200, returns: Metadata, errors: [...errors, 412] }),
  show: get(`${PATH}/{key}`, { policy: 'volume:get_volume_metadata', late, status: 200, returns: Item, errors: [403, 404] }),
  update: put(`${PATH}/{key}`, {
    policy: 'volume:update_volume_metadata',
    late,
    body: z.strictObject({ meta: one }),
    status: 200,
    returns: Item,
    errors: [...errors, 412],
  }),
  delete: del(`${PATH}/{key}`, { policy: 'volume:delete_volume_metadata', late, plain: true, status: 200, errors }),
});
