/**
 * QoS policies. https://docs.openstack.org/api-ref/network/v2/#qos-policies-qos
 * Follows `neutron/services/qos/qos_plugin.py` and `neutron/objects/qos/policy.py`.
 */
import { qosPolicies as table } from '../../contracts/network/qos-policies.ts';
import { implement } from '../core/context.ts';
import { conflict } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { qosPolicyAttributes } from './attributes/qos.ts';
import { type Served, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { inUse } from './faults.ts';
import { qosPolicyNotFound, rulesOf } from './qos-bindings.ts';
import { refuseBound } from './rbac-checks.ts';
import { close, open } from './rbac-rows.ts';
import { floatingIps, networks, ports, routers } from './rows.ts';
import { type QosPolicy, qosPolicies, qosRules } from './sharing-rows.ts';

export const qosPolicyKind: Served<QosPolicy, NewPolicy> = {
  name: 'policy',
  collection: 'policies',
  attributes: qosPolicyAttributes,
  rows: qosPolicies,
  missing: qosPolicyNotFound,
  shares: 'qos_policy',
  async views(request, list) {
    const rules = await rulesOf(
      request,
      list.map(({ id }) => id),
    );
    const byPolicy = Map.groupBy(rules, ({ qos_policy_id }) => qos_policy_id);
    return list.map((policy) => ({ ...policy, tenant_id: policy.project_id, rules: byPolicy.get(policy.id) ?? [], ...standardView(policy) }));
  },
  create: async (request, body) => create(request, body),
  update,
  async remove(request, { id }) {
    await refuseUsed(request, id);
    for (const rule of await rulesOf(request, [id])) await request.rows.remove(qosRules, rule.id);
    await close(request, id);
    await request.rows.remove(qosPolicies, id);
  },
};
export const qosPolicyHandlers = implement(table, serve(qosPolicyKind));

type Wanted = Partial<Pick<QosPolicy, 'name' | 'description' | 'is_default'>> & { shared?: boolean };

type NewPolicy = Wanted & { project_id: string };
async function create(scope: Scope, { name = '', description, is_default = false, shared, project_id }: NewPolicy): Promise<QosPolicy> {
  if (is_default) await refuseSecondDefault(scope, project_id);
  // being the default one is entered after the policy itself
  const revision = is_default ? 1 : 0;
  const policy = await scope.rows.insert(qosPolicies, { ...standard(scope, project_id, description, revision), name, is_default });
  if (shared) await open(scope, 'qos_policy', policy);
  return policy;
}
async function refuseSecondDefault({ rows }: Scope, project_id: string, than?: string): Promise<void> {
  const [other] = await rows.list(qosPolicies, { where: { project_id, is_default: true } });
  if (other && other.id !== than) throw conflict(`A default QoS policy exists for project ${project_id}.`, { type: 'QoSPolicyDefaultAlreadyExists' });
}
async function update(scope: Scope, policy: QosPolicy, { shared, ...changes }: Wanted): Promise<QosPolicy> {
  if (changes.is_default) await refuseSecondDefault(scope, policy.project_id, policy.id);
  if (shared) await open(scope, 'qos_policy', policy);
  if (shared === false) {
    await refuseBound(scope, 'qos_policy', policy.id, '*');
    await close(scope, policy.id, 'access_as_shared', '*');
  }
  return touch(scope, qosPolicies, Object.assign(policy, changes));
}
async function refuseUsed({ rows }: Scope, id: string): Promise<void> {
  const where = { qos_policy_id: id };
  const refuse = (type: string, [user]: readonly { id: string }[]): void => {
    if (user) throw inUse('QosPolicyInUse', `QoS Policy ${id} is used by ${type} ${user.id}.`);
  };
  refuse('port', await rows.list(ports, { where, limit: 1 }));
  refuse('network', await rows.list(networks, { where, limit: 1 }));
  refuse('fip', await rows.list(floatingIps, { where, limit: 1 }));
  refuse('router', await rows.list(routers, { filter: ({ gateway }) => gateway?.qos_policy_id === id, limit: 1 }));
}
