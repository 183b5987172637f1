/**
 * Rules of what is shared, of QoS, and of what is below another resource. `neutron/conf/policies/{rbac,address_*,qos,flavor,*port_forwarding}.py`
 */
import { type Check, type Rule, type Rules, any } from '../core/policy.ts';
import { admin, adminOnly, byManager, byMember, byParent, byReader, each, everyReader, own, rule, shared, tags, write } from './checks.ts';

const actions = (readers: Rule, writers: Rule, name: string): Rules => ({
  [`get_${name}`]: readers,
  [`create_${name}`]: writers,
  [`update_${name}`]: writers,
  [`delete_${name}`]: writers,
});
const readable = rule(admin, own('reader'), shared);
const toOneProject: Check = (_caller, target) => target['target_tenant'] !== '*';
const RULES = ['bandwidth_limit_rule', 'packet_rate_limit_rule', 'dscp_marking_rule', 'minimum_bandwidth_rule', 'minimum_packet_rate_rule'];

export const sharingRules: Rules = {
  ...actions(byReader, byMember, 'rbac_policy'),
  ...each(write, 'rbac_policy', ['target_tenant'], rule(any(admin, toOneProject))),
  ...actions(readable, byMember, 'address_scope'),
  ...each(write, 'address_scope', ['shared'], adminOnly),
  ...actions(readable, byMember, 'address_group'),
  add_addresses: byMember,
  remove_addresses: byMember,

  ...actions(readable, byManager, 'policy'),
  ...tags('policy', readable, byManager),
  get_rule_type: everyReader,
  ...Object.assign({}, ...RULES.flatMap((name) => [`policy_${name}`, `alias_${name}`].map((full) => actions(byParent('reader'), byParent('manager'), full)))),

  ...actions(byParent('reader'), byParent('member'), 'floatingip_port_forwarding'),
  get_floatingip_pool: byReader,

  ...actions(everyReader, adminOnly, 'flavor'),
  ...actions(adminOnly, adminOnly, 'service_profile'),
  ...actions(byReader, adminOnly, 'flavor_service_profile'),
  ...actions(byReader, byManager, 'security_groups_default_statefulness'),
};
