/**
 * The rules that new security groups start with. https://docs.openstack.org/api-ref/network/v2/#security-group-default-rules-security-group-default-rules
 * Follows `neutron/db/securitygroups_db.py`.
 */
import { defaultSecurityGroupRules as table } from '../../contracts/network/default-security-group-rules.ts';
import { implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { defaultSecurityGroupRuleAttributes } from './attributes/security-groups.ts';
import { type Served, serve } from './engine/serve.ts';
import { inUse } from './faults.ts';
import { checkRule, keyOf } from './security-group-rule-checks.ts';
import { type Template, templates } from './security-group-templates.ts';
import type { Scope } from '../core/world.ts';

const kind: Served<Template, NewTemplate> = {
  name: 'default_security_group_rule',
  collection: 'default_security_group_rules',
  attributes: defaultSecurityGroupRuleAttributes,
  rows: templates,
  missing: (id) => notFound(`Default Security Group rule ${id} does not exist`, { type: 'DefaultSecurityGroupRuleNotFound' }),
  visible: async () => () => true,
  views: async (_request, list) => list.map((template) => ({ ...template })),
  create: async (request, body) => create(request, body),
  async remove(request, { id }) {
    await request.rows.remove(templates, id);
  },
};
export const defaultSecurityGroupRuleHandlers = implement(table, serve(kind));

type NewTemplate = Omit<Template, 'id'> & { project_id?: string; tenant_id?: string };
async function create(scope: Scope, { project_id: _project, tenant_id: _tenant, ...wanted }: NewTemplate): Promise<Template> {
  checkRule(wanted);
  if ([wanted.remote_ip_prefix, wanted.remote_group_id, wanted.remote_address_group_id].filter(Boolean).length > 1) {
    throw badRequest('Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.', {
      type: 'SecurityGroupMultipleRemoteEntites',
    });
  }
  const key = keyOf(wanted);
  const [same] = await scope.rows.list(templates, { filter: (other) => keyOf(other) === key, limit: 1 });
  if (same) throw inUse('DefaultSecurityGroupRuleExists', `Default Security group rule already exists. Rule id is ${same.id}.`);
  return scope.rows.insert(templates, { ...wanted, id: scope.world.ids.uuid() });
}
