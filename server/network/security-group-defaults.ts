/** The group that every project has as soon as it is seen. `neutron/db/securitygroups_db.py` (`_ensure_default_security_group`) */
import type { Scope } from '../core/world.ts';
import { formatCidr, parseCidr } from './addresses.ts';
import { standard } from './engine/standard.ts';
import { templatesFor } from './security-group-templates.ts';
import { type SecurityGroup, type SecurityGroupRule, securityGroupRules, securityGroups } from './rows.ts';

/** Makes it where the project was not seen before. */
export async function defaultGroup(scope: Scope, project_id: string): Promise<SecurityGroup> {
  const [group] = await scope.rows.list(securityGroups, { where: { project_id, is_default: true }, limit: 1 });
  return group ?? createGroup(scope, { project_id, name: 'default', description: 'Default security group', is_default: true });
}

export const hasDefaultGroup = async ({ rows }: Scope, project_id: string): Promise<boolean> =>
  (await rows.count(securityGroups, { project_id, is_default: true })) > 0;

type Wanted = Pick<SecurityGroup, 'project_id' | 'name' | 'is_default'> & { description?: string | undefined; stateful?: boolean | undefined };
/** With the rules that new groups start with: everything may go out, and the default group's members reach each other. */
export async function createGroup(scope: Scope, { project_id, name, is_default, description, stateful = true }: Wanted): Promise<SecurityGroup> {
  const group = await scope.rows.insert(securityGroups, { ...standard(scope, project_id, description, 1), name, stateful, is_default });
  for (const { id: _id, description: _text, used_in_default_sg: _a, used_in_non_default_sg: _b, ...rule } of await templatesFor(scope, is_default)) {
    const net = rule.remote_ip_prefix === null ? undefined : parseCidr(rule.remote_ip_prefix);
    const remote_group_id = rule.remote_group_id === 'PARENT' ? group.id : rule.remote_group_id;
    await insertRule(scope, group, { ...rule, remote_group_id, normalized_cidr: net ? formatCidr(net) : null });
  }
  return group;
}

/** Gives the rule the next of Neutron's own keys, and null for what it does not say. */
export async function insertRule(scope: Scope, group: SecurityGroup, rule: Partial<SecurityGroupRule> & Pick<SecurityGroupRule, 'direction' | 'ethertype'>) {
  const [newest] = await scope.rows.list(securityGroupRules, { sort: [['standard_attr_id', 'desc']], limit: 1 });
  return scope.rows.insert(securityGroupRules, {
    standard_attr_id: (newest?.standard_attr_id ?? 0) + 1,
    described: false,
    protocol: null,
    port_range_min: null,
    port_range_max: null,
    remote_ip_prefix: null,
    remote_group_id: null,
    remote_address_group_id: null,
    normalized_cidr: null,
    ...rule,
    ...standard(scope, group.project_id, rule.description),
    security_group_id: group.id,
    belongs_to_default_sg: group.is_default,
  });
}
