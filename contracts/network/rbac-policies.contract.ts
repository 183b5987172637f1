import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { projectOf, refused } from '../../test/contract/neutron.ts';

contract('RBAC policies', { needs: ['admin', 'extension rbac-policies'] }, (it) => {
  it('share a network with one project, and take it back', async ({ admin, member, reader, name, later }) => {
    const other = await projectOf(reader);
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    expect((await reader.network.networks.list({ query: { id: network.id } })).networks).toEqual([]);
    const wanted = { object_type: 'network', object_id: network.id, action: 'access_as_shared', target_tenant: other };
    const { rbac_policy: policy } = await member.network.rbacPolicies.create({ body: { rbac_policy: wanted } });
    later(() => member.network.rbacPolicies.delete({ rbac_policy_id: policy.id }));
    expect(policy).toMatchObject({ ...wanted, project_id: network.project_id, tenant_id: network.project_id });

    const { network: seen } = await reader.network.networks.show({ network_id: network.id });
    expect(seen.shared).toBe(true);
    expect((await reader.network.networks.list({ query: { id: network.id, shared: true } })).networks).toHaveLength(1);
    const { network: own } = await member.network.networks.show({ network_id: network.id });
    expect([own.shared, own.revision_number]).toEqual([false, network.revision_number + 1]);
    expect((await member.network.networks.list({ query: { id: network.id, shared: true } })).networks).toEqual([]);

    const same = await member.network.request('POST', '/rbac-policies', { json: { rbac_policy: wanted } });
    expect(refused(same)).toEqual([409, 'DuplicateRbacPolicy', 'An RBAC policy already exists with those values.']);
    const { rbac_policies: listed } = await member.network.rbacPolicies.list({ query: { object_id: network.id } });
    expect(listed).toEqual([policy]);
    expect((await reader.network.request('GET', `/rbac-policies/${policy.id}`)).status).toBe(404);
    expect((await admin.network.rbacPolicies.show({ rbac_policy_id: policy.id })).rbac_policy).toEqual(policy);

    await member.network.rbacPolicies.delete({ rbac_policy_id: policy.id });
    expect((await reader.network.request('GET', `/networks/${network.id}`)).status).toBe(404);
    const gone = await member.network.request('GET', `/rbac-policies/${policy.id}`);
    // a process of the service that has seen the policy remembers what it was of
    const sentence = new RegExp(`^RBAC policy of type (?:network|unknown) with ID ${policy.id} not found$`);
    expect(refused(gone)).toEqual([404, 'RbacPolicyNotFound', expect.stringMatching(sentence)]);
  });

  it('stay as long as others have ports on the network', async ({ admin, member, name, later }) => {
    const other = await projectOf(admin);
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const wanted = { object_type: 'network', object_id: network.id, action: 'access_as_shared', target_tenant: other };
    const { rbac_policy: policy } = await member.network.rbacPolicies.create({ body: { rbac_policy: wanted } });
    const { port } = await admin.network.ports.create({ body: { port: { network_id: network.id } } });
    later(() => admin.network.ports.delete({ port_id: port.id }));
    const [status, type, message] = refused(await member.network.request('DELETE', `/rbac-policies/${policy.id}`));
    expect([status, type]).toEqual([409, 'RbacPolicyInUse']);
    expect(message).toContain(`RBAC policy on object ${network.id} cannot be removed because other objects depend on it.\nDetails: Callback `);
    expect(message).toContain(`"Unable to reconfigure sharing settings for network ${network.id}. Multiple projects are using it."`);
    await admin.network.ports.delete({ port_id: port.id });
    await member.network.rbacPolicies.delete({ rbac_policy_id: policy.id });
  });

  it('make a network external for some', async ({ member, reader, name, later }) => {
    const other = await projectOf(reader);
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const wanted = { object_type: 'network', object_id: network.id, action: 'access_as_external', target_tenant: other };
    const { rbac_policy: policy } = await member.network.rbacPolicies.create({ body: { rbac_policy: wanted } });
    const { network: seen } = await reader.network.networks.show({ network_id: network.id });
    expect([seen['router:external'], seen.shared]).toEqual([true, false]);
    await member.network.rbacPolicies.delete({ rbac_policy_id: policy.id });
    const { network: after } = await member.network.networks.show({ network_id: network.id });
    expect(after['router:external']).toBe(false);
  });

  it('share security groups, address groups and subnet pools', async ({ member, reader, name, later }) => {
    const other = await projectOf(reader);
    const { security_group: group } = await member.network.securityGroups.create({ body: { security_group: { name: name('group') } } });
    later(() => member.network.securityGroups.delete({ security_group_id: group.id }));
    const { address_group: addresses } = await member.network.addressGroups.create({ body: { address_group: { name: name('group') } } });
    later(() => member.network.addressGroups.delete({ address_group_id: addresses.id }));
    const { subnetpool: pool } = await member.network.subnetpools.create({ body: { subnetpool: { name: name('pool'), prefixes: ['10.233.0.0/16'] } } });
    later(() => member.network.subnetpools.delete({ subnetpool_id: pool.id }));
    for (const [object_type, object_id, path] of [
      ['security_group', group.id, '/security-groups'],
      ['address_group', addresses.id, '/address-groups'],
      ['subnetpool', pool.id, '/subnetpools'],
    ] as const) {
      expect((await reader.network.request('GET', `${path}/${object_id}`)).status).toBe(404);
      await member.network.rbacPolicies.create({ body: { rbac_policy: { object_type, object_id, action: 'access_as_shared', target_tenant: other } } });
      expect((await reader.network.request('GET', `${path}/${object_id}`)).status).toBe(200);
      expect((await reader.network.request('DELETE', `${path}/${object_id}`)).status).toBe(403);
    }
  });

  const refusals: [what: string, body: (network: string, project: string) => object, status: number, type: string, message: string][] = [
    [
      'an unknown type',
      (id, to) => ({ object_type: 'nope', object_id: id, action: 'access_as_shared', target_tenant: to }),
      400,
      'InvalidInput',
      "Invalid input for operation: 'nope' is not a valid RBAC object type.",
    ],
    [
      'a target that is no project',
      (id) => ({ object_type: 'network', object_id: id, action: 'access_as_shared', target_tenant: 'nope' }),
      400,
      'InvalidInput',
      "Invalid input for operation: 'nope' is not a valid target project ID; expected a UUID or '*'.",
    ],
    [
      'an unknown action',
      (id, to) => ({ object_type: 'network', object_id: id, action: 'nope', target_tenant: to }),
      400,
      'InvalidActionForType',
      "Invalid action 'nope' for object type 'network'. Valid actions: ('access_as_shared', 'access_as_external')",
    ],
    [
      'everybody, of a member',
      (id) => ({ object_type: 'network', object_id: id, action: 'access_as_shared', target_tenant: '*' }),
      403,
      'PolicyNotAuthorized',
      '((((rule:create_rbac_policy and rule:create_rbac_policy:object_type) and rule:create_rbac_policy:object_id) and rule:create_rbac_policy:target_tenant) and rule:create_rbac_policy:action) is disallowed by policy',
    ],
    [
      'no target',
      (id) => ({ object_type: 'network', object_id: id, action: 'access_as_shared' }),
      400,
      'HTTPBadRequest',
      "Failed to parse request. Required attribute 'target_tenant' not specified",
    ],
  ];
  for (const [what, body, ...expected] of refusals) {
    it(`refuse ${what}`, async ({ member, reader, name, later }) => {
      const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
      later(() => member.network.networks.delete({ network_id: network.id }));
      const json = { rbac_policy: body(network.id, await projectOf(reader)) };
      expect(refused(await member.network.request('POST', '/rbac-policies', { json }))).toEqual(expected);
    });
  }
});
