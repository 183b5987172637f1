/** Properties of images through Nova, until 2.38. https://docs.openstack.org/api-ref/compute/#images-deprecated */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { metadata } from './types.ts';

const values = metadata(z.string().max(255));
const all = z.object({ metadata: z.record(z.string(), z.string()) });
const one = z.object({ meta: z.record(z.string(), z.string()) });
const body = z.strictObject({ metadata: values });
const path = '/images/{image_id}/metadata';

export const imageMetadata = resource({
  list: get(path, { until: '2.38', status: 200, returns: all, errors: [404] }),
  create: post(path, { until: '2.38', body, status: 200, returns: all, errors: [400, 403, 404] }),
  replace: put(path, { until: '2.38', body, status: 200, returns: all, errors: [400, 403, 404] }),
  show: get(`${path}/{key}`, { until: '2.38', status: 200, returns: one, errors: [404] }),
  update: put(`${path}/{key}`, {
    until: '2.38',
    body: z.strictObject({ meta: metadata(z.string().max(255), { min: 1, max: 1 }) }),
    status: 200,
    returns: one,
    errors: [400, 403, 404],
  }),
  delete: del(`${path}/{key}`, { until: '2.38', status: 204, errors: [403, 404] }),
});
