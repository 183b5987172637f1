import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { refused } from '../../test/contract/neutron.ts';

contract('address groups', { needs: ['admin', 'extension address-group'] }, (it) => {
  it('are created, changed, listed and deleted', async ({ member, name, later }) => {
    const label = name('group');
    const body = { address_group: { name: label, addresses: ['10.0.0.1/32', '10.1.0.5/24'] } };
    const { address_group: group } = await member.network.addressGroups.create({ body });
    later(() => member.network.addressGroups.delete({ address_group_id: group.id }));
    expect(group).toMatchObject({ name: label, description: '', addresses: ['10.0.0.1/32', '10.1.0.0/24'], revision_number: 2 });
    const change = { address_group_id: group.id, body: { address_group: { description: 'mine' } } };
    const { address_group: changed } = await member.network.addressGroups.update(change);
    expect(changed).toMatchObject({ description: 'mine', revision_number: 3 });
    expect((await member.network.addressGroups.list({ query: { name: label } })).address_groups).toEqual([changed]);
    await member.network.addressGroups.delete({ address_group_id: group.id });
    const gone = await member.network.request('GET', `/address-groups/${group.id}`);
    expect(refused(gone)).toEqual([404, 'AddressGroupNotFound', `Address group ${group.id} could not be found.`]);
  });

  it('take addresses in and give them up', async ({ member, name, later }) => {
    const { address_group: group } = await member.network.addressGroups.create({
      body: { address_group: { name: name('group'), addresses: ['10.0.0.1/32'] } },
    });
    const address_group_id = group.id;
    later(() => member.network.addressGroups.delete({ address_group_id }));
    const { address_group: more } = await member.network.addressGroups.addAddresses({ address_group_id, body: { addresses: ['10.0.0.2', 'fd00::/64'] } });
    expect(more.addresses.toSorted()).toEqual(['10.0.0.1/32', '10.0.0.2/32', 'fd00::/64']);
    expect(more.shared).toBe(false);
    const { address_group: less } = await member.network.addressGroups.removeAddresses({ address_group_id, body: { addresses: ['10.0.0.1/32'] } });
    expect(less.addresses.toSorted()).toEqual(['10.0.0.2/32', 'fd00::/64']);
    const put = async (action: string, addresses: unknown) =>
      refused(await member.network.request('PUT', `/address-groups/${address_group_id}/${action}_addresses`, { json: { addresses } }));
    expect(await put('add', ['fd00::/64'])).toEqual([
      400,
      'AddressesAlreadyExist',
      `Addresses ['fd00::/64'] already exist in the address group ${address_group_id}.`,
    ]);
    expect(await put('remove', ['10.0.0.9/32'])).toEqual([
      404,
      'AddressesNotFound',
      `Addresses ['10.0.0.9/32'] not found in the address group ${address_group_id}.`,
    ]);
    expect(await put('add', ['x'])).toEqual([400, 'AddrFormatError', 'invalid IPNetwork x']);
  });

  it('are kept as long as a rule names them', async ({ member, name, later }) => {
    const { address_group: group } = await member.network.addressGroups.create({ body: { address_group: { name: name('group') } } });
    later(() => member.network.addressGroups.delete({ address_group_id: group.id }));
    const { security_group } = await member.network.securityGroups.create({ body: { security_group: { name: name('group') } } });
    later(() => member.network.securityGroups.delete({ security_group_id: security_group.id }));
    const rule = { security_group_id: security_group.id, direction: 'ingress' as const, remote_address_group_id: group.id };
    await member.network.securityGroupRules.create({ body: { security_group_rule: rule } });
    expect(refused(await member.network.request('DELETE', `/address-groups/${group.id}`))).toEqual([
      409,
      'AddressGroupInUse',
      `Address group ${group.id} is in use on one or more security group rules.`,
    ]);
  });
});

