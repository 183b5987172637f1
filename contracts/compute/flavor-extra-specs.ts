/** https://docs.openstack.org/api-ref/compute/#flavors-extra-specs-flavors-os-flavor-extra-specs */
import { z } from 'zod';
import { types } from '../json-schema.ts';
import { changes } from '../microversion.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { metadata } from './types.ts';

const value = types(['string', 'number'], z.union([z.string().max(255), z.number()]));
const noQuery = changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) });
const Answer = z.object({ extra_specs: z.record(z.string(), z.union([z.string(), z.number()])) });
const item = z.record(z.string(), z.union([z.string(), z.number()]));
const path = '/flavors/{flavor_id}/os-extra_specs';

export const flavorExtraSpecs = resource({
  list: get(path, { policy: 'os_compute_api:os-flavor-extra-specs:index', query: noQuery, status: 200, returns: Answer, errors: [404] }),
  create: post(path, {
    policy: 'os_compute_api:os-flavor-extra-specs:create',
    body: z.strictObject({ extra_specs: metadata(value) }),
    status: 200,
    returns: Answer,
    errors: [400, 403, 404],
  }),
  show: get(`${path}/{key}`, { policy: 'os_compute_api:os-flavor-extra-specs:show', query: noQuery, status: 200, returns: item, errors: [404] }),
  update: put(`${path}/{key}`, {
    policy: 'os_compute_api:os-flavor-extra-specs:update',
    body: metadata(value, { min: 1, max: 1 }),
    status: 200,
    returns: item,
    errors: [400, 403, 404],
  }),
  delete: del(`${path}/{key}`, { policy: 'os_compute_api:os-flavor-extra-specs:delete', status: 200, errors: [403, 404] }),
});
