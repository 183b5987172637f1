/** https://docs.openstack.org/api-ref/network/v2/#security-group-rules-security-group-rules */
import { z } from 'zod';
import { resource } from '../operation.ts';
import { made, read } from './rows.ts';
import { filters, owner, ownerInput, standard } from './types.ts';

const shape = {
  id: z.string(),
  ...owner,
  security_group_id: z.string(),
  ethertype: z.enum(['IPv4', 'IPv6']),
  direction: z.enum(['ingress', 'egress']),
  protocol: z.string().nullable(),
  port_range_min: z.int().nullable(),
  port_range_max: z.int().nullable(),
  remote_ip_prefix: z.string().nullable(),
  remote_address_group_id: z.string().nullable(),
  remote_group_id: z.string().nullable(),
  normalized_cidr: z.string().nullable(),
  belongs_to_default_sg: z.boolean().nullable(),
  ...standard,
  /** Of the rules that a group starts with: none. */
  description: z.string().nullable(),
};
const SecurityGroupRule = z.object(shape);
/** As a group lists it: with more than the rule by itself shows. */
export const RuleOfGroup = z.object({ ...shape, standard_attr_id: z.int(), tags: z.array(z.string()) });

/** What is sent of a rule, whichever groups it is for. */
export const ruleInput = {
  direction: z.enum(['ingress', 'egress']),
  ethertype: z.string().optional(),
  protocol: z.union([z.string(), z.int()]).nullable().optional(),
  port_range_min: z.union([z.int(), z.string()]).nullable().optional(),
  port_range_max: z.union([z.int(), z.string()]).nullable().optional(),
  remote_ip_prefix: z.string().nullable().optional(),
  remote_group_id: z.string().nullable().optional(),
  remote_address_group_id: z.string().nullable().optional(),
  description: z.string().optional(),
};
const RuleCreate = z.object({ ...ownerInput, security_group_id: z.string(), ...ruleInput });
const query = filters(
  'id',
  'tenant_id',
  'project_id',
  'security_group_id',
  'ethertype',
  'direction',
  'protocol',
  'port_range_min',
  'port_range_max',
  'remote_ip_prefix',
  'remote_group_id',
  'description',
  'revision_number',
);
const noun = { path: '/security-group-rules', collection: 'security_group_rules', name: 'security_group_rule', view: SecurityGroupRule } as const;
export const securityGroupRules = resource({ ...read({ ...noun, query }), ...made({ ...noun, create: RuleCreate }) });
