/** Access rules: the requests that application credentials may make. https://docs.openstack.org/api-ref/identity/v3/#application-credentials */
import { z } from 'zod';
import { del, get, resource } from '../operation.ts';
import { Links, collection, id } from './types.ts';

export const accessRule = {
  path: z
    .string()
    .max(225)
    .regex(/^\/\.*/),
  service: id,
  method: z.enum(['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT']),
};
export const AccessRule = z.object({ id: z.string(), service: z.string(), path: z.string(), method: z.string(), links: Links });
const errors = [401, 403, 404];

export const accessRules = resource({
  list: get('/users/{user_id}/access_rules', {
    policy: 'identity:list_access_rules',
    late: true,
    query: z.looseObject({ service: z.string().optional(), path: z.string().optional(), method: z.string().optional() }),
    status: 200,
    returns: collection('access_rules', AccessRule),
    errors,
  }),
  show: get('/users/{user_id}/access_rules/{access_rule_id}', {
    policy: 'identity:get_access_rule',
    late: true,
    status: 200,
    returns: z.object({ access_rule: AccessRule }),
    errors,
  }),
  delete: del('/users/{user_id}/access_rules/{access_rule_id}', { policy: 'identity:delete_access_rule', late: true, status: 204, errors }),
});
