/**
 * Security group rules. https://docs.openstack.org/api-ref/network/v2/#security-group-rules-security-group-rules
 * Follows `neutron/db/securitygroups_db.py`.
 */
import type { z } from 'zod';
import { type RuleOfGroup, securityGroupRules as table } from '../../contracts/network/security-group-rules.ts';
import { implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { formatCidr, parseCidr } from './addresses.ts';
import { securityGroupRuleAttributes } from './attributes/security-groups.ts';
import { type Served, serve } from './engine/serve.ts';
import { standardView, touch } from './engine/standard.ts';
import { inUse, securityGroupNotFound, securityGroupRuleNotFound } from './faults.ts';
import { admitting } from './quota.ts';
import { type SecurityGroup, type SecurityGroupRule, securityGroupRules, securityGroups } from './rows.ts';
import { addressGroupNotFound } from './address-groups.ts';
import { isShared } from './rbac-rows.ts';
import { addressGroups } from './sharing-rows.ts';
import { type WantedRule, checkRule, keyOf } from './security-group-rule-checks.ts';
import { insertRule } from './security-group-defaults.ts';

const ruleKind: Served<SecurityGroupRule, Wanted> = {
  name: 'security_group_rule',
  collection: 'security_group_rules',
  attributes: securityGroupRuleAttributes,
  rows: securityGroupRules,
  missing: securityGroupRuleNotFound,
  async target({ rows }, attributes) {
    const group = await rows.get(securityGroups, String(attributes['security_group_id']));
    return group ? { ...attributes, 'security_group:project_id': group.project_id } : attributes;
  },
  views: async (_scope, list) => list.map(ruleView),
  admit: admitting('security_group_rule'),
  create: async (request, body) => create(request, request.caller.roles.has('admin'), body),
  remove,
};
export const securityGroupRuleHandlers = implement(table, serve(ruleKind));

export const ruleView = (rule: SecurityGroupRule): z.input<typeof RuleOfGroup> => ({
  ...rule,
  tenant_id: rule.project_id,
  ...standardView(rule),
  description: rule.described ? rule.description : null,
});

type Wanted = WantedRule & Pick<SecurityGroupRule, 'security_group_id' | 'project_id'>;
async function create(scope: Scope, admin: boolean, wanted: Wanted): Promise<SecurityGroupRule> {
  checkRule(wanted);
  await checkRemote(scope, wanted);
  const group = await scope.rows.get(securityGroups, wanted.security_group_id);
  if (!group || (!admin && group.project_id !== wanted.project_id)) throw securityGroupNotFound(wanted.security_group_id);
  await refuseDuplicate(scope, group, wanted);
  const net = wanted.remote_ip_prefix === null ? undefined : parseCidr(wanted.remote_ip_prefix);
  const rule = await insertRule(scope, group, { ...wanted, described: true, normalized_cidr: net ? formatCidr(net) : null });
  await touch(scope, securityGroups, group);
  return rule;
}

async function checkRemote(
  scope: Scope,
  { remote_ip_prefix, remote_group_id, remote_address_group_id, ethertype, project_id }: Wanted & { project_id: string },
): Promise<void> {
  if ([remote_ip_prefix, remote_group_id, remote_address_group_id].filter(Boolean).length > 1) {
    throw badRequest('Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.', {
      type: 'SecurityGroupMultipleRemoteEntites',
    });
  }
  if (remote_group_id && !(await scope.rows.get(securityGroups, remote_group_id))) throw securityGroupNotFound(remote_group_id);
  if (remote_address_group_id) await checkAddressGroup(scope, remote_address_group_id, project_id);
  if (remote_ip_prefix && parseCidr(remote_ip_prefix)?.version !== Number(ethertype.slice(3))) {
    throw badRequest(`Conflicting value ethertype ${ethertype} for CIDR ${remote_ip_prefix}`, { type: 'SecurityGroupRuleParameterConflict' });
  }
}

async function checkAddressGroup(scope: Scope, id: string, project_id: string): Promise<void> {
  const group = await scope.rows.get(addressGroups, id);
  if (group && (group.project_id === project_id || (await isShared(scope, id, project_id)))) return;
  throw addressGroupNotFound(id);
}

async function refuseDuplicate({ rows }: Scope, { id }: SecurityGroup, wanted: Wanted): Promise<void> {
  const key = keyOf(wanted);
  const [same] = await rows.list(securityGroupRules, { where: { security_group_id: id }, filter: (rule) => keyOf(rule) === key, limit: 1 });
  if (same) throw inUse('SecurityGroupRuleExists', `Security group rule already exists. Rule id is ${same.id}.`);
}

async function remove(scope: Scope, rule: SecurityGroupRule): Promise<void> {
  await scope.rows.remove(securityGroupRules, rule.id);
  const group = await scope.rows.get(securityGroups, rule.security_group_id);
  if (group) await touch(scope, securityGroups, group);
}
