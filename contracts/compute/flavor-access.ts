/** https://docs.openstack.org/api-ref/compute/#flavors-access-flavors-os-flavor-access-flavors-action */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { action, get, resource } from '../operation.ts';

const tenant = z.strictObject({ tenant: z.string().min(1).max(255) });
const FlavorAccess = z.object({ flavor_access: z.array(z.object({ flavor_id: z.string(), tenant_id: z.string() })) });
const path = '/flavors/{flavor_id}/action';

export const flavorAccess = resource({
  list: get('/flavors/{flavor_id}/os-flavor-access', {
    policy: 'os_compute_api:os-flavor-access',
    query: changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) }),
    status: 200,
    returns: FlavorAccess,
    errors: [403, 404],
  }),
  add: action(path, 'addTenantAccess', {
    policy: 'os_compute_api:os-flavor-access:add_tenant_access',
    body: z.strictObject({ addTenantAccess: tenant }),
    status: 200,
    returns: FlavorAccess,
    errors: [400, 403, 404, 409],
  }),
  remove: action(path, 'removeTenantAccess', {
    policy: 'os_compute_api:os-flavor-access:remove_tenant_access',
    body: z.strictObject({ removeTenantAccess: tenant }),
    status: 200,
    returns: FlavorAccess,
    errors: [400, 403, 404],
  }),
});
