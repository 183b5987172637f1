/** Nova's old way to images, until 2.35. https://docs.openstack.org/api-ref/compute/#images-deprecated */
import { z } from 'zod';
import { del, get, resource } from '../operation.ts';
import { Links, positive, strings } from './types.ts';

const positives = z.array(positive).optional();
/** Besides, any `property-...` */
const query = z.looseObject({
  name: strings,
  status: strings,
  'changes-since': strings,
  server: strings,
  type: strings,
  minRam: strings,
  minDisk: strings,
  limit: positives,
  page_size: positives,
  marker: strings,
  offset: positives,
});
const summary = { id: z.string(), name: z.string().nullable(), links: z.array(z.object({ rel: z.string(), type: z.string().optional(), href: z.string() })) };
export const Image = z.object({
  id: summary.id,
  name: summary.name,
  minRam: z.int(),
  minDisk: z.int(),
  metadata: z.record(z.string(), z.string()),
  created: z.string(),
  updated: z.string(),
  status: z.enum(['ACTIVE', 'SAVING', 'DELETED', 'ERROR', 'UNKNOWN']),
  progress: z.int(),
  'OS-EXT-IMG-SIZE:size': z.int(),
  links: summary.links,
  server: z.object({ id: z.string(), links: Links }).optional(),
  'OS-DCF:diskConfig': z.enum(['AUTO', 'MANUAL']).optional(),
});

export const images = resource({
  list: get('/images', {
    until: '2.35',
    query,
    status: 200,
    returns: z.object({ images: z.array(z.object(summary)), images_links: Links.optional() }),
    errors: [400],
  }),
  listDetail: get('/images/detail', {
    until: '2.35',
    query,
    status: 200,
    returns: z.object({ images: z.array(Image), images_links: Links.optional() }),
    errors: [400],
  }),
  show: get('/images/{image_id}', { until: '2.35', status: 200, returns: z.object({ image: Image }), errors: [404] }),
  delete: del('/images/{image_id}', { until: '2.35', status: 204, errors: [403, 404] }),
});
