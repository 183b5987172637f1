/** https://docs.openstack.org/api-ref/placement/#traits */
import { z } from 'zod';
import { del, get, put, resource } from '../operation.ts';
import { generation } from './names.ts';

const OfProvider = z.object({ traits: z.array(z.string()), resource_provider_generation: generation });
const since = '1.6' as const;
export const traits = resource({
  list: get('/traits', {
    since,
    policy: 'placement:traits:list',
    query: z.strictObject({ name: z.string().optional(), associated: z.string().optional() }),
    status: 200,
    returns: z.object({ traits: z.array(z.string()) }),
    errors: [400, 403],
  }),
  show: get('/traits/{name}', { since, policy: 'placement:traits:show', status: 204, errors: [403, 404] }),
  /** 204 where it is there already. */
  create: put('/traits/{name}', { since, policy: 'placement:traits:update', status: 201, headers: ['location'], errors: [400, 403] }),
  delete: del('/traits/{name}', { since, policy: 'placement:traits:delete', status: 204, errors: [400, 403, 404, 409] }),
});
export const resourceProviderTraits = resource({
  list: get('/resource_providers/{uuid}/traits', {
    since,
    policy: 'placement:resource_providers:traits:list',
    status: 200,
    returns: OfProvider,
    errors: [403, 404],
  }),
  replace: put('/resource_providers/{uuid}/traits', {
    since,
    policy: 'placement:resource_providers:traits:update',
    body: z.strictObject({ traits: z.array(z.string().min(1).max(255)), resource_provider_generation: generation }),
    status: 200,
    returns: OfProvider,
    errors: [400, 403, 404, 409],
  }),
  deleteAll: del('/resource_providers/{uuid}/traits', {
    since,
    policy: 'placement:resource_providers:traits:delete',
    status: 204,
    errors: [403, 404, 409],
  }),
});
