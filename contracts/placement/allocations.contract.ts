import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { dispose, running } from '../../test/contract/server.ts';

const ask = { 'OpenStack-API-Version': 'placement 1.39', Accept: 'application/json' };

contract('allocations', { needs: ['admin'] }, (it) => {
  it('are taken, guarded by generations, and given back', async ({ admin, name, later }) => {
    const placement = admin.placement.at('1.39');
    const provider = await placement.resourceProviders.create({ body: { name: name('provider') } });
    const uuid = provider?.uuid ?? '';
    later(() => placement.resourceProviders.delete({ uuid }));
    await placement.inventories.replace({ uuid, body: { resource_provider_generation: 0, inventories: { VCPU: { total: 4 } } } });
    const consumer_uuid = crypto.randomUUID();
    const hold = (amount: number, consumer_generation: number | null) => ({
      allocations: { [uuid]: { resources: { VCPU: amount } } },
      project_id: 'p',
      user_id: 'u',
      consumer_type: 'TEST',
      consumer_generation,
    });
    later(() => placement.allocations.delete({ consumer_uuid }));
    await placement.allocations.replace({ consumer_uuid, body: hold(3, null) });
    expect(await placement.allocations.ofConsumer({ consumer_uuid })).toMatchObject({
      allocations: { [uuid]: { generation: 2, resources: { VCPU: 3 } } },
      consumer_generation: 1,
      consumer_type: 'TEST',
    });
    const again = await admin.placement.request('PUT', `/allocations/${consumer_uuid}`, { json: hold(1, null), headers: ask });
    expect([again.status, again.json.errors[0]]).toMatchObject([409, { code: 'placement.concurrent_update' }]);
    expect(again.json.errors[0].detail).toContain('consumer generation conflict - expected 1 but got None');
    const more = await admin.placement.request('PUT', `/allocations/${consumer_uuid}`, { json: hold(5, 1), headers: ask });
    expect([more.status, more.json.errors[0].detail]).toEqual([409, expect.stringContaining('The requested amount would exceed the capacity.')]);
    expect((await placement.usages.ofProvider({ uuid })).usages).toEqual({ VCPU: 3 });
    const held = await admin.placement.request('DELETE', `/resource_providers/${uuid}`, { headers: ask });
    expect([held.status, held.json.errors[0].code]).toEqual([409, 'placement.resource_provider.inuse']);
    await placement.allocations.delete({ consumer_uuid });
    expect(await placement.allocations.ofConsumer({ consumer_uuid })).toEqual({ allocations: {} });
  });

  it('can be had from a tree of providers, in groups', async ({ admin, name, later }) => {
    const placement = admin.placement.at('1.39');
    const make = async (parent?: string, inventories: Record<string, { total: number }> = {}): Promise<string> => {
      const uuid = crypto.randomUUID();
      const body = { name: name('provider'), uuid, ...(parent !== undefined && { parent_provider_uuid: parent }) };
      await admin.placement.at('1.14').resourceProviders.create({ body });
      later(() => placement.resourceProviders.delete({ uuid }));
      await placement.inventories.replace({ uuid, body: { resource_provider_generation: 0, inventories } });
      return uuid;
    };
    const root = await make(undefined, { MEMORY_MB: { total: 1024 } });
    const [left, right] = [await make(root, { SRIOV_NET_VF: { total: 2 } }), await make(root, { SRIOV_NET_VF: { total: 2 } })];
    const candidates = async (query: Record<string, string>) =>
      (await placement.allocationCandidates.list({ query: { ...query, in_tree: root } })).allocation_requests;
    const whole = await candidates({ resources: 'MEMORY_MB:512,SRIOV_NET_VF:2' });
    expect(whole.map(({ allocations }) => Object.keys(allocations).toSorted())).toEqual(
      expect.arrayContaining([[root, left].toSorted(), [root, right].toSorted()]),
    );
    expect(whole).toHaveLength(2);
    const groups = { resources: 'MEMORY_MB:512', resources_A: 'SRIOV_NET_VF:1', resources_B: 'SRIOV_NET_VF:1', in_tree_A: root, in_tree_B: root };
    expect(await candidates({ ...groups, group_policy: 'isolate' })).toHaveLength(2);
    expect(await candidates({ ...groups, group_policy: 'none' })).toHaveLength(4);
    expect(await candidates({ resources: 'SRIOV_NET_VF:3' })).toEqual([]);
  });
});

contract('what servers hold', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  it('is in the ledger for as long as they are', async (stage) => {
    const { admin, settled } = stage;
    const placement = admin.placement.at('1.39');
    const id = await running(stage, admin);
    const { json } = await admin.compute.at('2.53').request('GET', `/servers/${id}`, { headers: { 'OpenStack-API-Version': 'compute 2.53' } });
    const { vcpus, ram } = json.server.flavor as { vcpus: number; ram: number };
    const held = await placement.allocations.ofConsumer({ consumer_uuid: id });
    expect(held).toMatchObject({ consumer_type: 'unknown', project_id: json.server.tenant_id });
    const [[provider, mine] = ['', undefined]] = Object.entries(held.allocations);
    expect(mine?.resources).toMatchObject({ VCPU: vcpus, MEMORY_MB: ram });
    const { resource_providers } = await placement.resourceProviders.list({ query: { uuid: provider } });
    expect(resource_providers.map(({ name }) => name)).toEqual([json.server['OS-EXT-SRV-ATTR:hypervisor_hostname']]);
    expect(await placement.allocations.ofProvider({ uuid: provider })).toMatchObject({ allocations: { [id]: { consumer_generation: 1 } } });
    await dispose(stage, admin, id);
    const after = await settled(
      () => placement.allocations.ofConsumer({ consumer_uuid: id }),
      ({ allocations }) => Object.keys(allocations).length === 0,
    );
    expect(after).toEqual({ allocations: {} });
  });
});
