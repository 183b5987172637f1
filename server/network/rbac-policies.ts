/**
 * RBAC policies. https://docs.openstack.org/api-ref/network/v2/#role-based-access-control-rbac-policies-rbac-policies
 * Follows `neutron/db/rbac_db_mixin.py` and `neutron/objects/rbac_db.py`.
 */
import { rbacPolicies as table } from '../../contracts/network/rbac-policies.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import type { Scope } from '../core/world.ts';
import { rbacPolicyAttributes } from './attributes/sharing.ts';
import { type Served, serve } from './engine/serve.ts';
import { touch } from './engine/standard.ts';
import { invalidInput } from './faults.ts';
import { admitting } from './quota.ts';
import { refuseForeign, refuseLoss } from './rbac-checks.ts';
import { type RbacPolicy, rbacPolicies } from './rbac-rows.ts';
import { networks, ports } from './rows.ts';

const rbacPolicyKind: Served<RbacPolicy, NewRbacPolicy> = {
  name: 'rbac_policy',
  collection: 'rbac_policies',
  attributes: rbacPolicyAttributes,
  rows: rbacPolicies,
  missing: (id) => notFound(`RBAC policy of type unknown with ID ${id} not found`, { type: 'RbacPolicyNotFound' }),
  unpaged: true,
  views: async (_request, list) => list.map((policy) => ({ ...policy, tenant_id: policy.project_id })),
  admit: admitting('rbac_policy'),
  create,
  async update(request, policy, { target_tenant = policy.target_tenant }) {
    await refuseForeign(request, policy);
    if (target_tenant !== policy.target_tenant) await refuseLoss(request, policy, target_tenant);
    await revise(request, policy);
    return request.rows.update(rbacPolicies, { ...policy, target_tenant });
  },
  async remove(request, policy) {
    await refuseLoss(request, policy);
    await request.rows.remove(rbacPolicies, policy.id);
    await revise(request, policy);
    if (policy.action === 'access_as_external') await followExternal(request, policy.object_id);
  },
};
export const rbacPolicyHandlers = implement(table, serve(rbacPolicyKind));

type NewRbacPolicy = Omit<RbacPolicy, 'id'>;
async function create(request: Context, { object_type, object_id, action, target_tenant, project_id }: NewRbacPolicy): Promise<RbacPolicy> {
  const wanted = { object_type, object_id, action, target_tenant, project_id };
  if (object_type === null) throw invalidInput(`'None' is not a valid RBAC object type`);
  await refuseForeign(request, wanted);
  const actions = object_type === 'network' ? ['access_as_shared', 'access_as_external'] : ['access_as_shared'];
  if (!actions.includes(action)) {
    const valid = `(${actions.map(repr).join(', ')}${actions.length === 1 ? ',' : ''})`;
    throw badRequest(`Invalid action '${action}' for object type '${object_type}'. Valid actions: ${valid}`, { type: 'InvalidActionForType' });
  }
  if (await request.rows.count(rbacPolicies, { object_id, action, target_tenant })) {
    throw conflict('An RBAC policy already exists with those values.', { type: 'DuplicateRbacPolicy' });
  }
  const policy = await request.rows.insert(rbacPolicies, { id: request.world.ids.uuid(), ...wanted });
  await revise(request, policy);
  if (action === 'access_as_external') await followExternal(request, object_id);
  return policy;
}
/** A network is at another revision when it is shared otherwise. */
async function revise(scope: Scope, { object_type, object_id }: RbacPolicy): Promise<void> {
  const network = object_type === 'network' ? await scope.rows.get(networks, object_id) : undefined;
  if (network) await touch(scope, networks, network);
}
/** A network is external as long as somebody may go out by it. */
async function followExternal(scope: Scope, object_id: string): Promise<void> {
  const gateways = { network_id: object_id, device_owner: 'network:router_gateway' };
  const external = (await scope.rows.count(rbacPolicies, { object_id, action: 'access_as_external' })) > 0 || (await scope.rows.count(ports, gateways)) > 0;
  const network = await scope.rows.get(networks, object_id);
  if (network && network['router:external'] !== external) await touch(scope, networks, { ...network, 'router:external': external });
}
