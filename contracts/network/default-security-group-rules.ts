/** https://docs.openstack.org/api-ref/network/v2/#security-group-default-rules-security-group-default-rules */
import { z } from 'zod';
import { resource } from '../operation.ts';
import { made, read } from './rows.ts';
import { ruleInput } from './security-group-rules.ts';
import { filters, ownerInput } from './types.ts';

const Rule = z.object({
  id: z.string(),
  ethertype: z.string(),
  direction: z.string(),
  protocol: z.string().nullable(),
  port_range_min: z.int().nullable(),
  port_range_max: z.int().nullable(),
  remote_ip_prefix: z.string().nullable(),
  remote_address_group_id: z.string().nullable(),
  /** A group's id, or `PARENT` for the group that the rule becomes part of. */
  remote_group_id: z.string().nullable(),
  description: z.string(),
  used_in_default_sg: z.boolean(),
  used_in_non_default_sg: z.boolean(),
});
const RuleCreate = z.object({ ...ownerInput, ...ruleInput, used_in_default_sg: z.boolean(), used_in_non_default_sg: z.boolean() });
const noun = {
  path: '/default-security-group-rules',
  collection: 'default_security_group_rules',
  name: 'default_security_group_rule',
  view: Rule,
} as const;
export const defaultSecurityGroupRules = resource({
  ...read({
    ...noun,
    query: filters('id', 'direction', 'ethertype', 'protocol', 'remote_group_id', 'remote_ip_prefix', 'used_in_default_sg', 'used_in_non_default_sg'),
  }),
  ...made({ ...noun, create: RuleCreate }),
});
