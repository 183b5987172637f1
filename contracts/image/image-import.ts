/** https://docs.openstack.org/api-ref/image/v2/#interoperable-image-import */
import { z } from 'zod';
import { post, resource } from '../operation.ts';

const Method = z.object({ name: z.enum(['glance-direct', 'web-download', 'copy-image']), uri: z.string().optional() });
const ImageImport = z.object({
  method: Method,
  stores: z.array(z.string()).optional(),
  all_stores: z.boolean().optional(),
  all_stores_must_succeed: z.boolean().optional(),
});

export const imageImport = resource({
  create: post('/images/{image_id}/import', { policy: 'modify_image', late: true, body: ImageImport, status: 202, errors: [400, 403, 404, 409] }),
});
