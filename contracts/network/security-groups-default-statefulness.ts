/** Whether a project's new security groups are stateful. https://docs.openstack.org/api-ref/network/v2/#security-groups-default-statefulness */
import { z } from 'zod';
import { del, resource } from '../operation.ts';
import { changed, read } from './rows.ts';
import { filters } from './types.ts';

const Statefulness = z.object({ id: z.string(), project_id: z.string().nullable(), tenant_id: z.string().nullable(), stateful: z.boolean() });
const noun = {
  path: '/security-groups-default-statefulness',
  collection: 'security_groups_default_statefulness',
  name: 'security_groups_default_statefulness',
  view: Statefulness,
} as const;
/** Without a create, which upstream fails on. */
export const securityGroupsDefaultStatefulness = resource({
  ...read({ ...noun, query: filters('id', 'project_id', 'tenant_id', 'stateful') }),
  ...changed({ ...noun, update: z.object({ stateful: z.boolean() }) }),
  delete: del('/security-groups-default-statefulness/{security_groups_default_statefulness_id}', {
    policy: 'delete_security_groups_default_statefulness',
    late: true,
    status: 204,
    errors: [403, 404],
  }),
});
