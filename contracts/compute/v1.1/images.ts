/** `nova/api/openstack/images.py` of 2011 */
import { z } from 'zod';
import { del, get, resource } from '../../operation.ts';
import { Links, Metadata, Reference, page } from './types.ts';

const summary = { id: z.int(), name: z.string().nullable(), links: Links };
const Image = z.object({
  ...summary,
  created: z.string(),
  updated: z.string(),
  status: z.string(),
  progress: z.int(),
  metadata: Metadata,
  server: Reference.optional(),
});
const filters = { name: z.string().optional(), status: z.string().optional(), 'changes-since': z.string().optional(), server: z.string().optional() };
const query = z.looseObject({ ...filters, type: z.string().optional(), ...page });

export const images = resource({
  list: get('/images', { query, status: 200, returns: z.object({ images: z.array(z.object(summary)) }), errors: [400] }),
  listDetail: get('/images/detail', { query, status: 200, returns: z.object({ images: z.array(Image) }), errors: [400] }),
  show: get('/images/{image_id}', { status: 200, returns: z.object({ image: Image }), errors: [404] }),
  delete: del('/images/{image_id}', { status: 204, errors: [403, 404] }),
});
