import { expect } from 'vitest';
import type { Connection } from '../../client/index.ts';
import { contract } from '../../test/contract/contract.ts';
import type { Stage } from '../../test/contract/contract.ts';
import { refused } from '../../test/contract/neutron.ts';

async function policyOf({ later, name }: Stage, who: Connection, extra: object = {}) {
  const { policy } = await who.network.qosPolicies.create({ body: { policy: { name: name('policy'), ...extra } } });
  later(() => who.network.qosPolicies.delete({ policy_id: policy.id }));
  return policy;
}

contract('QoS policies', { needs: ['admin', 'extension qos'] }, (it) => {
  it('are created, shared, changed and deleted', async (stage) => {
    const { admin, member } = stage;
    const policy = await policyOf(stage, admin);
    expect(policy).toMatchObject({ shared: false, is_default: false, rules: [], revision_number: 0, tags: [], description: '' });
    expect((await member.network.request('GET', `/qos/policies/${policy.id}`)).status).toBe(404);
    const change = { shared: true, description: 'for all' };
    const { policy: changed } = await admin.network.qosPolicies.update({ policy_id: policy.id, body: { policy: change } });
    expect(changed).toMatchObject({ ...change, revision_number: 1 });
    expect((await member.network.qosPolicies.show({ policy_id: policy.id })).policy).toEqual(changed);
    expect((await member.network.qosPolicies.list({ query: { id: policy.id, fields: 'shared' } })).policies).toEqual([{ shared: true }]);
    expect((await admin.network.policyTags.replace({ policy_id: policy.id, body: { tags: ['red'] } })).tags).toEqual(['red']);
    const below = await admin.network.request('PUT', `/qos/policies/${policy.id}/tags`, { json: { tags: ['blue'] } });
    expect(refused(below)).toEqual([400, 'InvalidInput', 'Invalid input for operation: Invalid tags body.']);
    expect((await admin.network.request('PUT', `/qos/policies/${policy.id}/tags/blue`)).status).toBe(201);
    expect((await admin.network.policyTags.list({ policy_id: policy.id })).tags.toSorted()).toEqual(['blue', 'red']);
    await admin.network.qosPolicies.delete({ policy_id: policy.id });
    const gone = refused(await admin.network.request('GET', `/qos/policies/${policy.id}`));
    expect(gone).toEqual([404, 'QosPolicyNotFound', `QoS policy ${policy.id} could not be found.`]);
  });

  it('are made by managers, not by members', async (stage) => {
    const { manager, member, name } = stage;
    const policy = await policyOf(stage, manager);
    expect((await member.network.qosPolicies.show({ policy_id: policy.id })).policy.id).toBe(policy.id);
    const json = { policy: { name: name('policy') } };
    expect(refused(await member.network.request('POST', '/qos/policies', { json }))).toEqual([
      403,
      'PolicyNotAuthorized',
      'rule:create_policy is disallowed by policy',
    ]);
    const { bandwidth_limit_rule: rule } = await manager.network.bandwidthLimitRules.create({
      policy_id: policy.id,
      body: { bandwidth_limit_rule: { max_kbps: 1000 } },
    });
    expect((await member.network.bandwidthLimitRules.list({ policy_id: policy.id })).bandwidth_limit_rules).toEqual([rule]);
    const refusal = await member.network.request('DELETE', `/qos/policies/${policy.id}/bandwidth_limit_rules/${rule.id}`);
    expect(refused(refusal)).toEqual([403, 'PolicyNotAuthorized', 'rule:delete_policy_bandwidth_limit_rule is disallowed by policy']);
  });

  it('have rules of five types, each also by itself', async (stage) => {
    const { admin } = stage;
    const { id: policy_id } = await policyOf(stage, admin);
    const api = admin.network;
    const { bandwidth_limit_rule: limit } = await api.bandwidthLimitRules.create({ policy_id, body: { bandwidth_limit_rule: { max_kbps: 1000 } } });
    expect(limit).toEqual({ id: limit.id, max_kbps: 1000, max_burst_kbps: 0, direction: 'egress' });
    const { dscp_marking_rule: mark } = await api.dscpMarkingRules.create({ policy_id, body: { dscp_marking_rule: { dscp_mark: 8 } } });
    const minimum = { min_kbps: 500 };
    const { minimum_bandwidth_rule: least } = await api.minimumBandwidthRules.create({ policy_id, body: { minimum_bandwidth_rule: minimum } });
    const { packet_rate_limit_rule: rate } = await api.packetRateLimitRules.create({ policy_id, body: { packet_rate_limit_rule: { max_kpps: 8 } } });
    const { minimum_packet_rate_rule: packets } = await api.minimumPacketRateRules.create({ policy_id, body: { minimum_packet_rate_rule: { min_kpps: 4 } } });
    const { policy } = await api.qosPolicies.show({ policy_id });
    expect(policy.rules.map(({ type, id }) => [type, id])).toEqual([
      ['bandwidth_limit', limit.id],
      ['dscp_marking', mark.id],
      ['minimum_bandwidth', least.id],
      ['minimum_packet_rate', packets.id],
      ['packet_rate_limit', rate.id],
    ]);
    expect(policy.revision_number).toBe(5);
    const alias = { alias_bandwidth_limit_rule_id: limit.id };
    const { alias_bandwidth_limit_rule: changed } = await api.bandwidthLimitAliases.update({
      ...alias,
      body: { alias_bandwidth_limit_rule: { max_kbps: 2000 } },
    });
    expect(changed).toEqual({ ...limit, max_kbps: 2000 });
    expect((await api.bandwidthLimitRules.show({ policy_id, bandwidth_limit_rule_id: limit.id })).bandwidth_limit_rule).toEqual(changed);
    await api.dscpMarkingAliases.delete({ alias_dscp_marking_rule_id: mark.id });
    const gone = refused(await admin.network.request('GET', `/qos/alias-dscp-marking-rules/${mark.id}`));
    expect(gone).toEqual([404, 'QosRuleNotFound', `QoS rule ${mark.id} for policy  could not be found.`]);
    // openstacksdk writes it so
    expect((await admin.network.request('GET', `/qos/policies/${policy_id}/minimum_packet_rate_rules`)).json).toEqual({ minimum_packet_rate_rules: [packets] });
  });

  it('refuse rules that repeat or contradict others', async (stage) => {
    const { admin } = stage;
    const { id } = await policyOf(stage, admin);
    const post = async (type: string, body: object) =>
      refused(await admin.network.request('POST', `/qos/policies/${id}/${type}_rules`, { json: { [`${type}_rule`]: body } }));
    const { bandwidth_limit_rule: first } = await admin.network.bandwidthLimitRules.create({
      policy_id: id,
      body: { bandwidth_limit_rule: { max_kbps: 1000 } },
    });
    expect(await post('bandwidth_limit', { max_kbps: 5 })).toEqual([
      409,
      'QoSRulesConflict',
      `Rule bandwidth_limit conflicts with rule ${first.id} which already exists in QoS Policy ${id}.`,
    ]);
    expect(await post('minimum_bandwidth', { min_kbps: 3000 })).toEqual([
      409,
      'QoSRuleParameterConflict',
      `Unable to add the rule with value 3000 to the policy ${id} as the existing rule of type bandwidth_limit has value 1000.`,
    ]);
    expect(await post('bandwidth_limit', { max_kbps: -1 })).toEqual([
      400,
      'HTTPBadRequest',
      "Invalid input for max_kbps. Reason: '-1' is too small - must be at least '0'.",
    ]);
    expect(await post('dscp_marking', { dscp_mark: 3 })).toEqual([400, 'HTTPBadRequest', 'Invalid input for dscp_mark. Reason: 3 is not in valid_values.']);
    expect(await post('bandwidth_limit', {})).toEqual([400, 'HTTPBadRequest', "Failed to parse request. Required attribute 'max_kbps' not specified"]);
  });

  it('are kept as long as networks, ports, floating IPs or gateways have them', async (stage) => {
    const { admin, member, name, later } = stage;
    const policy = await policyOf(stage, admin, { shared: true });
    const use = async (type: string, id: string) =>
      expect(refused(await admin.network.request('DELETE', `/qos/policies/${policy.id}`))).toEqual([
        409,
        'QosPolicyInUse',
        `QoS Policy ${policy.id} is used by ${type} ${id}.`,
      ]);
    const { network } = await member.network.networks.create({ body: { network: { name: name('network'), qos_policy_id: policy.id } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    expect(network.qos_policy_id).toBe(policy.id);
    await use('network', network.id);
    const { port } = await member.network.ports.create({ body: { port: { network_id: network.id } } });
    later(() => member.network.ports.delete({ port_id: port.id }));
    expect([port.qos_policy_id, port.qos_network_policy_id]).toEqual([null, policy.id]);
    await member.network.ports.update({ port_id: port.id, body: { port: { qos_policy_id: policy.id } } });
    await use('port', port.id);
    const unshared = refused(await admin.network.request('PUT', `/qos/policies/${policy.id}`, { json: { policy: { shared: false } } }));
    expect(unshared).toEqual([
      409,
      'RbacPolicyInUse',
      `RBAC policy on object ${policy.id} cannot be removed because other objects depend on it.\nDetails: project_id=*`,
    ]);
    const unknown = '00000000-0000-0000-0000-000000000000';
    const json = { port: { qos_policy_id: unknown } };
    expect(refused(await member.network.request('PUT', `/ports/${port.id}`, { json }))).toEqual([
      404,
      'QosPolicyNotFound',
      `QoS policy ${unknown} could not be found.`,
    ]);
  });

  it('are one by default, for the networks of a project', async (stage) => {
    const { manager, member, name, later } = stage;
    const policy = await policyOf(stage, manager, { is_default: true });
    const second = refused(await manager.network.request('POST', '/qos/policies', { json: { policy: { name: name('policy'), is_default: true } } }));
    expect(second).toEqual([409, 'QoSPolicyDefaultAlreadyExists', `A default QoS policy exists for project ${policy.project_id}.`]);
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    expect(network.qos_policy_id).toBe(policy.id);
  });

  it('know their rule types', async ({ admin, member }) => {
    const { rule_types: all } = await member.network.qosRuleTypes.list({ query: { all_rules: true } });
    expect(all.map(({ type }) => type).toSorted()).toEqual([
      'bandwidth_limit',
      'dscp_marking',
      'minimum_bandwidth',
      'minimum_packet_rate',
      'packet_rate_limit',
    ]);
    expect((await admin.network.qosRuleTypes.show({ rule_type: 'dscp_marking' })).rule_type).toMatchObject({ type: 'dscp_marking' });
    expect(refused(await member.network.request('GET', '/qos/rule-types/dscp_marking'))).toEqual([403, 'NotAuthorized', 'Not authorized.']);
  });
});
