/** https://docs.openstack.org/api-ref/placement/#usages */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { generation } from './names.ts';

const Amounts = z.record(z.string(), z.int());
export const usages = resource({
  ofProvider: get('/resource_providers/{uuid}/usages', {
    policy: 'placement:resource_providers:usages',
    status: 200,
    returns: z.object({ resource_provider_generation: generation, usages: Amounts }),
    errors: [403, 404],
  }),
  /** Before 1.38, where consumers have types. */
  ofProject: get('/usages', {
    since: '1.9',
    until: '1.37',
    policy: 'placement:usages',
    late: true,
    query: z.strictObject({ project_id: z.string().min(1).max(255), user_id: z.string().min(1).max(255).optional() }),
    status: 200,
    returns: z.object({ usages: Amounts }),
    errors: [400, 403],
  }),
});
