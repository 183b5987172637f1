import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('flavors', { needs: ['admin', 'microversion 2.102'] }, (it) => {
  const small = { ram: 64, vcpus: 1, disk: 1 };

  it('are created with defaults, shown, and deleted', async ({ admin, name, later }) => {
    const wanted = { name: name('flavor'), ...small };
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: wanted } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    expect(flavor).toMatchObject({
      ...wanted,
      swap: 0,
      'OS-FLV-EXT-DATA:ephemeral': 0,
      'OS-FLV-DISABLED:disabled': false,
      'os-flavor-access:is_public': true,
      rxtx_factor: 1,
    });
    const { flavor: shown } = await admin.compute.flavors.show({ flavor_id: flavor.id });
    expect(shown).toEqual(flavor);
  });

  it('answer 200 to a create and 202 without a body to a delete', async ({ admin, name }) => {
    const created = await admin.compute.request('POST', '/flavors', { json: { flavor: { name: name('flavor'), ...small, id: 918_273_645 } } });
    expect(created.status).toBe(200);
    expect(created.json).toMatchObject({ flavor: { id: '918273645', swap: '' } });
    const deleted = await admin.compute.request('DELETE', '/flavors/918273645');
    expect([deleted.status, deleted.text]).toEqual([202, '']);
    const again = await admin.compute.request('DELETE', '/flavors/918273645');
    expect(again.json).toEqual({ itemNotFound: { code: 404, message: 'Flavor 918273645 could not be found.' } });
  });

  it('show no swap as an empty string before 2.75 and as 0 from then on', async ({ admin, name, later }) => {
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('flavor'), ...small } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const show = async (version: string) =>
      (await admin.compute.request('GET', `/flavors/${flavor.id}`, { headers: { 'OpenStack-API-Version': `compute ${version}` } })).json;
    expect(await show('2.74')).toMatchObject({ flavor: { swap: '' } });
    expect(await show('2.75')).toMatchObject({ flavor: { swap: 0 } });
    expect(Object.keys(((await show('2.102')) as { flavor: object }).flavor)).not.toContain('rxtx_factor');
  });

  it('take a description from 2.55 on, and can be updated from then on', async ({ admin, name, later }) => {
    const refused = await admin.compute.request('POST', '/flavors', { json: { flavor: { name: name('flavor'), ...small, description: 'x' } } });
    expect(refused.status).toBe(400);
    const { flavor } = await admin.compute.at('2.55').flavors.create({ body: { flavor: { name: name('flavor'), ...small, description: 'one' } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const { flavor: updated } = await admin.compute.at('2.55').flavors.update({ flavor_id: flavor.id, body: { flavor: { description: 'two' } } });
    expect(updated.description).toBe('two');
    const early = await admin.compute.request('PUT', `/flavors/${flavor.id}`, { json: { flavor: { description: 'three' } } });
    expect([early.status, early.json]).toEqual([404, { itemNotFound: { code: 404, message: 'The resource could not be found.' } }]);
  });

  const refused: [flavor: object, message: string][] = [
    [{ vcpus: 1, disk: 1 }, "Invalid input for field/attribute flavor. Value: {'vcpus': 1, 'disk': 1}. 'name' is a required property"],
    [{ name: 'x', ...small, ram: 0 }, 'Invalid input for field/attribute ram. Value: 0. 0 is less than the minimum of 1'],
    [{ name: 'x', ...small, ram: 'abc' }, "Invalid input for field/attribute ram. Value: abc. 'abc' does not match '^[0-9]+$'"],
    [{ name: 'x', ...small, ram: 1.5 }, "Invalid input for field/attribute ram. Value: 1.5. 1.5 is not of type 'integer', 'string'"],
    [{ name: 'x', ...small, id: 'a/b' }, "Invalid input for field/attribute id. Value: a/b. 'a/b' does not match '^(?! )[a-zA-Z0-9. _-]+(?<! )$'"],
    [{ name: '  ', ...small }, "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace."],
  ];
  for (const [flavor, message] of refused) {
    it(`refuse ${JSON.stringify(flavor)}`, async ({ admin }) => {
      const { status, json } = await admin.compute.request('POST', '/flavors', { json: { flavor } });
      expect([status, json]).toEqual([400, { badRequest: { code: 400, message } }]);
    });
  }

  it('refuse a taken name and a taken id', async ({ admin, name, later }) => {
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('flavor'), ...small } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const sameName = await admin.compute.request('POST', '/flavors', { json: { flavor: { name: flavor.name, ...small } } });
    expect(sameName.json).toEqual({ conflictingRequest: { code: 409, message: `Flavor with name ${flavor.name} already exists.` } });
    const sameId = await admin.compute.request('POST', '/flavors', { json: { flavor: { name: name('other'), ...small, id: flavor.id } } });
    expect(sameId.json).toEqual({ conflictingRequest: { code: 409, message: `Flavor with ID ${flavor.id} already exists.` } });
  });

  it('are made by admins only', async ({ member, name }) => {
    const { status, json } = await member.compute.request('POST', '/flavors', { json: { flavor: { name: name('flavor'), ...small } } });
    expect([status, json]).toEqual([
      403,
      { forbidden: { code: 403, message: "Policy doesn't allow os_compute_api:os-flavor-manage:create to be performed." } },
    ]);
  });

  it('that are not public are hidden from others', async ({ admin, member, name, later }) => {
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('flavor'), ...small, 'os-flavor-access:is_public': false } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const { status, json } = await member.compute.request('GET', `/flavors/${flavor.id}`);
    expect([status, json]).toEqual([404, { itemNotFound: { code: 404, message: `Flavor ${flavor.id} could not be found.` } }]);
    const listed = await admin.compute.flavors.list({ query: { is_public: ['None'] } });
    expect(listed.flavors.map(({ id }) => id)).toContain(flavor.id);
  });

  it('page by marker, with a link to the next page', async ({ admin }) => {
    const { flavors: all } = await admin.compute.flavors.list();
    const first = await admin.compute.flavors.list({ query: { limit: [1] } });
    expect(first.flavors).toEqual(all.slice(0, 1));
    expect(first.flavors_links).toEqual([{ rel: 'next', href: expect.stringMatching(/\/flavors\?limit=1&marker=/) }]);
    const second = await admin.compute.flavors.list({ query: { limit: [1], marker: [first.flavors[0]?.id ?? ''] } });
    expect(second.flavors).toEqual(all.slice(1, 2));
    const { json } = await admin.compute.request('GET', '/flavors?marker=nope');
    expect(json).toEqual({ badRequest: { code: 400, message: 'marker [nope] not found' } });
  });
});