contract('address scopes', { needs: ['admin', 'extension address-scope'] }, (it) => {
  it('are created, shared and deleted; sharing is for good', async ({ admin, member, name, later }) => {
    const { address_scope: scope } = await admin.network.addressScopes.create({ body: { address_scope: { name: name('scope'), ip_version: 4 } } });
    const address_scope_id = scope.id;
    later(() => admin.network.addressScopes.delete({ address_scope_id }));
    expect(scope).toMatchObject({ ip_version: 4, shared: false });
    expect((await member.network.request('GET', `/address-scopes/${scope.id}`)).status).toBe(404);
    const { address_scope: shared } = await admin.network.addressScopes.update({ address_scope_id, body: { address_scope: { shared: true } } });
    expect(shared.shared).toBe(true);
    expect((await member.network.addressScopes.show({ address_scope_id })).address_scope).toEqual(shared);
    expect(refused(await admin.network.request('PUT', `/address-scopes/${scope.id}`, { json: { address_scope: { shared: false } } }))).toEqual([
      400,
      'AddressScopeUpdateError',
      `Unable to update address scope ${scope.id} : Shared address scope can't be unshared.`,
    ]);
    await admin.network.addressScopes.delete({ address_scope_id });
    expect(refused(await admin.network.request('GET', `/address-scopes/${scope.id}`))).toEqual([
      404,
      'AddressScopeNotFound',
      `Address scope ${scope.id} could not be found.`,
    ]);
  });

  it('keep their pools apart, and show on networks', async ({ member, name, later }) => {
    const { address_scope: scope } = await member.network.addressScopes.create({ body: { address_scope: { name: name('scope'), ip_version: 4 } } });
    later(() => member.network.addressScopes.delete({ address_scope_id: scope.id }));
    const pool = (prefixes: string[]) => ({ subnetpool: { name: name('pool'), prefixes, address_scope_id: scope.id } });
    const { subnetpool } = await member.network.subnetpools.create({ body: pool(['10.234.0.0/16']) });
    later(() => member.network.subnetpools.delete({ subnetpool_id: subnetpool.id }));
    expect(subnetpool.address_scope_id).toBe(scope.id);
    expect(refused(await member.network.request('POST', '/subnetpools', { json: pool(['10.234.8.0/24']) }))).toEqual([
      409,
      'AddressScopePrefixConflict',
      'Failed to associate address scope: subnetpools within an address scope must have unique prefixes.',
    ]);
    const wrong = refused(await member.network.request('POST', '/subnetpools', { json: pool(['fd12::/48']) }));
    expect(wrong.slice(0, 2)).toEqual([400, 'IllegalSubnetPoolIpVersionAssociationToAddressScope']);
    expect(wrong[2]).toMatch(new RegExp(`cannot associate with address scope ${scope.id} because subnetpool ip_version is not 4\\.$`));
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    await member.network.subnets.create({ body: { subnet: { network_id: network.id, ip_version: 4, subnetpool_id: subnetpool.id, prefixlen: 26 } } });
    const { network: placed } = await member.network.networks.show({ network_id: network.id });
    expect([placed.ipv4_address_scope, placed.ipv6_address_scope]).toEqual([scope.id, null]);
    const other = { subnet: { network_id: network.id, ip_version: 4, cidr: '192.168.7.0/24' } };
    expect(refused(await member.network.request('POST', '/subnets', { json: other }))).toEqual([
      400,
      'NetworkSubnetPoolAffinityError',
      'Subnets hosted on the same network must be allocated from the same subnet pool.',
    ]);
    expect(refused(await member.network.request('DELETE', `/address-scopes/${scope.id}`))).toEqual([
      409,
      'AddressScopeInUse',
      `Unable to complete operation on address scope ${scope.id}. There are one or more subnet pools in use on the address scope.`,
    ]);
  });
});

contract('subnet pools that change', { needs: ['admin'] }, (it) => {
  it('take prefixes and subnets in, and give prefixes up', async ({ member, name, later }) => {
    const { subnetpool } = await member.network.subnetpools.create({ body: { subnetpool: { name: name('pool'), prefixes: ['10.235.0.0/17'] } } });
    const subnetpool_id = subnetpool.id;
    later(() => member.network.subnetpools.delete({ subnetpool_id }));
    const { addPrefixes, removePrefixes, onboard } = member.network.subnetpools;
    expect(await addPrefixes({ subnetpool_id, body: { prefixes: ['10.235.128.0/17'] } })).toEqual({ prefixes: ['10.235.0.0/16'] });
    expect(await removePrefixes({ subnetpool_id, body: { prefixes: ['10.235.0.0/18'] } })).toEqual({ prefixes: ['10.235.64.0/18', '10.235.128.0/17'] });
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const { subnet } = await member.network.subnets.create({ body: { subnet: { network_id: network.id, ip_version: 4, cidr: '192.168.9.0/24' } } });
    expect(await onboard({ subnetpool_id, body: { network_id: network.id } })).toEqual([{ id: subnet.id, cidr: subnet.cidr }]);
    const { subnet: adopted } = await member.network.subnets.show({ subnet_id: subnet.id });
    expect(adopted.subnetpool_id).toBe(subnetpool_id);
    const put = async (action: string, json: object) => refused(await member.network.request('PUT', `/subnetpools/${subnetpool_id}/${action}`, { json }));
    expect(await put('remove_prefixes', { prefixes: ['192.168.9.0/24'] })).toEqual([
      400,
      'IllegalSubnetPoolPrefixUpdate',
      'Illegal update to prefixes: One or more the prefixes to be removed is in use by a subnet..',
    ]);
    expect(await put('onboard_network_subnets', { network_id: network.id })).toEqual([
      400,
      'IllegalSubnetPoolUpdate',
      `Illegal subnetpool update : Onboarding subnet ${subnet.id}: 192.168.9.0/24 conflicts with allocated prefixes in subnet pool ${subnetpool_id}.`,
    ]);
    expect(await put('add_prefixes', { prefixes: [] })).toEqual([400, 'HTTPBadRequest', 'Request body contains invalid data']);
    expect(await put('onboard_network_subnets', {})).toEqual([400, 'InvalidInput', 'Invalid input for operation: network_id must be specified..']);
  });
});
