import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('security groups', { needs: [] }, (it) => {
  it('begin with rules that let everything out', async ({ member, name, later }) => {
    const { security_group: group } = await member.network.securityGroups.create({ body: { security_group: { name: name('group'), description: 'd' } } });
    later(() => member.network.securityGroups.delete({ security_group_id: group.id }));
    expect(group).toMatchObject({ description: 'd', stateful: true, shared: false, tags: [], revision_number: 1 });
    const rules = group.security_group_rules.map(({ direction, ethertype, protocol, remote_group_id }) => [direction, ethertype, protocol, remote_group_id]);
    expect(rules.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['egress', 'IPv4', null, null],
      ['egress', 'IPv6', null, null],
    ]);
  });

  it('of the name default are there from the start, and stay', async ({ member }) => {
    const { security_groups } = await member.network.securityGroups.list({ query: { name: 'default' } });
    expect(security_groups).toHaveLength(1);
    const [group] = security_groups;
    expect(group?.security_group_rules).toHaveLength(4);
    expect(group?.security_group_rules.filter(({ remote_group_id }) => remote_group_id === group.id)).toHaveLength(2);
    const gone = await member.network.request('DELETE', `/security-groups/${group?.id}`);
    expect([gone.status, gone.json.NeutronError.type]).toEqual([409, expect.stringMatching(/SecurityGroupCannotRemoveDefault|SecurityGroupInUse/)]);
    const renamed = await member.network.request('PUT', `/security-groups/${group?.id}`, { json: { security_group: { name: 'other' } } });
    expect([renamed.status, renamed.json]).toEqual([
      409,
      { NeutronError: { type: 'SecurityGroupCannotUpdateDefault', message: 'Updating default security group not allowed.', detail: '' } },
    ]);
  });

  it('take rules, each of them once', async ({ member, name, later }) => {
    const { security_group: group } = await member.network.securityGroups.create({ body: { security_group: { name: name('group') } } });
    later(() => member.network.securityGroups.delete({ security_group_id: group.id }));
    const wanted = {
      security_group_id: group.id,
      direction: 'ingress' as const,
      protocol: 'TCP',
      port_range_min: 22,
      port_range_max: 22,
      remote_ip_prefix: '10.1.2.3',
    };
    const { security_group_rule: rule } = await member.network.securityGroupRules.create({ body: { security_group_rule: wanted } });
    expect(rule).toMatchObject({
      protocol: 'tcp',
      ethertype: 'IPv4',
      remote_ip_prefix: '10.1.2.3/32',
      normalized_cidr: '10.1.2.3/32',
      description: '',
      belongs_to_default_sg: false,
    });
    const again = await member.network.request('POST', '/security-group-rules', { json: { security_group_rule: wanted } });
    expect([again.status, again.json]).toEqual([
      409,
      { NeutronError: { type: 'SecurityGroupRuleExists', message: `Security group rule already exists. Rule id is ${rule.id}.`, detail: '' } },
    ]);
    const { security_group: seen } = await member.network.securityGroups.show({ security_group_id: group.id });
    expect([seen.revision_number, seen.security_group_rules.length]).toEqual([2, 3]);
    await member.network.securityGroupRules.delete({ security_group_rule_id: rule.id });
    expect((await member.network.request('GET', `/security-group-rules/${rule.id}`)).json).toEqual({
      NeutronError: { type: 'SecurityGroupRuleNotFound', message: `Security group rule ${rule.id} does not exist`, detail: '' },
    });
  });

  const refused: [rule: object, status: number, type: string, message: string][] = [
    [{ direction: 'up' }, 400, 'HTTPBadRequest', 'Invalid input for direction. Reason: up is not in valid_values.'],
    [{ port_range_min: 22, port_range_max: 22 }, 400, 'SecurityGroupProtocolRequiredWithPorts', 'Must also specify protocol if port range is given.'],
    [
      { protocol: 'tcp', port_range_min: 30, port_range_max: 20 },
      400,
      'SecurityGroupInvalidPortRange',
      'For TCP/UDP protocols, port_range_min must be <= port_range_max',
    ],
    [{ protocol: 'tcp', port_range_min: 70_000, port_range_max: 70_000 }, 400, 'SecurityGroupInvalidPortValue', 'Invalid value for port 70000'],
    [
      { protocol: 'icmp', port_range_max: 3 },
      400,
      'SecurityGroupMissingIcmpType',
      'ICMP code (port-range-max) 3 is provided but ICMP type (port-range-min) is missing.',
    ],
    [{ protocol: 'icmpv6' }, 400, 'SecurityGroupEthertypeConflictWithProtocol', 'Invalid ethertype IPv4 for protocol icmpv6.'],
    [{ ethertype: 'IPv6', remote_ip_prefix: '10.0.0.0/8' }, 400, 'SecurityGroupRuleParameterConflict', 'Conflicting value ethertype IPv6 for CIDR 10.0.0.0/8'],
    [{ remote_ip_prefix: 'x' }, 400, 'InvalidCIDR', 'Invalid CIDR x given as IP prefix.'],
    [
      { ethertype: 'IPX' },
      400,
      'SecurityGroupRuleInvalidEtherType',
      "Security group rule for ethertype 'IPX' not supported. Allowed values are ['IPv4', 'IPv6'].",
    ],
  ];
  for (const [rule, status, type, message] of refused) {
    it(`take no rule like ${JSON.stringify(rule)}`, async ({ member, name, later }) => {
      const { security_group: group } = await member.network.securityGroups.create({ body: { security_group: { name: name('group') } } });
      later(() => member.network.securityGroups.delete({ security_group_id: group.id }));
      const json = { security_group_rule: { security_group_id: group.id, direction: 'ingress', ...rule } };
      const answer = await member.network.request('POST', '/security-group-rules', { json });
      expect([answer.status, answer.json]).toEqual([status, { NeutronError: { type, message, detail: '' } }]);
    });
  }
});
