/** https://docs.openstack.org/api-ref/network/v2/#qos-rule-types */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { FieldsQuery, fielded, filters } from './types.ts';

const Driver = z.object({ name: z.string(), supported_parameters: z.array(z.unknown()) });
const RuleType = z.object({ type: z.string(), drivers: z.array(Driver).optional() });
export const qosRuleTypes = resource({
  list: get('/qos/rule-types', {
    policy: 'get_rule_type',
    query: filters('all_rules', 'all_supported'),
    status: 200,
    returns: z.object({ rule_types: z.array(fielded(RuleType)) }),
    errors: [400],
  }),
  /** With the drivers that know it. */
  show: get('/qos/rule-types/{rule_type}', {
    policy: 'get_rule_type',
    late: true,
    query: FieldsQuery,
    status: 200,
    returns: z.object({ rule_type: fielded(RuleType) }),
    errors: [403, 404],
  }),
});
