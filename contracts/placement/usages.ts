/** https://docs.openstack.org/api-ref/placement/#usages */
import { z } from 'zod';
import { changes, since } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { Amounts, ForeignId, generation } from './names.ts';

export const usages = resource({
  ofProvider: get('/resource_providers/{uuid}/usages', {
    policy: 'placement:resource_providers:usages',
    status: 200,
    returns: z.object({ resource_provider_generation: generation, usages: Amounts }),
    errors: [403, 404],
  }),
  /** From 1.38 on by type of consumer. */
  ofProject: get('/usages', {
    since: '1.9',
    policy: 'placement:usages',
    late: true,
    query: z.strictObject({ project_id: ForeignId, user_id: ForeignId.optional(), consumer_type: since('1.38', ForeignId.optional()) }),
    status: 200,
    returns: z.object({ usages: changes({ '1.9': Amounts, '1.38': z.record(z.string(), Amounts) }) }),
    errors: [400, 403],
  }),
});
