import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('volume types', { needs: ['admin', 'block storage'] }, (it) => {
  it('are created, shown, listed, changed and deleted', async ({ admin, member, name, later }) => {
    const renamed = name('renamed');
    const title = name('type');
    const types = admin['block-storage'].volumeTypes;
    const { volume_type: made } = await types.create({ body: { volume_type: { name: title, description: 'one', extra_specs: { 'my:key': '1' } } } });
    const type_id = made.id;
    later(() => types.delete({ type_id }));
    expect(made).toMatchObject({ name: title, is_public: true, description: 'one', extra_specs: { 'my:key': '1' } });
    expect((await types.show({ type_id })).volume_type).toMatchObject({ id: type_id, qos_specs_id: null, 'os-volume-type-access:is_public': true });
    const seen = (await member['block-storage'].volumeTypes.show({ type_id })).volume_type;
    expect([seen.extra_specs, Object.keys(seen).includes('qos_specs_id')]).toEqual([{}, false]);
    const { volume_type: changed } = await types.update({ type_id, body: { volume_type: { name: renamed, description: 'two', is_public: false } } });
    expect(changed).toMatchObject({ name: renamed, description: 'two', is_public: false });
    expect((await types.list({ query: { is_public: 'False' } })).volume_types.map(({ id }) => id)).toContain(type_id);
    expect((await types.list()).volume_types.map(({ id }) => id)).not.toContain(type_id);
    await types.delete({ type_id });
    const gone = await admin['block-storage'].request('GET', `/types/${type_id}`);
    expect([gone.status, gone.json]).toEqual([404, { itemNotFound: { code: 404, message: `Volume type ${type_id} could not be found.` } }]);
  });

  it('are found by their extra specs', async ({ admin, member, name, later }) => {
    const key = name('key');
    const types = admin['block-storage'].volumeTypes;
    const { volume_type } = await types.create({ body: { volume_type: { name: name('type'), extra_specs: { [key]: 'x' } } } });
    later(() => types.delete({ type_id: volume_type.id }));
    const found = async (connection: typeof admin, value: string) =>
      (await connection['block-storage'].at('3.52').volumeTypes.list({ query: { extra_specs: `{'${key}': '${value}'}` } })).volume_types.map(({ id }) => id);
    expect(await found(admin, 'x')).toEqual([volume_type.id]);
    expect(await found(admin, 'y')).toEqual([]);
    expect(await found(member, 'x')).toEqual([]);
  });

  it('have names of their own', async ({ admin, name, later }) => {
    const title = name('type');
    const types = admin['block-storage'].volumeTypes;
    const { volume_type } = await types.create({ body: { volume_type: { name: title } } });
    later(() => types.delete({ type_id: volume_type.id }));
    const again = await admin['block-storage'].request('POST', '/types', { json: { volume_type: { name: title } } });
    expect([again.status, again.json.conflictingRequest.message]).toEqual([409, `Volume Type ${title} already exists.`]);
    const blank = await admin['block-storage'].request('POST', '/types', { json: { volume_type: { name: ' ' } } });
    expect(blank.json.badRequest.message).toBe("An invalid 'name' value was provided. The 'name' can not be empty.");
    const nothing = await admin['block-storage'].request('PUT', `/types/${volume_type.id}`, { json: { volume_type: {} } });
    expect(nothing.json.badRequest.message).toBe('Specify volume type name, description, is_public or a combination thereof.');
    const update = await admin['block-storage'].request('POST', `/types/${volume_type.id}/action`, { json: { update: {} } });
    expect(update.json.badRequest.message).toBe("'volume_type' is a required property");
  });

  it('include the default one, which stays', async ({ admin }) => {
    const { volume_type } = await admin['block-storage'].volumeTypes.show({ type_id: 'default' });
    expect(volume_type).not.toHaveProperty('os-volume-type-access:is_public');
    const refused = await admin['block-storage'].request('DELETE', `/types/${volume_type.id}`);
    expect([refused.status, refused.json.badRequest.message]).toEqual([
      400,
      `The volume type ${volume_type.id} is a default volume type and cannot be deleted.`,
    ]);
  });
});