contract('flavor extra specs', { needs: ['admin'] }, (it) => {
  it('are added, shown, replaced and deleted', async ({ admin, name, later }) => {
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('flavor'), ram: 64, vcpus: 1, disk: 1 } } });
    const flavor_id = flavor.id;
    later(() => admin.compute.flavors.delete({ flavor_id }));
    const specs = admin.compute.flavorExtraSpecs;
    expect(await specs.create({ flavor_id, body: { extra_specs: { 'hw:cpu_policy': 'shared', 'my:count': 2 } } })).toEqual({
      extra_specs: { 'hw:cpu_policy': 'shared', 'my:count': 2 },
    });
    expect(await specs.show({ flavor_id, key: 'my:count' })).toEqual({ 'my:count': '2' });
    expect(await specs.update({ flavor_id, key: 'my:count', body: { 'my:count': '3' } })).toEqual({ 'my:count': '3' });
    const mismatch = await admin.compute.request('PUT', `/flavors/${flavor_id}/os-extra_specs/my:count`, { json: { other: 'x' } });
    expect(mismatch.json).toEqual({ badRequest: { code: 400, message: 'Request body and URI mismatch' } });
    await specs.delete({ flavor_id, key: 'my:count' });
    expect(await specs.list({ flavor_id })).toEqual({ extra_specs: { 'hw:cpu_policy': 'shared' } });
    const missing = await admin.compute.request('GET', `/flavors/${flavor_id}/os-extra_specs/my:count`);
    expect(missing.json).toEqual({ itemNotFound: { code: 404, message: `Flavor ${flavor_id} has no extra specs with key my:count.` } });
  });
});

contract('flavor access', { needs: ['admin'] }, (it) => {
  it('is given to a project and taken away', async ({ admin, member, name, later }) => {
    const { flavor } = await admin.compute.flavors.create({
      body: { flavor: { name: name('flavor'), ram: 64, vcpus: 1, disk: 1, 'os-flavor-access:is_public': false } },
    });
    const flavor_id = flavor.id;
    later(() => admin.compute.flavors.delete({ flavor_id }));
    const tenant = (await member.whoami()).project?.id ?? '';
    const given = { flavor_access: [{ flavor_id, tenant_id: tenant }] };
    expect(await admin.compute.flavorAccess.add({ flavor_id, body: { addTenantAccess: { tenant } } })).toEqual(given);
    expect(await admin.compute.flavorAccess.list({ flavor_id })).toEqual(given);
    expect((await member.compute.flavors.show({ flavor_id })).flavor.name).toBe(flavor.name);
    const again = await admin.compute.request('POST', `/flavors/${flavor_id}/action`, { json: { addTenantAccess: { tenant } } });
    expect([again.status, again.json.conflictingRequest.message]).toEqual([
      409,
      expect.stringMatching(new RegExp(`^Flavor access already exists for flavor \\d+ and project ${tenant} combination\\.$`)),
    ]);
    expect(await admin.compute.flavorAccess.remove({ flavor_id, body: { removeTenantAccess: { tenant } } })).toEqual({ flavor_access: [] });
    expect((await member.compute.request('GET', `/flavors/${flavor_id}`)).status).toBe(404);
  });

  it('is refused for unknown projects, and not listed for public flavors', async ({ admin, name, later }) => {
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('flavor'), ram: 64, vcpus: 1, disk: 1 } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const unknown = await admin.compute.request('POST', `/flavors/${flavor.id}/action`, { json: { addTenantAccess: { tenant: 'nope' } } });
    expect(unknown.json).toEqual({ badRequest: { code: 400, message: 'Project ID nope is not a valid project.' } });
    const listed = await admin.compute.request('GET', `/flavors/${flavor.id}/os-flavor-access`);
    expect(listed.json).toEqual({ itemNotFound: { code: 404, message: 'Access list not available for public flavors.' } });
  });
});
