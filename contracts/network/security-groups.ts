/** https://docs.openstack.org/api-ref/network/v2/#security-groups-security-groups */
import { z } from 'zod';
import { RuleOfGroup } from './security-group-rules.ts';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

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

export const securityGroups = rowsOf({
  path: '/security-groups',
  collection: 'security_groups',
  name: 'security_group',
  view: SecurityGroup,
  create: GroupCreate,
  update: z.object(changeable),
  query,
});
