/**
 * Rules of QoS policies. https://docs.openstack.org/api-ref/network/v2/#qos-bandwidth-limit-rules
 * Follows `neutron/services/qos/qos_plugin.py` and `neutron/objects/qos/qos_policy_validator.py`.
 */
import * as tables from '../../contracts/network/qos-rules.ts';
import { implement } from '../core/context.ts';
import { conflict, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { qosRuleAttributes } from './attributes/qos.ts';
import { type Served, find, serve } from './engine/serve.ts';
import { touch } from './engine/standard.ts';
import { qosPolicyKind } from './qos-policies.ts';
import { checkRuleUse, rulesOf } from './qos-bindings.ts';
import type { Asking } from './rbac-rows.ts';
import { type QosPolicy, type QosRule, type QosRuleType, qosPolicies, qosRules } from './sharing-rows.ts';

type NewRule = Omit<QosRule, 'id' | 'type'>;
const ruleKind = (type: QosRuleType): Served<QosRule, NewRule> => ({
  name: `${type}_rule`,
  collection: `${type}_rules`,
  rule: `policy_${type}_rule`,
  attributes: qosRuleAttributes[type],
  rows: qosRules,
  missing: (id, policy = '') => notFound(`QoS rule ${id} for policy ${policy} could not be found.`, { type: 'QosRuleNotFound' }),
  parent: { key: 'qos_policy_id', find: async (request, id, hidden) => find(qosPolicyKind, request, request.caller, id, hidden) },
  listed: { type },
  // a rule is found under any type, and shows what that type has
  views: async (_request, list) => list.map((rule) => Object.fromEntries(Object.entries(rule).filter(([name]) => name in qosRuleAttributes[type]))),
  async create(request, body) {
    const rule: QosRule = { ...body, id: request.world.ids.uuid(), type };
    await check(request, rule, body);
    await request.rows.insert(qosRules, rule);
    await revise(request, rule);
    return rule;
  },
  async update(request, rule, body) {
    const changed = { ...rule, ...body };
    await check(request, changed, body);
    await request.rows.update(qosRules, changed);
    await revise(request, rule);
    return changed;
  },
  async remove(request, rule) {
    await request.rows.remove(qosRules, rule.id);
    await revise(request, rule);
  },
});
/** A rule by itself: its policy is found from it. */
const aliasKind = (type: QosRuleType): Served<QosRule, NewRule> => ({
  ...ruleKind(type),
  name: `alias_${type}_rule`,
  rule: `alias_${type}_rule`,
  parent: {
    key: 'qos_policy_id',
    async find(request: Asking, id, hidden) {
      const rule = await request.rows.get(qosRules, id);
      if (!rule) throw ruleKind(type).missing(id);
      return find(qosPolicyKind, request, request.caller, rule.qos_policy_id, hidden);
    },
  },
});
export const qosRuleHandlers = [
  implement(tables.bandwidthLimitRules, serve(ruleKind('bandwidth_limit'))),
  implement(tables.dscpMarkingRules, serve(ruleKind('dscp_marking'))),
  implement(tables.minimumBandwidthRules, serve(ruleKind('minimum_bandwidth'))),
  implement(tables.packetRateLimitRules, serve(ruleKind('packet_rate_limit'))),
  implement(tables.minimumPacketRateRules, serve(ruleKind('minimum_packet_rate'))),
  implement(tables.bandwidthLimitAliases, serve(aliasKind('bandwidth_limit'))),
  implement(tables.dscpMarkingAliases, serve(aliasKind('dscp_marking'))),
  implement(tables.minimumBandwidthAliases, serve(aliasKind('minimum_bandwidth'))),
  implement(tables.minimumPacketRateAliases, serve(aliasKind('minimum_packet_rate'))),
];

async function revise(scope: Scope, { qos_policy_id }: QosRule): Promise<void> {
  await touch(scope, qosPolicies, (await scope.rows.get(qosPolicies, qos_policy_id)) as QosPolicy);
}
/** Throws 409 on a rule that contradicts or repeats another one, or that a port would have to keep. @param given of the request */
async function check(scope: Scope, rule: QosRule, given: Partial<QosRule>): Promise<void> {
  const others = await rulesOf(scope, [rule.qos_policy_id]);
  for (const other of others) refuseContradiction(rule, given, other);
  for (const other of others.filter(({ id }) => id !== rule.id)) {
    if (other.type !== rule.type) continue;
    const oneIsAny = rule.direction !== other.direction && [rule.direction, other.direction].includes('any');
    if (oneIsAny) throw contradiction(rule, rule.direction, other, other.direction);
    if (rule.direction !== other.direction) continue;
    const which = `rule ${other.id} which already exists in QoS Policy ${rule.qos_policy_id}`;
    throw conflict(`Rule ${rule.type} conflicts with ${which}.`, { type: 'QoSRulesConflict' });
  }
  await checkRuleUse(scope, rule.qos_policy_id, rule);
}
function refuseContradiction(rule: QosRule, { direction, max_kbps, min_kbps }: Partial<QosRule>, other: QosRule): void {
  if (direction && other.direction !== direction) return;
  if (other.type === 'minimum_bandwidth' && max_kbps !== undefined && (other.min_kbps ?? 0) > max_kbps)
    throw contradiction(rule, max_kbps, other, other.min_kbps);
  if (other.type === 'bandwidth_limit' && min_kbps !== undefined && (other.max_kbps ?? 0) < min_kbps)
    throw contradiction(rule, min_kbps, other, other.max_kbps);
}
const contradiction = ({ qos_policy_id }: QosRule, value: unknown, { type }: QosRule, existing: unknown) =>
  conflict(
    `Unable to add the rule with value ${String(value)} to the policy ${qos_policy_id} as the existing rule of type ${type} has value ${String(existing)}.`,
    { type: 'QoSRuleParameterConflict' },
  );
