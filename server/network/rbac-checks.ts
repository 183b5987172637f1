/**
 * Who may change a policy, and when nobody may. Upstream these checks are callbacks, and their messages say which of them failed.
 * `neutron/objects/rbac_db.py` (`validate_rbac_policy_change`), `neutron/db/external_net_db.py`
 */
import type { Context } from '../core/context.ts';
import { CloudError, conflict } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { addressGroups, addressScopes, qosPolicies } from './sharing-rows.ts';
import { find } from './engine/served.ts';
import { invalidInput } from './faults.ts';
import { externalUse, refuseUnsharing } from './network-access.ts';
import { networkKind } from './networks.ts';
import { boundProjects } from './rbac-bound.ts';
import { type Asking, type RbacPolicy, type Shareable, rbacPolicies } from './rbac-rows.ts';
import { networks, securityGroups, subnetPools } from './rows.ts';

type Policy = Omit<RbacPolicy, 'id'>;
/** What the callbacks are called, with a number as a process gives them. */
const CALLBACKS: Record<Shareable, string> = {
  network: 'neutron.objects.network.RbacNeutronDbObjectMixin.validate_rbac_policy_change-2802431485205',
  qos_policy: 'neutron.objects.qos.policy.RbacNeutronDbObjectMixin.validate_rbac_policy_change-2802431463454',
  security_group: 'neutron.objects.securitygroup.RbacNeutronDbObjectMixin.validate_rbac_policy_change-2802431520936',
  address_scope: 'neutron.objects.address_scope.RbacNeutronDbObjectMixin.validate_rbac_policy_change-2802431459124',
  subnetpool: 'neutron.objects.subnetpool.RbacNeutronDbObjectMixin.validate_rbac_policy_change-2802431472664',
  address_group: 'neutron.objects.address_group.RbacNeutronDbObjectMixin.validate_rbac_policy_change-2802431530112',
};
const SHARED_NETWORK = 'neutron.plugins.ml2.plugin.NeutronDbPluginV2.validate_network_rbac_policy_change-415945';
const EXTERNAL_CREATE = 'neutron.plugins.ml2.plugin.External_net_db_mixin._process_ext_policy_create-415921';
const EXTERNAL_LOSS = 'neutron.plugins.ml2.plugin.External_net_db_mixin._validate_ext_not_in_use_by_project-415933';
const failed = (callback: string, message: string): string => `Callback ${callback} failed with "${message}"`;

const OBJECTS = {
  network: networks,
  qos_policy: qosPolicies,
  security_group: securityGroups,
  address_scope: addressScopes,
  subnetpool: subnetPools,
  address_group: addressGroups,
} as const;
const ownerOf = async ({ rows }: Scope, { object_type, object_id }: Policy): Promise<string | undefined> =>
  (await rows.get<{ id: string; project_id: string }>(OBJECTS[object_type], object_id))?.project_id;

/** Throws 400 unless the object is there, and the caller's own or the caller an admin. */
export async function refuseForeign(request: Context, policy: Policy): Promise<void> {
  const { caller } = request;
  const owner = await ownerOf(request, policy);
  const allowed = caller.roles.has('admin') || owner === caller.project_id;
  if (owner !== undefined && allowed) return;
  const foreign = (what: string): string => invalidInput(`Only admins can manipulate policies on ${what} they do not own`).message;
  const reasons = [failed(CALLBACKS[policy.object_type], owner === undefined ? "'NoneType' object is not subscriptable" : foreign('objects'))];
  if (policy.object_type === 'network') {
    // the first check lets admins pass before it looks
    if (caller.roles.has('admin')) reasons.pop();
    const hidden = await find(networkKind, request, caller, policy.object_id).then(
      () => undefined,
      (error: CloudError) => error.message,
    );
    const callback = policy.action === 'access_as_external' ? EXTERNAL_CREATE : SHARED_NETWORK;
    reasons.push(failed(callback, hidden ?? foreign('networks')));
  }
  throw invalidInput(reasons.join(','));
}

const inUse = (id: string, details: string): CloudError =>
  conflict(`RBAC policy on object ${id} cannot be removed because other objects depend on it.\nDetails: ${details}`, { type: 'RbacPolicyInUse' });

/** Throws 409 when somebody uses the object by this policy alone. @param instead whom the policy is to be for */
export async function refuseLoss(scope: Asking, policy: Policy, instead?: string): Promise<void> {
  const { object_type, object_id, target_tenant } = policy;
  if (object_type === 'network') return refuseNetworkLoss(scope, policy, instead);
  if (instead === '*' || (await ownerOf(scope, policy)) === target_tenant) return;
  await refuseBound(scope, object_type, object_id, target_tenant, (error) => inUse(object_id, failed(CALLBACKS[object_type], error.message)));
}
/** Throws 409 when projects use an object that `target` alone gives them; also for `shared` taken back. */
export async function refuseBound(
  scope: Scope,
  type: Exclude<Shareable, 'network'>,
  object_id: string,
  target: string,
  worded: (error: CloudError) => CloudError = (error) => error,
): Promise<void> {
  const others = (await scope.rows.list(rbacPolicies, { where: { object_id, action: 'access_as_shared' } })).map((other) => other.target_tenant);
  if (target !== '*' && others.includes('*')) return;
  const bound = await boundProjects(scope, type, object_id);
  const lost = target === '*' ? [...bound].some((project) => !others.includes(project)) : bound.has(target);
  if (lost) throw worded(inUse(object_id, `project_id=${target}`));
}
async function refuseNetworkLoss(scope: Asking, { object_id, action, target_tenant }: Policy, instead?: string): Promise<void> {
  const network = await scope.rows.get(networks, object_id);
  if (!network) return;
  if (action === 'access_as_external') {
    const { caller } = scope;
    const sees = (project: string): boolean => caller.roles.has('admin') || project === caller.project_id;
    const use = await externalUse(scope, network, target_tenant, sees, instead);
    if (use !== undefined) throw inUse(object_id, failed(EXTERNAL_LOSS, inUse(object_id, use).message));
    return;
  }
  if (target_tenant === network.project_id) return;
  try {
    await refuseUnsharing(scope, network, target_tenant);
  } catch (error) {
    if (error instanceof CloudError) throw inUse(object_id, failed(SHARED_NETWORK, error.message));
    throw error;
  }
}