contract('access to volume types', { needs: ['admin', 'block storage'] }, (it) => {
  it('is given to a project and taken away', async ({ admin, member, name, later }) => {
    const types = admin['block-storage'].volumeTypes;
    const { volume_type } = await types.create({ body: { volume_type: { name: name('type'), 'os-volume-type-access:is_public': false } } });
    const type_id = volume_type.id;
    later(() => types.delete({ type_id }));
    const project = (await member.whoami()).project?.id ?? '';
    expect((await member['block-storage'].request('GET', `/types/${type_id}`)).status).toBe(404);
    await types.addAccess({ type_id, body: { addProjectAccess: { project } } });
    expect(await types.listAccess({ type_id })).toEqual({ volume_type_access: [{ volume_type_id: type_id, project_id: project }] });
    expect((await member['block-storage'].volumeTypes.list()).volume_types.map(({ id }) => id)).toContain(type_id);
    const again = await admin['block-storage'].request('POST', `/types/${type_id}/action`, { json: { addProjectAccess: { project } } });
    expect([again.status, again.json.conflictingRequest.message]).toEqual([409, `Volume type access for ${type_id} / ${project} combination already exists.`]);
    await types.removeAccess({ type_id, body: { removeProjectAccess: { project } } });
    expect((await member['block-storage'].request('GET', `/types/${type_id}`)).status).toBe(404);
  });

  it('is not listed for public ones', async ({ admin }) => {
    const { volume_type } = await admin['block-storage'].volumeTypes.show({ type_id: 'default' });
    const listed = await admin['block-storage'].request('GET', `/types/${volume_type.id}/os-volume-type-access`);
    expect([listed.status, listed.json.itemNotFound.message]).toEqual([404, 'Access list not available for public volume types.']);
  });
});

contract('extra specs of volume types', { needs: ['admin', 'block storage'] }, (it) => {
  it('are added, shown, replaced and deleted', async ({ admin, name, later }) => {
    const { volume_type } = await admin['block-storage'].volumeTypes.create({ body: { volume_type: { name: name('type') } } });
    const type_id = volume_type.id;
    later(() => admin['block-storage'].volumeTypes.delete({ type_id }));
    const specs = admin['block-storage'].volumeTypeExtraSpecs;
    expect(await specs.create({ type_id, body: { extra_specs: { 'a:b': 'c', d: null } } })).toEqual({ extra_specs: { 'a:b': 'c', d: null } });
    expect(await specs.show({ type_id, key: 'a:b' })).toEqual({ 'a:b': 'c' });
    expect(await specs.update({ type_id, key: 'a:b', body: { 'a:b': 'e' } })).toEqual({ 'a:b': 'e' });
    expect(await specs.list({ type_id })).toEqual({ extra_specs: { 'a:b': 'e', d: null } });
    await specs.delete({ type_id, key: 'd' });
    const missing = await admin['block-storage'].request('GET', `/types/${type_id}/extra_specs/d`);
    expect(missing.json.itemNotFound.message).toBe(`Volume Type ${type_id} has no extra specs with key d.`);
    const strange = await admin['block-storage'].request('POST', `/types/${type_id}/extra_specs`, { json: { extra_specs: { 'a b': 'c' } } });
    expect(strange.json.badRequest.message).toBe(
      "Invalid input for field/attribute extra_specs. Value: {'a b': 'c'}. 'a b' does not match any of the regexes: '^[a-zA-Z0-9-_:.]{1,255}$'",
    );
  });
});

contract('encryption of volume types', { needs: ['admin', 'block storage'] }, (it) => {
  it('is set, shown, changed and removed', async ({ admin, name, later }) => {
    const { volume_type } = await admin['block-storage'].volumeTypes.create({ body: { volume_type: { name: name('type') } } });
    const type_id = volume_type.id;
    later(() => admin['block-storage'].volumeTypes.delete({ type_id }));
    const encryption = admin['block-storage'].volumeTypeEncryption;
    expect(await encryption.list({ type_id })).toEqual({});
    const wanted = { provider: 'luks', control_location: 'front-end', cipher: 'aes-xts-plain64', key_size: '256' } as const;
    const made = await encryption.create({ type_id, body: { encryption: wanted } });
    expect(made.encryption).toMatchObject({ ...wanted, key_size: 256, volume_type_id: type_id });
    expect(await encryption.update({ type_id, encryption_id: 'any', body: { encryption: { key_size: 512 } } })).toEqual({ encryption: { key_size: 512 } });
    expect(await encryption.show({ type_id, key: 'key_size' })).toEqual({ key_size: 512 });
    expect(await encryption.list({ type_id })).toMatchObject({ provider: 'luks', key_size: 512, deleted: false });
    await encryption.delete({ type_id, encryption_id: 'any' });
    const none = await admin['block-storage'].request('DELETE', `/types/${type_id}/encryption/any`);
    expect(none.json.itemNotFound.message).toBe(`Volume type encryption for type ${type_id} does not exist.`);
  });
});
