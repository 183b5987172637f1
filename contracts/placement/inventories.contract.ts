import { expect } from 'vitest';
import type { Stage } from '../../test/contract/contract.ts';
import { contract } from '../../test/contract/contract.ts';

/** A provider of this test's own. */
async function provider({ admin, name, later }: Stage): Promise<string> {
  const made = await admin.placement.at('1.39').resourceProviders.create({ body: { name: name('provider') } });
  const uuid = made?.uuid ?? '';
  later(() => admin.placement.at('1.39').resourceProviders.delete({ uuid }));
  return uuid;
}
const REST = { reserved: 0, min_unit: 1, max_unit: 2_147_483_647, step_size: 1, allocation_ratio: 1 };

contract('inventories', { needs: ['admin'] }, (it) => {
  it('are added, changed and taken away one by one', async (stage) => {
    const { inventories } = stage.admin.placement.at('1.39');
    const uuid = await provider(stage);
    expect(await inventories.create({ uuid, body: { resource_class: 'VCPU', total: 4, allocation_ratio: 2.5 } })).toEqual({
      ...REST,
      total: 4,
      allocation_ratio: 2.5,
      resource_provider_generation: 1,
    });
    const update = (resource_provider_generation: number) =>
      inventories.update({ uuid, resource_class: 'VCPU', body: { resource_provider_generation, total: 8, reserved: 8 } });
    expect(await update(1)).toEqual({ ...REST, total: 8, reserved: 8, resource_provider_generation: 2 });
    await expect(update(1)).rejects.toMatchObject({ status: 409 });
    expect((await inventories.show({ uuid, resource_class: 'VCPU' })).total).toBe(8);
    await expect(inventories.show({ uuid, resource_class: 'DISK_GB' })).rejects.toMatchObject({ status: 404 });
    await expect(inventories.create({ uuid, body: { resource_class: 'VCPU', total: 4 } })).rejects.toMatchObject({ status: 409 });
    await inventories.deleteAll({ uuid });
    expect(await inventories.list({ uuid })).toEqual({ resource_provider_generation: 3, inventories: {} });
    await expect(inventories.delete({ uuid, resource_class: 'VCPU' })).rejects.toMatchObject({ status: 404 });
  });

  it('leave something over before 1.26', async (stage) => {
    const uuid = await provider(stage);
    const body = { resource_class: 'VCPU', total: 4, reserved: 4 };
    await expect(stage.admin.placement.at('1.25').inventories.create({ uuid, body })).rejects.toMatchObject({ status: 400 });
    await stage.admin.placement.at('1.26').inventories.create({ uuid, body });
    const early = await stage.admin.placement.request('DELETE', `/resource_providers/${uuid}/inventories`, {
      headers: { 'OpenStack-API-Version': 'placement 1.4' },
    });
    expect(early.status).toBe(405);
  });
});

contract('aggregates of providers', { needs: ['admin'] }, (it) => {
  it('are set, guarded from 1.19 on, and searched by', async (stage) => {
    const { aggregates, resourceProviders } = stage.admin.placement.at('1.39');
    const [uuid, id] = [await provider(stage), crypto.randomUUID()];
    expect(await aggregates.replace({ uuid, body: { aggregates: [id], resource_provider_generation: 0 } })).toEqual({
      aggregates: [id],
      resource_provider_generation: 1,
    });
    await expect(aggregates.replace({ uuid, body: { aggregates: [], resource_provider_generation: 0 } })).rejects.toMatchObject({ status: 409 });
    expect(await stage.admin.placement.at('1.1').aggregates.replace({ uuid, body: [id] })).toEqual({ aggregates: [id] });
    expect(await aggregates.list({ uuid })).toEqual({ aggregates: [id], resource_provider_generation: 1 });
    const { resource_providers } = await resourceProviders.list({ query: { member_of: id } });
    expect(resource_providers.map((found) => found.uuid)).toEqual([uuid]);
  });
});

contract('consumers', { needs: ['admin'] }, (it) => {
  it('hold things together or not at all', async (stage) => {
    const { allocations, inventories, usages } = stage.admin.placement.at('1.39');
    const uuid = await provider(stage);
    await inventories.replace({ uuid, body: { resource_provider_generation: 0, inventories: { VCPU: { total: 4 } } } });
    const [one, other, project_id] = [crypto.randomUUID(), crypto.randomUUID(), stage.name('project')];
    const held = (amount: number) => ({
      allocations: { [uuid]: { resources: { VCPU: amount } } },
      project_id,
      user_id: 'u',
      consumer_type: 'TEST',
      consumer_generation: null,
    });
    for (const consumer_uuid of [one, other]) stage.later(() => allocations.delete({ consumer_uuid }));
    await expect(allocations.replaceMany({ body: { [one]: held(3), [other]: held(2) } })).rejects.toMatchObject({ status: 409 });
    await allocations.replaceMany({ body: { [one]: held(3), [other]: held(1) } });
    expect(await usages.ofProject({ query: { project_id } })).toEqual({ usages: { TEST: { VCPU: 4, consumer_count: 2 } } });
    expect(await stage.admin.placement.at('1.37').usages.ofProject({ query: { project_id, user_id: 'u' } })).toEqual({ usages: { VCPU: 4 } });
    expect(Object.keys((await allocations.ofProvider({ uuid })).allocations).toSorted()).toEqual([one, other].toSorted());
  });
});
