import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { goneFrom, volumeOf } from '../../test/contract/storage.ts';

contract('group types', { needs: ['admin', 'block storage'] }, (it) => {
  it('are created, shown, listed, changed and deleted', async ({ admin, member, name, later }) => {
    const { groupTypes, groupSpecs } = admin['block-storage'].at('3.71');
    const title = name('type');
    const { group_type: made } = await groupTypes.create({ body: { group_type: { name: title, group_specs: { k: 'v' } } } });
    const group_type_id = made.id;
    later(() => groupTypes.delete({ group_type_id }));
    expect(made).toEqual({ id: group_type_id, name: title, description: null, is_public: true, group_specs: { k: 'v' } });
    const seen = (await member['block-storage'].at('3.71').groupTypes.show({ group_type_id })).group_type;
    expect(seen).toEqual({ id: group_type_id, name: title, description: null, is_public: true });
    expect(await groupSpecs.create({ group_type_id, body: { group_specs: { a: 'b' } } })).toEqual({ group_specs: { a: 'b' } });
    expect(await groupSpecs.update({ group_type_id, key: 'a', body: { a: 'c' } })).toEqual({ a: 'c' });
    await groupSpecs.delete({ group_type_id, key: 'k' });
    expect(await groupSpecs.list({ group_type_id })).toEqual({ group_specs: { a: 'c' } });
    const { group_type: changed } = await groupTypes.update({ group_type_id, body: { group_type: { description: 'x', is_public: false } } });
    expect(changed).toMatchObject({ description: 'x', is_public: false });
    expect((await groupTypes.list({ query: { is_public: 'False' } })).group_types.map(({ id }) => id)).toContain(group_type_id);
    await groupTypes.delete({ group_type_id });
    const gone = await admin['block-storage'].at('3.71').request('GET', `/group_types/${group_type_id}`);
    expect(gone.json.itemNotFound.message).toBe(`Group type ${group_type_id} could not be found.`);
    expect((await admin['block-storage'].at('3.10').request('GET', '/group_types')).status).toBe(404);
  });
});

