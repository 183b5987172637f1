/** Regions. https://docs.openstack.org/api-ref/identity/v3/#regions */
import { z } from 'zod';
import { del, get, patch, post, put, resource } from '../operation.ts';
import { Links, collection, nonEmpty } from './types.ts';

/** Further attributes are kept as they are. */
const Region = z.looseObject({ id: z.string(), description: z.string().nullable(), parent_region_id: z.string().nullable(), links: Links });
const oneRegion = z.object({ region: Region });
const regionId = z.string().min(1).max(255);
const regionFields = { description: z.string().max(255).nullish(), id: regionId.nullish(), parent_region_id: regionId.nullish() };
const newRegion = z.looseObject({ region: z.looseObject({ ...regionFields, id: z.string().max(255).nullish() }) });

export const regions = resource({
  list: get('/regions', {
    policy: 'identity:list_regions',
    query: z.strictObject({ parent_region_id: regionId.optional() }),
    status: 200,
    returns: collection('regions', Region),
    errors: [400, 401],
  }),
  create: post('/regions', { policy: 'identity:create_region', body: newRegion, status: 201, returns: oneRegion, errors: [400, 401, 403, 404, 409] }),
  put: put('/regions/{region_id}', { policy: 'identity:create_region', body: newRegion, status: 201, returns: oneRegion, errors: [400, 401, 403, 404, 409] }),
  show: get('/regions/{region_id}', { policy: 'identity:get_region', status: 200, returns: oneRegion, errors: [401, 404] }),
  update: patch('/regions/{region_id}', {
    policy: 'identity:update_region',
    body: z.strictObject({ region: nonEmpty(z.looseObject(regionFields)) }),
    status: 200,
    returns: oneRegion,
    errors: [400, 401, 403, 404],
  }),
  delete: del('/regions/{region_id}', { policy: 'identity:delete_region', status: 204, errors: [401, 403, 404] }),
});
