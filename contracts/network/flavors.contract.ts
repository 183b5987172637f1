import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { refused } from '../../test/contract/neutron.ts';

const DRIVER = 'neutron.services.l3_router.service_providers.single_node.SingleNodeDriver';

contract('network flavors', { needs: ['admin', 'extension flavors'] }, (it) => {
  it('are made of service profiles, for routers', async ({ admin, member, name, later }) => {
    const api = admin.network;
    const { flavor } = await api.flavors.create({ body: { flavor: { name: name('flavor'), service_type: 'L3_ROUTER_NAT' } } });
    const flavor_id = flavor.id;
    later(() => api.flavors.delete({ flavor_id }));
    expect(flavor).toMatchObject({ description: '', enabled: true, service_profiles: [], service_type: 'L3_ROUTER_NAT' });
    const { service_profile: profile } = await api.serviceProfiles.create({ body: { service_profile: { driver: DRIVER } } });
    const service_profile_id = profile.id;
    later(() => api.serviceProfiles.delete({ service_profile_id }));
    expect(profile).toEqual({ id: profile.id, description: '', driver: DRIVER, enabled: true, metainfo: '' });
    const tie = { service_profile: { id: profile.id } };
    expect(await api.flavors.addProfile({ flavor_id, body: tie })).toEqual({ service_profile: { id: flavor_id } });
    later(() => api.flavors.removeProfile({ flavor_id, service_profile_id }));
    expect(await api.flavors.showProfile({ flavor_id, service_profile_id })).toEqual({ service_profile: {} });
    expect((await member.network.flavors.show({ flavor_id })).flavor.service_profiles).toEqual([profile.id]);
    expect(refused(await admin.network.request('POST', `/flavors/${flavor_id}/service_profiles`, { json: tie }))).toEqual([
      409,
      'FlavorServiceProfileBindingExists',
      `Service Profile ${profile.id} is already associated with flavor ${flavor_id}.`,
    ]);
    expect(refused(await admin.network.request('DELETE', `/service_profiles/${profile.id}`))).toEqual([
      409,
      'ServiceProfileInUse',
      `Service Profile ${profile.id} is used by some service instance.`,
    ]);
    const { router } = await member.network.routers.create({ body: { router: { name: name('router'), flavor_id } } });
    later(() => member.network.routers.delete({ router_id: router.id }));
    expect(router.flavor_id).toBe(flavor_id);
    expect(refused(await admin.network.request('DELETE', `/flavors/${flavor_id}`))).toEqual([
      409,
      'FlavorInUse',
      `Flavor ${flavor_id} is used by some service instance.`,
    ]);
  });

  const refusals: [who: 'admin' | 'member', path: string, body: object, status: number, type: string, message: string][] = [
    ['member', '/flavors', { flavor: { name: 'x', service_type: 'L3_ROUTER_NAT' } }, 403, 'PolicyNotAuthorized', 'rule:create_flavor is disallowed by policy'],
    ['admin', '/flavors', { flavor: { name: 'x', service_type: 'nope' } }, 400, 'InvalidServiceType', 'Invalid service type: nope.'],
    ['admin', '/flavors', { flavor: {} }, 400, 'HTTPBadRequest', "Failed to parse request. Required attribute 'service_type' not specified"],
    ['admin', '/service_profiles', { service_profile: {} }, 400, 'ServiceProfileEmpty', 'Service Profile needs either a driver or metainfo.'],
    [
      'admin',
      '/service_profiles',
      { service_profile: { driver: 'nope' } },
      404,
      'ServiceProfileDriverNotFound',
      'Service Profile driver nope could not be found.',
    ],
  ];
  for (const [who, path, json, ...expected] of refusals) {
    it(`refuse ${JSON.stringify(json)} of ${who}`, async (stage) => {
      expect(refused(await stage[who].network.request('POST', path, { json }))).toEqual(expected);
    });
  }
});

