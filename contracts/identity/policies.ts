/** Policies. https://docs.openstack.org/api-ref/identity/v3/#policies */
import { z } from 'zod';
import { del, get, patch, post, resource } from '../operation.ts';
import { Links, collection, nonEmpty } from './types.ts';

/** Further attributes are kept as they are. */
export const Policy = z.looseObject({ id: z.string(), blob: z.string(), type: z.string(), links: Links });
const one = z.object({ policy: Policy });
const type = z.string().max(255);

export const policies = resource({
  list: get('/policies', {
    policy: 'identity:list_policies',
    query: z.looseObject({ type: z.string().optional() }),
    status: 200,
    returns: collection('policies', Policy),
    errors: [401, 403],
  }),
  create: post('/policies', {
    policy: 'identity:create_policy',
    body: z.looseObject({ policy: z.looseObject({ blob: z.string(), type }).prefault({} as { blob: string; type: string }) }),
    status: 201,
    returns: one,
    errors: [400, 401, 403],
  }),
  show: get('/policies/{policy_id}', { policy: 'identity:get_policy', status: 200, returns: one, errors: [401, 403, 404] }),
  update: patch('/policies/{policy_id}', {
    policy: 'identity:update_policy',
    body: z.looseObject({ policy: nonEmpty(z.looseObject({ blob: z.string().optional(), type: type.optional() })).prefault({}) }),
    status: 200,
    returns: one,
    errors: [400, 401, 403, 404],
  }),
  delete: del('/policies/{policy_id}', { policy: 'identity:delete_policy', status: 204, errors: [401, 403, 404] }),
});
