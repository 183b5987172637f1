import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { act, say } from '../../test/contract/say.ts';
import { running } from '../../test/contract/server.ts';

const nowhere = '00000000-0000-0000-0000-000000000000';
const gone = [404, 'The resource could not be found.'];

contract('Nova’s old ways to networks', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  it('networks', async ({ admin, member }) => {
    const { networks } = await member.compute.networks.list({});
    const [first] = networks;
    const id = first?.id ?? '';
    expect(Object.keys(first ?? {})).toHaveLength(11);
    expect((await admin.compute.networks.show({ id })).network).toMatchObject({ id, label: first?.label, cidr: null, vlan: null });
    const tenant = await member.compute.tenantNetworks.list({});
    expect(tenant.networks).toEqual(networks.map((network) => ({ id: network.id, cidr: 'None', label: network.label })));
    expect(await member.compute.tenantNetworks.show({ id })).toEqual({ network: { id, cidr: 'None', label: first?.label } });
    for (const path of ['/os-networks', '/os-tenant-networks']) {
      expect(await say(member, 'GET', `${path}/${nowhere}`)).toEqual([404, 'Network not found']);
      expect(await say(member, 'GET', path, undefined, '2.36')).toEqual(gone);
    }
    expect((await say(admin, 'POST', '/os-networks', { network: { label: 'x', cidr: '10.0.0.0/24' } }))[0]).toBe(410);
    expect((await say(admin, 'GET', '/os-security-group-default-rules'))[0]).toBe(410);
    expect(await say(admin, 'POST', '/os-baremetal-nodes', {})).toEqual([
      400,
      'Command not supported. Please use Ironic command node-create to perform this action.',
    ]);
  });

  it('security groups and their rules', async (stage) => {
    const { member, name, later } = stage;
    const described = { name: name('group'), description: 'd' };
    const { security_group: group } = await member.compute.securityGroups.create({ body: { security_group: described } });
    const { id } = group;
    later(() => member.compute.securityGroups.delete({ id }));
    expect(group).toEqual({ ...described, id, tenant_id: (await member.whoami()).project?.id, rules: [] });
    const renamed = { ...described, name: name('renamed') };
    expect(await member.compute.securityGroups.update({ id, body: { security_group: renamed } })).toMatchObject({ security_group: renamed });
    const rule = (more: object) => ({ security_group_rule: { parent_group_id: id, ...more } });
    const made = await member.compute.securityGroupRules.create({
      body: { security_group_rule: { parent_group_id: id, ip_protocol: 'tcp', from_port: 22, to_port: '22', cidr: '10.0.0.0/8' } },
    });
    const ssh = { parent_group_id: id, ip_protocol: 'tcp', from_port: 22, to_port: 22, group: {}, ip_range: { cidr: '10.0.0.0/8' } };
    expect(made.security_group_rule).toEqual({ ...ssh, id: expect.any(String) });
    const own = await member.compute.securityGroupRules.create({ body: { security_group_rule: { parent_group_id: id, ip_protocol: 'udp', group_id: id } } });
    expect(own.security_group_rule).toMatchObject({ from_port: 1, to_port: 65_535, group: { name: renamed.name }, ip_range: {} });
    const refusals: [object, number, string | RegExp][] = [
      [{ ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr: '10.0.0.0/8' }, 400, `This rule already exists in group ${id}`],
      [{}, 400, 'Not enough parameters to build a valid rule.'],
      [{ ip_protocol: 'sctp', from_port: 1, to_port: 2 }, 400, 'Invalid IP protocol sctp.'],
      [{ ip_protocol: 'tcp', from_port: 5, to_port: 2 }, 400, 'Invalid port range 5:2. Former value cannot be greater than the later'],
      [{ ip_protocol: 'udp', from_port: 0, to_port: 2 }, 400, 'Invalid port range 0:2. Valid UDP ports should be between 1-65535'],
      [{ ip_protocol: 'icmp', from_port: 300, to_port: 2 }, 400, 'Invalid port range 300:2. For ICMP, the type:code must be valid'],
      [{ ip_protocol: 'tcp', from_port: 'a', to_port: 2 }, 400, 'Invalid input received: To and From ports must be integers'],
      [{ ip_protocol: 'icmp', from_port: 'a', to_port: 2 }, 400, 'Invalid input received: Type and Code must be integers for ICMP protocol type'],
      [{ ip_protocol: 'tcp', from_port: 1, to_port: 2, cidr: 'nope' }, 400, 'nope is not a valid IP network.'],
      [{ ip_protocol: 'tcp', from_port: 1, to_port: 2, cidr: '10.0.0.0/0' }, 400, 'Bad prefix for network in cidr 10.0.0.0/0'],
      [
        { parent_group_id: nowhere, ip_protocol: 'tcp', from_port: 1, to_port: 2 },
        404,
        /^Security group 0{8}-.* does not exist\nNeutron server returns request_ids: \['req-/,
      ],
      [{ group_id: nowhere }, 404, /^Security group 0{8}-.* does not exist\n/],
      [{ parent_group_id: 'x' }, 400, "Invalid input for field/attribute parent_group_id. Value: x. 'x' is not a 'uuid'"],
    ];
    for (const [more, status, message] of refusals) {
      const said = await say(member, 'POST', '/os-security-group-rules', rule(more));
      expect(said).toEqual([status, typeof message === 'string' ? message : expect.stringMatching(message)]);
    }
    const ids = ({ rules }: { rules: { id: string }[] }) => rules.map((each) => each.id).toSorted();
    const both = [made.security_group_rule.id, own.security_group_rule.id].toSorted();
    expect(ids((await member.compute.securityGroups.show({ id })).security_group)).toEqual(both);
    const { security_groups } = await member.compute.securityGroups.list({});
    expect(security_groups.map((each) => each.name)).toEqual(security_groups.map((each) => each.name).toSorted());
    expect(ids(security_groups.find((each) => each.id === id) ?? { rules: [] })).toEqual(both);
    await member.compute.securityGroupRules.delete({ id: made.security_group_rule.id });
    expect((await say(member, 'DELETE', `/os-security-group-rules/${made.security_group_rule.id}`))[1]).toMatch(/^Security group rule .* does not exist\n/);
    for (const path of ['/os-security-groups/nope', '/os-security-group-rules/nope']) {
      expect(await say(member, 'DELETE', path)).toEqual([400, 'Security group id should be uuid']);
    }
    expect((await say(member, 'GET', `/os-security-groups/${nowhere}`))[1]).toMatch(/^Security group 0{8}-.* does not exist\nNeutron/);
    expect((await say(member, 'POST', '/os-security-groups', { security_group: { name: 'default', description: '' } }))[1]).toMatch(
      /^Default security group already exists\.\nNeutron/,
    );
    expect(await say(member, 'GET', '/os-security-groups', undefined, '2.36')).toEqual(gone);
  });

  it.needing(['external network'], 'floating IPs', async (stage) => {
    const { admin, later } = stage;
    const server_id = await running(stage, admin);
    const { floating_ip_pools } = await admin.compute.floatingIps.pools({});
    const pool = floating_ip_pools[0]?.name ?? '';
    expect(await say(admin, 'POST', '/os-floating-ips', {})).toEqual([404, 'Floating IP pool not found.']);
    const { floating_ip } = await admin.compute.floatingIps.create({ body: { pool } });
    const { id, ip } = floating_ip;
    later(() => admin.compute.floatingIps.delete({ id }));
    expect(floating_ip).toEqual({ id, ip, pool, fixed_ip: null, instance_id: null });
    expect((await admin.compute.floatingIps.list({})).floating_ips).toContainEqual(floating_ip);
    expect(await admin.compute.floatingIps.show({ id })).toEqual({ floating_ip });
    expect(await say(admin, 'GET', `/os-floating-ips/${nowhere}`)).toEqual([404, `Floating IP not found for ID ${nowhere}`]);
    const [status, message] = await act(admin, server_id, { addFloatingIp: { address: ip } });
    expect([status, message]).toEqual([
      400,
      expect.stringMatching(/^Unable to associate floating IP .* Error: External network .* is not reachable from subnet /),
    ]);
    expect(await act(admin, server_id, { removeFloatingIp: { address: ip } })).toEqual([
      409,
      `Floating IP ${ip} is not associated with instance ${server_id}.`,
    ]);
    expect(await act(admin, server_id, { addFloatingIp: { address: '192.0.2.1' } })).toEqual([404, 'floating IP not found']);
    expect(await act(admin, server_id, { removeFloatingIp: { address: '192.0.2.1' } })).toEqual([404, 'Floating IP not found for address 192.0.2.1.']);
    const elsewhere = { addFloatingIp: { address: ip, fixed_address: '192.0.2.1' } };
    expect(await act(admin, server_id, elsewhere)).toEqual([400, 'Specified fixed address not assigned to instance']);
    expect(await act(admin, server_id, elsewhere, '2.44')).toEqual(gone);
  });

  it.needing(['external network'], 'a floating IP is a server’s as long as it is associated', async (stage) => {
    const { member, admin, name, later, settled } = stage;
    const ask = async (method: string, path: string, json?: unknown) => {
      const answer = await member.network.request(method, path, { json });
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
      return answer.json as Record<string, { id: string }>;
    };
    const { network } = await ask('POST', '/networks', { network: { name: name('network') } });
    later(() => member.network.request('DELETE', `/networks/${network?.id}`));
    const { subnet } = await ask('POST', '/subnets', { subnet: { network_id: network?.id, cidr: '10.79.0.0/24', ip_version: 4 } });
    const external = (await admin.network.request('GET', '/networks?router:external=true')).json.networks[0].id as string;
    const { router } = await ask('POST', '/routers', { router: { name: name('router'), external_gateway_info: { network_id: external } } });
    later(() => member.network.request('DELETE', `/routers/${router?.id}`));
    await ask('PUT', `/routers/${router?.id}/add_router_interface`, { subnet_id: subnet?.id });
    later(() => member.network.request('PUT', `/routers/${router?.id}/remove_router_interface`, { json: { subnet_id: subnet?.id } }));
    const server_id = await running(stage, member, { networks: [{ uuid: network?.id }] });
    const pool = (await member.compute.floatingIps.pools({})).floating_ip_pools[0]?.name ?? '';
    const { floating_ip } = await member.compute.floatingIps.create({ body: { pool } });
    later(() => member.compute.floatingIps.delete({ id: floating_ip.id }));
    await settled(
      async () => act(member, server_id, { addFloatingIp: { address: floating_ip.ip } }),
      ([status]) => status === 202,
    );
    const shown = (await member.compute.floatingIps.show({ id: floating_ip.id })).floating_ip;
    expect(shown).toMatchObject({ instance_id: server_id, fixed_ip: expect.stringMatching(/^10\.79\.0\./) });
    const addresses = async () => Object.values((await member.compute.serverIps.list({ server_id })).addresses).flat();
    await settled(addresses, (all) => all.some(({ addr }) => addr === floating_ip.ip));
    expect(await act(member, server_id, { removeFloatingIp: { address: floating_ip.ip } })).toEqual([202, undefined]);
    expect((await member.compute.floatingIps.show({ id: floating_ip.id })).floating_ip.instance_id).toBeNull();
    // one more fixed address, and away with it
    const before = await addresses();
    expect(await act(member, server_id, { addFixedIp: { networkId: network?.id } })).toEqual([202, undefined]);
    const two = await settled(addresses, (all) => all.filter(({ addr }) => addr.startsWith('10.79.')).length === 2);
    const added = two.find(({ addr }) => !before.some((old) => old.addr === addr))?.addr ?? '';
    expect(await act(member, server_id, { removeFixedIp: { address: added } })).toEqual([202, undefined]);
    await settled(addresses, (all) => !all.some(({ addr }) => addr === added));
    expect(await act(member, server_id, { addFixedIp: { networkId: nowhere } })).toEqual([202, undefined]);
    expect((await act(member, server_id, { removeFixedIp: { address: 'nope' } }))[1]).toMatch(/'nope' is not valid under any of the given schemas$/);
    expect(await act(member, server_id, { addFixedIp: { networkId: nowhere } }, '2.44')).toEqual(gone);
  });
});
