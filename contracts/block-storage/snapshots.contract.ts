import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { goneFrom, volumeOf } from '../../test/contract/storage.ts';

contract('snapshots', { needs: ['block storage'] }, (it) => {
  it('are created, shown, changed and deleted', async (company) => {
    const { member, name, settled } = company;
    const volume_id = await volumeOf(company);
    const { snapshots } = member['block-storage'];
    const title = name('snapshot');
    const { snapshot: made } = await snapshots.create({ body: { snapshot: { volume_id, name: ` ${title} `, metadata: { a: 'b' } } } });
    const snapshot_id = made.id;
    expect(made).toMatchObject({ status: 'creating', name: title, volume_id, size: 1, metadata: { a: 'b' } });
    const snapshot = await settled(
      async () => (await member['block-storage'].at('3.65').snapshots.show({ snapshot_id })).snapshot,
      ({ status }) => status !== 'creating',
    );
    expect(snapshot).toMatchObject({ status: 'available', consumes_quota: true, group_snapshot_id: null, 'os-extended-snapshot-attributes:progress': '100%' });
    const { snapshot: changed } = await snapshots.update({ snapshot_id, body: { snapshot: { name: 'other', description: 'x' } } });
    expect(changed).toMatchObject({ name: 'other', description: 'x' });
    expect((await snapshots.list({ query: { volume_id } })).snapshots.map(({ id }) => id)).toEqual([snapshot_id]);
    const counted = await member['block-storage'].at('3.45').snapshots.listDetail({ query: { volume_id, with_count: 'true', limit: '1' } });
    expect([counted.count, counted.snapshots_links?.[0]?.href]).toEqual([1, expect.stringContaining(`marker=${snapshot_id}`)]);
    await snapshots.delete({ snapshot_id });
    await goneFrom(company, `/snapshots/${snapshot_id}`);
  });

  it('have metadata', async (company) => {
    const { member, settled } = company;
    const { snapshots, snapshotMetadata: metadata } = member['block-storage'];
    const { snapshot } = await snapshots.create({ body: { snapshot: { volume_id: await volumeOf(company), metadata: { a: 'b' } } } });
    const snapshot_id = snapshot.id;
    await settled(
      async () => (await snapshots.show({ snapshot_id })).snapshot.status,
      (status) => status === 'available',
    );
    expect(await metadata.add({ snapshot_id, body: { metadata: { c: 'd' } } })).toEqual({ metadata: { a: 'b', c: 'd' } });
    expect(await metadata.update({ snapshot_id, key: 'c', body: { meta: { c: 'e' } } })).toEqual({ meta: { c: 'e' } });
    expect(await metadata.show({ snapshot_id, key: 'c' })).toEqual({ meta: { c: 'e' } });
    await metadata.delete({ snapshot_id, key: 'a' });
    expect(await metadata.list({ snapshot_id })).toEqual({ metadata: { c: 'e' } });
    expect(await metadata.replace({ snapshot_id, body: { metadata: {} } })).toEqual({ metadata: {} });
    const gone = await member['block-storage'].request('DELETE', `/snapshots/${snapshot_id}/metadata/a`);
    expect(gone.json.itemNotFound.message).toBe(`Snapshot ${snapshot_id} has no metadata with key a.`);
  });

  it('are told to be in another state', async (company) => {
    const { admin, member, settled } = company;
    const { snapshots } = admin['block-storage'];
    const { snapshot } = await member['block-storage'].snapshots.create({ body: { snapshot: { volume_id: await volumeOf(company) } } });
    const snapshot_id = snapshot.id;
    const status = async () => (await snapshots.show({ snapshot_id })).snapshot.status;
    await settled(status, (now) => now === 'available');
    const refused = async (json: object) =>
      (await admin['block-storage'].request('POST', `/snapshots/${snapshot_id}/action`, { json })).json.badRequest.message as string;
    expect(await refused({ 'os-update_snapshot_status': { status: 'error' } })).toBe('Snapshot status available not allowed for update_snapshot_status');
    expect(await refused({ 'os-reset_status': { status: 'fine' } })).toMatch(/^Snapshot status: fine is invalid, valid statuses are: \('error', /);
    await snapshots.resetStatus({ snapshot_id, body: { 'os-reset_status': { status: 'CREATING' } } });
    await snapshots.updateStatus({ snapshot_id, body: { 'os-update_snapshot_status': { status: 'creating', progress: '50%' } } });
    expect((await snapshots.show({ snapshot_id })).snapshot).toMatchObject({ status: 'creating', 'os-extended-snapshot-attributes:progress': '50%' });
    const held = await admin['block-storage'].request('DELETE', `/snapshots/${snapshot_id}`);
    expect(held.json.badRequest.message).toBe('Invalid snapshot: Snapshot status must be available or error and must not be part of a group.');
    await snapshots.forceDelete({ snapshot_id, body: { 'os-force_delete': {} } });
    await goneFrom(company, `/snapshots/${snapshot_id}`);
  });

  it('are of a project', async (company) => {
    const { admin, member } = company;
    const { snapshot } = await admin['block-storage'].snapshots.create({ body: { snapshot: { volume_id: await volumeOf(company, 'admin') } } });
    const strange = await member['block-storage'].request('GET', `/snapshots/${snapshot.id}`);
    expect([strange.status, strange.json.itemNotFound.message]).toEqual([404, `Snapshot ${snapshot.id} could not be found.`]);
    const own = await member['block-storage'].snapshots.list({ query: { all_tenants: '1' } });
    expect(own.snapshots.map(({ id }) => id)).not.toContain(snapshot.id);
    const unknown = await member['block-storage'].at('3.31').request('GET', '/snapshots?nope=1');
    expect(unknown.json.badRequest.message).toBe('Invalid filters nope are found in query options.');
  });
});
