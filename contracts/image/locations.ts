/** https://docs.openstack.org/api-ref/image/v2/#image-location */
import { z } from 'zod';
import { get, post, resource } from '../operation.ts';

const validation_data = z.object({ os_hash_algo: z.enum(['sha1', 'sha256', 'sha512', 'md5']), os_hash_value: z.string().max(128) });

export const locations = resource({
  list: get('/images/{image_id}/locations', {
    policy: 'fetch_image_location',
    late: true,
    status: 200,
    returns: z.array(z.object({ url: z.string(), metadata: z.record(z.string(), z.unknown()) })),
    errors: [403, 404],
  }),
  /** For other services only, unless there is a store of content elsewhere. */
  create: post('/images/{image_id}/locations', {
    policy: 'add_image_location',
    late: true,
    body: z.looseObject({ url: z.string(), validation_data: validation_data.optional() }),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
});
