/** https://docs.openstack.org/api-ref/placement/#allocations */
import { z } from 'zod';
import { since } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { generation } from './names.ts';

const resources = z.record(z.string(), z.int());
export const allocations = resource({
  ofProvider: get('/resource_providers/{uuid}/allocations', {
    policy: 'placement:resource_providers:allocations:list',
    status: 200,
    returns: z.object({
      allocations: z.record(z.string(), z.object({ resources, consumer_generation: since('1.28', z.int()) })),
      resource_provider_generation: generation,
    }),
    errors: [403, 404],
  }),
  ofConsumer: get('/allocations/{consumer_uuid}', {
    policy: 'placement:allocations:list',
    status: 200,
    returns: z.object({
      allocations: z.record(z.string(), z.object({ generation, resources })),
      project_id: since('1.12', z.string().optional()),
      user_id: since('1.12', z.string().optional()),
      consumer_generation: since('1.28', z.int().optional()),
      consumer_type: since('1.38', z.string().optional()),
    }),
    errors: [403],
  }),
});
