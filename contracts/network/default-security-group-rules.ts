/** https://docs.openstack.org/api-ref/network/v2/#security-group-default-rules-security-group-default-rules */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { FieldsQuery, fielded, filters } from './types.ts';

const Rule = z.object({
  id: z.string(),
  ethertype: z.string(),
  direction: z.string(),
  protocol: z.string().nullable(),
  port_range_min: z.int().nullable(),
  port_range_max: z.int().nullable(),
  remote_ip_prefix: z.string().nullable(),
  remote_address_group_id: z.string().nullable(),
  remote_group_id: z.string().nullable(),
  description: z.string(),
  used_in_default_sg: z.boolean(),
  used_in_non_default_sg: z.boolean(),
});
export const defaultSecurityGroupRules = resource({
  list: get('/default-security-group-rules', {
    policy: 'get_default_security_group_rule',
    query: filters('id', 'direction', 'ethertype', 'protocol', 'used_in_default_sg', 'used_in_non_default_sg'),
    status: 200,
    returns: z.object({ default_security_group_rules: z.array(fielded(Rule)) }),
    errors: [400],
  }),
  show: get('/default-security-group-rules/{id}', {
    policy: 'get_default_security_group_rule',
    query: FieldsQuery,
    status: 200,
    returns: z.object({ default_security_group_rule: fielded(Rule) }),
    errors: [404],
  }),
});