contract('groups of volumes', { needs: ['admin', 'block storage'] }, (it) => {
  it('have volumes, and snapshots of all of them', async (company) => {
    const { admin, name, later, settled } = company;
    const storage = admin['block-storage'].at('3.71');
    const { groups, groupSnapshots, groupTypes, snapshots, volumeTypes } = storage;
    const { group_type } = await groupTypes.create({ body: { group_type: { name: name('type') } } });
    const { volume_type } = await volumeTypes.show({ type_id: 'default' });
    later(() => groupTypes.delete({ group_type_id: group_type.id }));
    const title = name('group');
    const { group: made } = await groups.create({ body: { group: { name: title, group_type: group_type.id, volume_types: [volume_type.id] } } });
    const group_id = made.id;
    later(async () => {
      await groups.delete({ group_id, body: { delete: { 'delete-volumes': true } } });
      await goneFrom(company, `/groups/${group_id}`);
    });
    const ready = async () => (await groups.show({ group_id, query: { list_volume: 'True' } })).group;
    const group = await settled(ready, ({ status }) => status !== 'creating');
    expect(group).toMatchObject({ status: 'available', name: title, volume_types: [volume_type.id], volumes: [] });
    const volume_id = await volumeOf(company, 'admin');
    await groups.update({ group_id, body: { group: { name: 'other', add_volumes: volume_id } } });
    expect(await settled(ready, ({ status }) => status === 'available')).toMatchObject({ name: 'other', volumes: [volume_id] });
    expect((await groups.listDetail({ query: { name: 'other' } })).groups.map(({ id }) => id)).toContain(group_id);
    const held = await storage.request('DELETE', `/volumes/${volume_id}`);
    expect(held.json.badRequest.message).toMatch(/must not be migrating, attached, belong to a group/);
    const { group_snapshot } = await groupSnapshots.create({ body: { group_snapshot: { group_id, name: 'shot' } } });
    const group_snapshot_id = group_snapshot.id;
    const shot = await settled(
      async () => (await groupSnapshots.show({ group_snapshot_id })).group_snapshot,
      ({ status }) => status !== 'creating',
    );
    expect(shot).toMatchObject({ status: 'available', group_id, name: 'shot' });
    const { volume: made_in } = await storage.volumes.create({ body: { volume: { size: 1, group_id, volume_type: volume_type.id } } });
    expect(made_in.group_id).toBe(group_id);
    const taken = (await snapshots.listDetail({ query: { group_snapshot_id } })).snapshots;
    expect(taken).toMatchObject([{ volume_id, name: 'shot', group_snapshot_id }]);
    const kept = await storage.request('POST', `/groups/${group_id}/action`, { json: { delete: {} } });
    expect(kept.json.badRequest.message).toBe('Invalid Group: Group has existing snapshots.');
    await groupSnapshots.delete({ group_snapshot_id });
    await goneFrom(company, `/group_snapshots/${group_snapshot_id}`);
    await groups.update({ group_id, body: { group: { remove_volumes: volume_id } } });
    expect(await settled(ready, ({ status }) => status === 'available')).toMatchObject({ volumes: [made_in.id] });
  });

  it('are refused where they do not fit', async ({ admin }) => {
    const storage = admin['block-storage'].at('3.71');
    const post = async (path: string, json: object) => (await storage.request('POST', path, { json })).json;
    const nothing = await post('/groups', { group: { group_type: 'nope', volume_types: ['x'] } });
    expect(nothing.itemNotFound.message).toBe('Group type with name nope could not be found.');
    const reserved = await post('/groups', { group: { group_type: 'default_cgsnapshot_type', volume_types: ['x'] } });
    expect(reserved.badRequest.message).toMatch(/ is reserved for migrating CGs to groups\. Migrated group can only be operated by CG APIs\.$/);
    const missing = '00000000-0000-4000-8000-000000000000';
    const copied = await post('/groups/action', { 'create-from-src': { source_group_id: missing } });
    expect(copied.itemNotFound.message).toBe(`Group ${missing} could not be found.`);
    expect((await post('/group_snapshots', { group_snapshot: { group_id: missing } })).itemNotFound.message).toBe(`Group ${missing} could not be found.`);
  });
});

contract('consistency groups', { needs: ['admin', 'block storage'] }, (it) => {
  it.emulatorOnly('a cloud whose backend has none keeps them for ever', 'end in error on a backend that has none', async (company) => {
    const { admin, settled, name } = company;
    const { consistencyGroups, cgSnapshots } = admin['block-storage'];
    const title = name('group');
    const { consistencygroup } = await consistencyGroups.create({ body: { consistencygroup: { name: title, volume_types: '__DEFAULT__' } } });
    const group_id = consistencygroup.id;
    const shown = async () => (await consistencyGroups.show({ group_id })).consistencygroup;
    expect(await settled(shown, ({ status }) => status !== 'creating')).toMatchObject({ name: title, status: 'error' });
    expect((await consistencyGroups.list()).consistencygroups).toContainEqual({ id: group_id, name: title });
    const plain = await admin['block-storage'].at('3.13').request('GET', `/groups/${group_id}`);
    expect(plain.json.badRequest.message).toMatch(/ is reserved for migrating CGs to groups\./);
    expect(await cgSnapshots.list()).toEqual({ cgsnapshots: [] });
    const empty = await admin['block-storage'].request('POST', '/cgsnapshots', { json: { cgsnapshot: { consistencygroup_id: group_id } } });
    expect(empty.json.badRequest.message).toMatch(/^Invalid Group: Source group cannot be empty/);
    await consistencyGroups.delete({ group_id, body: { consistencygroup: { force: true } } });
    expect(await settled(shown, ({ status }) => status !== 'deleting')).toMatchObject({ status: 'error' });
  });
});
