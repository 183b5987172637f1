/** https://docs.openstack.org/api-ref/placement/#allocations */
import { z } from 'zod';
import { since } from '../microversion.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { Held, ManyHeld } from './consumers.ts';
import { Amounts, generation } from './names.ts';

const path = '/allocations/{consumer_uuid}';
const errors = [400, 403, 409];

export const allocations = resource({
  ofProvider: get('/resource_providers/{uuid}/allocations', {
    policy: 'placement:resource_providers:allocations:list',
    status: 200,
    returns: z.object({
      allocations: z.record(z.string(), z.object({ resources: Amounts, consumer_generation: since('1.28', z.int()) })),
      resource_provider_generation: generation,
    }),
    errors: [403, 404],
  }),
  ofConsumer: get(path, {
    policy: 'placement:allocations:list',
    status: 200,
    returns: z.object({
      allocations: z.record(z.string(), z.object({ generation, resources: Amounts })),
      project_id: since('1.12', z.string().optional()),
      user_id: since('1.12', z.string().optional()),
      consumer_generation: since('1.28', z.int().optional()),
      consumer_type: since('1.38', z.string().optional()),
    }),
    errors: [403],
  }),
  replace: put(path, { policy: 'placement:allocations:update', body: Held, status: 204, errors }),
  delete: del(path, { policy: 'placement:allocations:delete', status: 204, errors: [403, 404] }),
  /** Several consumers at once. */
  replaceMany: post('/allocations', { since: '1.13', policy: 'placement:allocations:manage', body: ManyHeld, status: 204, errors }),
});
