/** https://docs.openstack.org/api-ref/compute/#limits-limits */
import { z } from 'zod';
import { changes, until } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { strings } from './types.ts';

const filters = { tenant_id: strings };
const Absolute = z.object({
  maxTotalCores: z.int(),
  maxPersonality: until('2.56', z.int()),
  maxPersonalitySize: until('2.56', z.int()),
  maxTotalInstances: z.int(),
  maxTotalKeypairs: z.int(),
  maxServerMeta: z.int(),
  maxImageMeta: until('2.38', z.int()),
  maxTotalRAMSize: z.int(),
  maxServerGroups: z.int(),
  maxServerGroupMembers: z.int(),
  maxTotalFloatingIps: until('2.35', z.int()),
  maxSecurityGroups: until('2.35', z.int()),
  maxSecurityGroupRules: until('2.35', z.int()),
  totalRAMUsed: z.int(),
  totalCoresUsed: z.int(),
  totalInstancesUsed: z.int(),
  totalFloatingIpsUsed: until('2.35', z.int()),
  totalSecurityGroupsUsed: until('2.35', z.int()),
  totalServerGroupsUsed: z.int(),
});

export const limits = resource({
  show: get('/limits', {
    policy: 'os_compute_api:limits',
    query: changes({ '2.1': z.object(filters), '2.75': z.strictObject(filters) }),
    status: 200,
    returns: z.object({ limits: z.object({ rate: z.array(z.never()), absolute: Absolute }) }),
    errors: [400, 403],
  }),
});
