/** https://docs.openstack.org/api-ref/compute/#servers-security-groups-servers-os-security-groups */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { action, get, resource } from '../operation.ts';
import { Group } from './security-groups.ts';

const PATH = '/servers/{server_id}/action';
const named = z.strictObject({ name: z.string().min(1) });
export const serverSecurityGroups = resource({
  list: get('/servers/{server_id}/os-security-groups', {
    policy: 'os_compute_api:os-security-groups:list',
    late: true,
    query: changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) }),
    status: 200,
    returns: z.object({ security_groups: z.array(Group) }),
    errors: [403, 404],
  }),
  add: action(PATH, 'addSecurityGroup', {
    policy: 'os_compute_api:os-security-groups:add',
    late: true,
    body: z.looseObject({ addSecurityGroup: named }),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
  remove: action(PATH, 'removeSecurityGroup', {
    policy: 'os_compute_api:os-security-groups:remove',
    late: true,
    body: z.looseObject({ removeSecurityGroup: named }),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
});
