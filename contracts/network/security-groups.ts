/** https://docs.openstack.org/api-ref/network/v2/#security-groups-security-groups */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { RuleOfGroup } from './security-group-rules.ts';
import { FieldsQuery, PageLinks, fielded, filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

export const SecurityGroup = z.object({
  id: z.string(),
  name: z.string(),
  stateful: z.boolean(),
  ...owner,
  shared: z.boolean(),
  security_group_rules: z.array(RuleOfGroup),
  ...tagged,
});
const changeable = { name: z.string().optional(), description: z.string().optional(), stateful: z.boolean().optional() };
const query = filters('id', 'name', 'tenant_id', 'project_id', 'stateful', 'shared', 'description', 'revision_number', ...tagFilters);
const GroupCreate = z.object({ ...changeable, ...ownerInput });
const one = z.object({ security_group: SecurityGroup });

export const securityGroups = resource({
  list: get('/security-groups', {
    policy: 'get_security_group',
    query,
    status: 200,
    returns: z.object({ security_groups: z.array(fielded(SecurityGroup)), security_groups_links: PageLinks.optional() }),
    errors: [400, 404],
  }),
  show: get('/security-groups/{security_group_id}', {
    policy: 'get_security_group',
    late: true,
    query: FieldsQuery,
    status: 200,
    returns: z.object({ security_group: fielded(SecurityGroup) }),
    errors: [404],
  }),
  create: post('/security-groups', {
    policy: 'create_security_group',
    late: true,
    body: z.object({ security_group: GroupCreate }),
    status: 201,
    returns: one,
    errors: [400, 403, 409],
  }),
  /** Several at a time, all or none. */
  createBulk: post('/security-groups', {
    when: 'security_groups',
    policy: 'create_security_group',
    late: true,
    body: z.object({ security_groups: z.array(GroupCreate) }),
    status: 201,
    returns: z.object({ security_groups: z.array(SecurityGroup) }),
    errors: [400, 403, 409],
  }),
  update: put('/security-groups/{security_group_id}', {
    policy: 'update_security_group',
    late: true,
    body: z.object({ security_group: z.object(changeable) }),
    status: 200,
    returns: one,
    errors: [400, 403, 404, 409, 412],
  }),
  delete: del('/security-groups/{security_group_id}', { policy: 'delete_security_group', late: true, status: 204, errors: [403, 404, 409, 412] }),
});
