/** https://docs.openstack.org/api-ref/network/v2/#qos-policies-qos */
import { z } from 'zod';
import { resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

/** As a policy lists it; which members it has depends on the type. */
const RuleOfPolicy = z.object({
  id: z.string(),
  type: z.string(),
  qos_policy_id: z.string(),
  direction: z.string().optional(),
  max_kbps: z.int().optional(),
  max_burst_kbps: z.int().optional(),
  min_kbps: z.int().optional(),
  dscp_mark: z.int().optional(),
  max_kpps: z.int().optional(),
  max_burst_kpps: z.int().optional(),
  min_kpps: z.int().optional(),
});
const QosPolicy = z.object({
  id: z.string(),
  name: z.string(),
  ...owner,
  shared: z.boolean(),
  is_default: z.boolean(),
  rules: z.array(RuleOfPolicy),
  ...tagged,
});
const changeable = { name: z.string().optional(), description: z.string().optional(), shared: z.boolean().optional(), is_default: z.boolean().optional() };

export const qosPolicies = resource(
  rowsOf({
    path: '/qos/policies',
    collection: 'policies',
    name: 'policy',
    view: QosPolicy,
    create: z.object({ ...changeable, ...ownerInput }),
    update: z.object(changeable),
    query: filters('id', 'name', 'tenant_id', 'project_id', 'shared', 'is_default', 'description', 'revision_number', ...tagFilters),
  }),
);
