/** Addresses of a server, as nova-network had them, until 2.43: https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action */
import { z } from 'zod';
import { types } from '../json-schema.ts';
import { action, resource } from '../operation.ts';
import { Ip } from './server-types.ts';

const PATH = '/servers/{server_id}/action';
const common = { until: '2.43', late: true, status: 202 } as const;

export const serverAddresses = resource({
  addFixedIp: action(PATH, 'addFixedIp', {
    ...common,
    policy: 'os_compute_api:os-multinic:add',
    body: z.strictObject({ addFixedIp: z.strictObject({ networkId: types(['string', 'number'], z.union([z.string().min(1).max(36), z.number()])) }) }),
    errors: [400, 403, 404, 409],
  }),
  removeFixedIp: action(PATH, 'removeFixedIp', {
    ...common,
    policy: 'os_compute_api:os-multinic:remove',
    body: z.strictObject({ removeFixedIp: z.strictObject({ address: Ip }) }),
    errors: [400, 403, 404, 409],
  }),
  addFloatingIp: action(PATH, 'addFloatingIp', {
    ...common,
    policy: 'os_compute_api:os-floating-ips:add',
    body: z.strictObject({ addFloatingIp: z.strictObject({ address: Ip, fixed_address: Ip.optional() }) }),
    errors: [400, 403, 404],
  }),
  removeFloatingIp: action(PATH, 'removeFloatingIp', {
    ...common,
    policy: 'os_compute_api:os-floating-ips:remove',
    body: z.strictObject({ removeFloatingIp: z.strictObject({ address: Ip }) }),
    errors: [400, 403, 404, 409],
  }),
});
