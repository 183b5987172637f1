/**
 * QoS policies on networks, ports, floating IPs and gateways. No driver is there that could keep a rule, so that networks and ports take
 * policies without rules only. `neutron/core_extensions/qos.py`, `neutron/services/qos/qos_plugin.py` (`validate_policy_for_*`)
 */
import { conflict, forbidden, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type Asking, isShared } from './rbac-rows.ts';
import { type Network, type Port, networks, ports } from './rows.ts';
import { type QosPolicy, type QosRule, qosPolicies, qosRules } from './sharing-rows.ts';

export const qosPolicyNotFound = (id: string) => notFound(`QoS policy ${id} could not be found.`, { type: 'QosPolicyNotFound' });

/** A policy's rules, by type. */
export const rulesOf = async ({ rows }: Scope, ids: readonly string[]): Promise<QosRule[]> =>
  rows.list(qosRules, { where: { qos_policy_id: ids }, sort: [['type', 'asc']] });

const mayUse = async (request: Asking, policy: QosPolicy): Promise<boolean> =>
  request.caller.roles.has('admin') || policy.project_id === request.caller.project_id || isShared(request, policy.id, request.caller.project_id ?? '*');

/** Throws 404 on a policy that the caller may not use. */
export async function checkPolicy(request: Asking, id: string | null | undefined): Promise<void> {
  if (!id) return;
  const policy = await request.rows.get(qosPolicies, id);
  if (!policy || !(await mayUse(request, policy))) throw qosPolicyNotFound(id);
}
/** Throws 403 when somebody else's policy would be taken away, 404 when the new one is not to be used. */
export async function checkChange(request: Asking, old: string | null, wanted: string | null): Promise<void> {
  const before = old === null ? undefined : await request.rows.get(qosPolicies, old);
  if (before && !(await mayUse(request, before))) {
    throw forbidden(`Failed to remove provided policy ${before.id} because you are not authorized.`, { type: 'PolicyRemoveAuthorizationError' });
  }
  await checkPolicy(request, wanted);
}

/** Throws 409 where the policy of a network has a rule: no driver is there to keep it. */
export async function checkNetworkRules(scope: Scope, { id, qos_policy_id: policy }: Network): Promise<void> {
  const [rule] = policy === null ? [] : await rulesOf(scope, [policy]);
  if (rule) throw conflict(`Rule ${rule.type} is not supported by network ${id}`, { type: 'QosRuleNotSupportedByNetwork' });
}
/** The same for the policy that is in force on a port: its own, or else its network's. */
export async function checkPortRules(scope: Scope, port: Port): Promise<void> {
  const network = await scope.rows.get(networks, port.network_id);
  const policy = port.qos_policy_id ?? network?.qos_policy_id;
  const [rule] = policy ? await rulesOf(scope, [policy]) : [];
  if (rule) throw unsupported(rule, port);
}
const unsupported = ({ type }: QosRule, { id }: Port) => conflict(`Rule ${type} is not supported by port ${id}`, { type: 'QosRuleNotSupported' });

/** Throws 409 when a policy with these rules is in force on a port. */
export async function checkRuleUse(scope: Scope, policy: string, rule: QosRule): Promise<void> {
  const [port] = await scope.rows.list(ports, { where: { qos_policy_id: policy }, limit: 1 });
  if (port) throw unsupported(rule, port);
  const governed = (await scope.rows.list(networks, { where: { qos_policy_id: policy } })).map(({ id }) => id);
  const [inner] = governed.length ? await scope.rows.list(ports, { where: { network_id: governed, qos_policy_id: null }, limit: 1 }) : [];
  if (inner) throw unsupported(rule, inner);
}
/** The policy that new networks of a project get. */
export async function defaultPolicy({ rows }: Scope, project_id: string): Promise<string | null> {
  const [policy] = await rows.list(qosPolicies, { where: { project_id, is_default: true }, limit: 1 });
  return policy?.id ?? null;
}
