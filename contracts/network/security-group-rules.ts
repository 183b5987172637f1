/** https://docs.openstack.org/api-ref/network/v2/#security-group-rules-security-group-rules */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { FieldsQuery, PageLinks, fielded, filters, owner, ownerInput, standard } from './types.ts';

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

const RuleCreate = z.object({
  ...ownerInput,
  security_group_id: z.string(),
  direction: z.enum(['ingress', 'egress']),
  ethertype: z.string().optional(),
  protocol: z.union([z.string(), z.int()]).nullable().optional(),
  port_range_min: z.union([z.int(), z.string()]).nullable().optional(),
  port_range_max: z.union([z.int(), z.string()]).nullable().optional(),
  remote_ip_prefix: z.string().nullable().optional(),
  remote_group_id: z.string().nullable().optional(),
  remote_address_group_id: z.string().nullable().optional(),
  description: z.string().optional(),
});
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
const errors = [400, 403, 404, 409];
export const securityGroupRules = resource({
  list: get('/security-group-rules', {
    policy: 'get_security_group_rule',
    query,
    status: 200,
    returns: z.object({ security_group_rules: z.array(fielded(SecurityGroupRule)), security_group_rules_links: PageLinks.optional() }),
    errors: [400, 404],
  }),
  show: get('/security-group-rules/{security_group_rule_id}', {
    policy: 'get_security_group_rule',
    late: true,
    query: FieldsQuery,
    status: 200,
    returns: z.object({ security_group_rule: fielded(SecurityGroupRule) }),
    errors: [404],
  }),
  create: post('/security-group-rules', {
    policy: 'create_security_group_rule',
    late: true,
    body: z.object({ security_group_rule: RuleCreate }),
    status: 201,
    returns: z.object({ security_group_rule: SecurityGroupRule }),
    errors,
  }),
  /** Several at a time, all or none. */
  createBulk: post('/security-group-rules', {
    when: 'security_group_rules',
    policy: 'create_security_group_rule',
    late: true,
    body: z.object({ security_group_rules: z.array(RuleCreate) }),
    status: 201,
    returns: z.object({ security_group_rules: z.array(SecurityGroupRule) }),
    errors,
  }),
  delete: del('/security-group-rules/{security_group_rule_id}', { policy: 'delete_security_group_rule', late: true, status: 204, errors: [403, 404] }),
});
