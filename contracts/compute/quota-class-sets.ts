/** https://docs.openstack.org/api-ref/compute/#quota-class-sets-os-quota-class-sets */
import { z } from 'zod';
import { changes, since } from '../microversion.ts';
import { get, put, resource } from '../operation.ts';
import { limits, wantedLimits } from './quota-sets.ts';

const Updated = z.object({ ...limits('2.49', z.int()), server_group_members: since('2.50', z.int()), server_groups: since('2.50', z.int()) });
const path = '/os-quota-class-sets/{quota_class}';

export const quotaClassSets = resource({
  show: get(path, {
    policy: 'os_compute_api:os-quota-class-sets:show',
    query: changes({ '2.1': z.object({}), '2.102': z.strictObject({}) }),
    status: 200,
    returns: z.object({ quota_class_set: z.object({ id: z.string(), ...Updated.shape }) }),
    errors: [403],
  }),
  update: put(path, {
    policy: 'os_compute_api:os-quota-class-sets:update',
    body: z.strictObject({ quota_class_set: z.strictObject(wantedLimits('2.49')) }),
    status: 200,
    returns: z.object({ quota_class_set: Updated }),
    errors: [400, 403],
  }),
});
