/**
 * Security groups. https://docs.openstack.org/api-ref/network/v2/#security-groups-security-groups
 * Follows `neutron/db/securitygroups_db.py`.
 */
import type { z } from 'zod';
import { type SecurityGroup as SecurityGroupView, securityGroups as table } from '../../contracts/network/security-groups.ts';
import { implement } from '../core/context.ts';
import type { Scope } from '../core/world.ts';
import { securityGroupAttributes } from './attributes/security-groups.ts';
import { type Served, serve } from './engine/serve.ts';
import { standardView, touch } from './engine/standard.ts';
import { inUse, securityGroupNotFound } from './faults.ts';
import { admitting } from './quota.ts';
import { close } from './rbac-rows.ts';
import { type SecurityGroup, ports, securityGroupRules, securityGroups } from './rows.ts';
import { createGroup, defaultGroup, hasDefaultGroup } from './security-group-defaults.ts';
import { ruleView } from './security-group-rules.ts';

export const securityGroupKind: Served<SecurityGroup, NewGroup> = {
  name: 'security_group',
  collection: 'security_groups',
  attributes: securityGroupAttributes,
  rows: securityGroups,
  missing: securityGroupNotFound,
  shares: 'security_group',
  views,
  admit: admitting('security_group'),
  create: async (request, body) => create(request, body),
  update,
  async remove(request, group) {
    if (await isUsed(request, group)) throw inUse('SecurityGroupInUse', `Security Group ${group.id} in use.`);
    if (group.is_default && !request.caller.roles.has('admin')) {
      throw inUse('SecurityGroupCannotRemoveDefault', 'Insufficient rights for removing default security group.');
    }
    for (const rule of await request.rows.list(securityGroupRules, { where: { security_group_id: group.id } })) {
      await request.rows.remove(securityGroupRules, rule.id);
    }
    await close(request, group.id);
    await request.rows.remove(securityGroups, group.id);
  },
};
const handlers = serve(securityGroupKind);
export const securityGroupHandlers = implement(table, {
  ...handlers,
  /** A list is the first sight of many a project. */
  async list(request) {
    const project = new URLSearchParams(request.path.split('?')[1]).get('project_id') ?? request.caller.project_id;
    const mayMake = project !== undefined && (project === request.caller.project_id || request.caller.roles.has('admin'));
    if (!mayMake || (await hasDefaultGroup(request, project))) return listed(await handlers.list(request));
    return request.transaction(async (rows) => {
      await defaultGroup({ ...request, rows }, project);
      return listed(await handlers.list({ ...request, rows }));
    });
  },
});

/** Neutron does not look up in a list whether a rule belongs to a default group. `securitygroups_db.py: _make_security_group_rule_dict` */
function listed<T extends { security_groups: { security_group_rules?: object[] }[] }>(answer: T): T {
  for (const { security_group_rules: rules = [] } of answer.security_groups) for (const rule of rules) Object.assign(rule, { belongs_to_default_sg: null });
  return answer;
}

async function views({ rows }: Scope, list: readonly SecurityGroup[]): Promise<Omit<z.input<typeof SecurityGroupView>, 'shared'>[]> {
  const rules = await rows.list(securityGroupRules, { where: { security_group_id: list.map(({ id }) => id) } });
  const byGroup = Map.groupBy(rules, ({ security_group_id }) => security_group_id);
  return list.map((group) => ({
    ...group,
    tenant_id: group.project_id,
    security_group_rules: (byGroup.get(group.id) ?? []).map(ruleView),
    ...standardView(group),
  }));
}

type NewGroup = Pick<SecurityGroup, 'name' | 'project_id' | 'description' | 'stateful'>;
async function create(scope: Scope, wanted: NewGroup): Promise<SecurityGroup> {
  await defaultGroup(scope, wanted.project_id);
  return createGroup(scope, { ...wanted, is_default: false });
}
const isUsed = async ({ rows }: Scope, { id }: SecurityGroup): Promise<boolean> =>
  (await rows.list(ports, { filter: ({ security_groups }) => security_groups.includes(id), limit: 1 })).length > 0;

async function update(scope: Scope, group: SecurityGroup, changes: Partial<NewGroup>): Promise<SecurityGroup> {
  if (changes.stateful !== undefined && changes.stateful !== group.stateful && (await isUsed(scope, group))) {
    throw inUse('SecurityGroupInUse', `Security Group ${group.id} in use.`);
  }
  if (group.is_default && changes.name !== undefined) throw inUse('SecurityGroupCannotUpdateDefault', 'Updating default security group not allowed.');
  return touch(scope, securityGroups, Object.assign(group, changes));
}
