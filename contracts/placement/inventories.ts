/** https://docs.openstack.org/api-ref/placement/#resource-provider-inventories */
import { z } from 'zod';
import { float } from '../json-schema.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { ResourceClassName, amount, generation } from './names.ts';

const Inventory = z.object({
  total: z.int(),
  reserved: z.int(),
  min_unit: z.int(),
  max_unit: z.int(),
  step_size: z.int(),
  allocation_ratio: float,
});
const One = Inventory.extend({ resource_provider_generation: generation.optional() });
const wanted = {
  resource_provider_generation: generation.optional(),
  total: amount(1),
  reserved: amount(0).optional(),
  min_unit: amount(1).optional(),
  max_unit: amount(1).optional(),
  step_size: amount(1).optional(),
  allocation_ratio: z.number().max(3.402_82e38).optional(),
};
const All = z.object({ resource_provider_generation: generation, inventories: z.record(z.string(), Inventory) });
/** All of a provider's. */
export const WantedInventories = z.strictObject({
  resource_provider_generation: generation,
  inventories: z.record(ResourceClassName, z.strictObject(wanted)),
});
const errors = [400, 403, 404, 409];

export const inventories = resource({
  list: get('/resource_providers/{uuid}/inventories', {
    policy: 'placement:resource_providers:inventories:list',
    status: 200,
    returns: All,
    errors: [403, 404],
  }),
  create: post('/resource_providers/{uuid}/inventories', {
    policy: 'placement:resource_providers:inventories:create',
    body: z.strictObject({ ...wanted, resource_class: ResourceClassName }),
    status: 201,
    headers: ['location'],
    returns: One,
    errors,
  }),
  replace: put('/resource_providers/{uuid}/inventories', {
    policy: 'placement:resource_providers:inventories:update',
    body: WantedInventories,
    status: 200,
    returns: All,
    errors,
  }),
  deleteAll: del('/resource_providers/{uuid}/inventories', {
    since: '1.5',
    policy: 'placement:resource_providers:inventories:delete',
    status: 204,
    errors: [403, 404, 409],
  }),
  /** There is no such method yet. */
  deleteAllEarly: del('/resource_providers/{uuid}/inventories', { until: '1.4', status: 405 }),
  show: get('/resource_providers/{uuid}/inventories/{resource_class}', {
    policy: 'placement:resource_providers:inventories:show',
    status: 200,
    returns: One,
    errors: [403, 404],
  }),
  update: put('/resource_providers/{uuid}/inventories/{resource_class}', {
    policy: 'placement:resource_providers:inventories:update',
    body: z.strictObject({ ...wanted, resource_provider_generation: generation }),
    status: 200,
    returns: One,
    errors,
  }),
  delete: del('/resource_providers/{uuid}/inventories/{resource_class}', {
    policy: 'placement:resource_providers:inventories:delete',
    status: 204,
    errors: [403, 404, 409],
  }),
});
