import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('resource providers', { needs: ['admin'] }, (it) => {
  it('are created, shown, renamed and deleted', async ({ admin, name, later }) => {
    const placement = admin.placement.at('1.39');
    const provider = await placement.resourceProviders.create({ body: { name: name('provider') } });
    if (!provider) throw new Error('from 1.20 on a create says what it made');
    later(() => placement.resourceProviders.delete({ uuid: provider.uuid }));
    expect(provider).toMatchObject({ generation: 0, parent_provider_uuid: null, root_provider_uuid: provider.uuid });
    expect(provider.links.map(({ rel }) => rel)).toEqual(['self', 'inventories', 'usages', 'aggregates', 'traits', 'allocations']);
    const renamed = name('provider');
    const updated = await placement.resourceProviders.update({ uuid: provider.uuid, body: { name: renamed } });
    expect(updated.name).toBe(renamed);
    const { resource_providers } = await placement.resourceProviders.list({ query: { name: renamed } });
    expect(resource_providers.map(({ uuid }) => uuid)).toEqual([provider.uuid]);
    const twice = await admin.placement.request('POST', '/resource_providers', {
      json: { name: renamed },
      headers: { 'OpenStack-API-Version': 'placement 1.39', Accept: 'application/json' },
    });
    expect([twice.status, twice.json.errors[0]]).toMatchObject([409, { status: 409, title: 'Conflict', code: 'placement.duplicate_name' }]);
    expect(twice.json.errors[0].detail).toBe(
      `There was a conflict when trying to complete your request.\n\n Conflicting resource provider name: ${renamed} already exists.  `,
    );
  });

  it('answer 201 and a place before 1.20', async ({ admin, name, later }) => {
    const { status, headers } = await admin.placement.resourceProviders.create({ body: { name: name('provider') } }).whole();
    const uuid = headers.get('location')?.split('/').at(-1) ?? '';
    later(() => admin.placement.resourceProviders.delete({ uuid }));
    expect(status).toBe(201);
    const shown = await admin.placement.resourceProviders.show({ uuid });
    expect(shown.links.map(({ rel }) => rel)).toEqual(['self', 'inventories', 'usages']);
  });

  it('have inventories, guarded by their generation', async ({ admin, name, later }) => {
    const placement = admin.placement.at('1.39');
    const provider = await placement.resourceProviders.create({ body: { name: name('provider') } });
    const uuid = provider?.uuid ?? '';
    later(() => placement.resourceProviders.delete({ uuid }));
    const put = { resource_provider_generation: 0, inventories: { VCPU: { total: 4 } } };
    const inventory = { total: 4, reserved: 0, min_unit: 1, max_unit: 2_147_483_647, step_size: 1, allocation_ratio: 1 };
    expect(await placement.inventories.replace({ uuid, body: put })).toEqual({ resource_provider_generation: 1, inventories: { VCPU: inventory } });
    const stale = await admin.placement.request('PUT', `/resource_providers/${uuid}/inventories`, {
      json: put,
      headers: { 'OpenStack-API-Version': 'placement 1.39', Accept: 'application/json' },
    });
    expect([stale.status, stale.json.errors[0].code]).toEqual([409, 'placement.concurrent_update']);
    expect(await placement.usages.ofProvider({ uuid })).toEqual({ resource_provider_generation: 1, usages: { VCPU: 0 } });
    const traits = await placement.resourceProviderTraits.replace({ uuid, body: { traits: ['HW_CPU_X86_AVX2'], resource_provider_generation: 1 } });
    expect(traits).toEqual({ traits: ['HW_CPU_X86_AVX2'], resource_provider_generation: 2 });
    await placement.inventories.delete({ uuid, resource_class: 'VCPU' });
    expect((await placement.inventories.list({ uuid })).inventories).toEqual({});
  });

  it('are for admins', async ({ member }) => {
    const answer = await member.placement.request('GET', '/resource_providers', { headers: { Accept: 'application/json' } });
    expect([answer.status, answer.json.errors[0].detail]).toEqual([
      403,
      'Access was denied to this resource.\n\n Policy does not allow placement:resource_providers:list to be performed.  ',
    ]);
  });

  it('know their methods and versions', async ({ admin }) => {
    const patch = await admin.placement.request('PATCH', '/resource_providers', { json: {} });
    expect([patch.status, patch.headers.get('allow')]).toEqual([405, 'GET, POST']);
    const version = (text: string) =>
      admin.placement.request('GET', '/resource_providers', { headers: { 'OpenStack-API-Version': `placement ${text}`, Accept: 'application/json' } });
    const far = await version('9.9');
    expect([far.status, far.json.errors[0]]).toMatchObject([406, { status: 406, min_version: '1.0' }]);
    expect((await version('abc')).status).toBe(400);
    expect((await admin.placement.request('GET', '/allocation_candidates?resources=VCPU:1')).status).toBe(404);
    const missing = await admin.placement.request('POST', '/resource_providers', {
      json: {},
      headers: { 'OpenStack-API-Version': 'placement 1.39', Accept: 'application/json' },
    });
    expect([missing.status, missing.json.errors[0].detail]).toEqual([
      400,
      expect.stringContaining("JSON does not validate: 'name' is a required property  Failed validating 'required' in schema:     {'type': 'object',"),
    ]);
  });
});