contract('default security group rules', { needs: ['admin', 'extension security-groups-default-rules'] }, (it) => {
  it('are what new groups start with', async ({ admin, member, name, later }) => {
    // a source that no other rule has
    const remote_ip_prefix = '198.51.100.77/32';
    const wanted = { direction: 'ingress' as const, remote_ip_prefix, used_in_default_sg: false, used_in_non_default_sg: true };
    const { default_security_group_rule: rule } = await admin.network.defaultSecurityGroupRules.create({ body: { default_security_group_rule: wanted } });
    later(() => admin.network.defaultSecurityGroupRules.delete({ default_security_group_rule_id: rule.id }));
    expect(rule).toMatchObject({ ...wanted, ethertype: 'IPv4', protocol: null, description: '' });
    expect((await member.network.defaultSecurityGroupRules.show({ default_security_group_rule_id: rule.id })).default_security_group_rule).toEqual(rule);
    const { security_group: group } = await member.network.securityGroups.create({ body: { security_group: { name: name('group') } } });
    later(() => member.network.securityGroups.delete({ security_group_id: group.id }));
    expect(group.security_group_rules.filter((own) => own.remote_ip_prefix === remote_ip_prefix)).toHaveLength(1);
    const json = { default_security_group_rule: wanted };
    expect(refused(await admin.network.request('POST', '/default-security-group-rules', { json }))).toEqual([
      409,
      'DefaultSecurityGroupRuleExists',
      `Default Security group rule already exists. Rule id is ${rule.id}.`,
    ]);
    expect(refused(await member.network.request('POST', '/default-security-group-rules', { json }))).toEqual([
      403,
      'PolicyNotAuthorized',
      'rule:create_default_security_group_rule is disallowed by policy',
    ]);
    await admin.network.defaultSecurityGroupRules.delete({ default_security_group_rule_id: rule.id });
    const gone = refused(await admin.network.request('GET', `/default-security-group-rules/${rule.id}`));
    expect(gone).toEqual([404, 'DefaultSecurityGroupRuleNotFound', `Default Security Group rule ${rule.id} does not exist`]);
  });
});

contract('network agents', { needs: ['admin'] }, (it) => {
  it('are nobody that one could ask for', async ({ admin, member, name, later }) => {
    const unknown = [404, 'AgentNotFound', 'Agent nobody could not be found.'];
    for (const [method, path] of [
      ['GET', '/agents/nobody'],
      ['DELETE', '/agents/nobody'],
      ['GET', '/agents/nobody/l3-routers'],
      ['DELETE', '/agents/nobody/l3-routers/nothing'],
    ] as const) {
      expect(refused(await admin.network.request(method, path))).toEqual(unknown);
    }
    const change = async (agent: object) => refused(await admin.network.request('PUT', '/agents/nobody', { json: { agent } }));
    expect(await change({ admin_state_up: false })).toEqual(unknown);
    expect(await change({ colour: 'red' })).toEqual([400, 'HTTPBadRequest', "Unrecognized attribute(s) 'colour'"]);
    expect(await change({ host: 'x' })).toEqual([400, 'HTTPBadRequest', 'Cannot update read-only attribute host']);
    const { router } = await member.network.routers.create({ body: { router: { name: name('router') } } });
    later(() => member.network.routers.delete({ router_id: router.id }));
    expect(refused(await member.network.request('GET', `/routers/${router.id}/l3-agents`))).toEqual([
      403,
      'PolicyNotAuthorized',
      'rule:get_l3-agents is disallowed by policy',
    ]);
    expect((await admin.network.agents.listOfRouter({ router_id: router.id })).agents).toEqual([]);
  });
});

contract('what is not loaded', { needs: ['admin'] }, (it) => {
  it('is neither listed nor served', async ({ admin }) => {
    const { extensions } = await admin.network.extensions.list();
    const loaded = new Set(extensions.map(({ alias }) => alias));
    for (const [alias, path] of [
      ['trunk', '/trunks'],
      ['segment', '/segments'],
      ['metering', '/metering/metering-labels'],
      ['logging', '/log/logs'],
      ['local_ip', '/local-ips'],
      ['l3-ndp-proxy', '/ndp-proxies'],
      ['network-segment-range', '/network-segment-ranges'],
    ] as const) {
      expect([alias, (await admin.network.request('GET', path)).status]).toEqual([alias, loaded.has(alias) ? 200 : 404]);
    }
  });
});
