/** Neutron's security groups in the form of nova-network's. `nova/network/security_group_api.py`, `nova/api/openstack/compute/security_groups.py` */
import type { z } from 'zod';
import type { Group as GroupView, Rule as RuleView } from '../../contracts/compute/security-groups.ts';
import type { SecurityGroup, SecurityGroupRule } from '../network/rows.ts';

export type Rule = Pick<
  SecurityGroupRule,
  'id' | 'security_group_id' | 'direction' | 'protocol' | 'port_range_min' | 'port_range_max' | 'remote_group_id' | 'remote_ip_prefix'
>;
export type Group = Pick<SecurityGroup, 'id' | 'name' | 'description' | 'project_id'>;

/** @param rules those of the group and others; only incoming ones are shown. @param sources groups that rules may name; a rule that names another is left out */
export const groupView = ({ id, name, description, project_id }: Group, rules: readonly Rule[], sources: readonly Group[]): z.output<typeof GroupView> => ({
  id,
  description,
  name,
  tenant_id: project_id,
  rules: rules.filter((rule) => rule.security_group_id === id && rule.direction === 'ingress').flatMap((rule) => ruleView(rule, sources) ?? []),
});

/** The ports of a rule: one of a protocol that names none has all of them. */
export function portsOf({ protocol, port_range_min, port_range_max }: Rule): { from_port: number | null; to_port: number | null } {
  if (protocol === null || port_range_min !== null || port_range_max !== null) return { from_port: port_range_min, to_port: port_range_max };
  const [from_port, to_port] = ['tcp', 'udp'].includes(protocol.toLowerCase()) ? [1, 65_535] : [-1, -1];
  return { from_port, to_port };
}
export const cidrOf = ({ remote_ip_prefix }: Rule): string => remote_ip_prefix || '0.0.0.0/0';

export function ruleView(rule: Rule, sources: readonly Group[]): z.output<typeof RuleView> | undefined {
  const source = sources.find(({ id }) => id === rule.remote_group_id);
  if (rule.remote_group_id && !source) return undefined;
  return {
    id: rule.id,
    parent_group_id: rule.security_group_id,
    ip_protocol: rule.protocol,
    ...portsOf(rule),
    group: source ? { name: source.name, tenant_id: source.project_id } : {},
    ip_range: source ? {} : { cidr: cidrOf(rule) },
  };
}
