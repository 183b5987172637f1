import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { newVolume, refused } from '../../test/contract/volumes.ts';

const SERVER = '11111111-2222-4333-8444-555555555555';

contract('actions of volumes', { needs: ['admin', 'block storage'] }, (it) => {
  it('make them larger, and never smaller', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { volumes, volumeActions } = stage.member['block-storage'];
    await volumeActions.extend({ volume_id, body: { 'os-extend': { new_size: 3 } } });
    const extended = await stage.settled(
      async () => (await volumes.show({ volume_id })).volume,
      ({ status }) => status === 'available',
    );
    expect(extended.size).toBe(3);
    const again = await stage.member['block-storage'].request('POST', `/volumes/${volume_id}/action`, { json: { 'os-extend': { new_size: 3 } } });
    expect(refused(again)).toEqual([400, 'Invalid input received: New size for extend must be greater than current size. (current: 3, extended: 3).']);
  });

  it('say whether they are read-only and bootable', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { volumes, volumeActions } = stage.member['block-storage'];
    await volumeActions.updateReadonlyFlag({ volume_id, body: { 'os-update_readonly_flag': { readonly: true } } });
    await volumeActions.setBootable({ volume_id, body: { 'os-set_bootable': { bootable: true } } });
    expect((await volumes.show({ volume_id })).volume).toMatchObject({ bootable: 'true', metadata: { readonly: 'True' } });
    const attach = { 'os-attach': { instance_uuid: SERVER, mountpoint: '/dev/vdb' } };
    const writing = await stage.member['block-storage'].request('POST', `/volumes/${volume_id}/action`, { json: attach });
    expect(refused(writing)).toEqual([400, `Invalid attaching mode 'rw' for volume ${volume_id}.`]);
  });

  it('change their type', async (stage) => {
    const { admin, member, name, later, settled } = stage;
    const { volume_type } = await admin['block-storage'].volumeTypes.create({ body: { volume_type: { name: name('type') } } });
    later(() => admin['block-storage'].volumeTypes.delete({ type_id: volume_type.id }));
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { volumes, volumeActions } = member['block-storage'];
    await volumeActions.retype({ volume_id, body: { 'os-retype': { new_type: volume_type.name } } });
    const retyped = await settled(
      async () => (await volumes.show({ volume_id })).volume,
      ({ status }) => status === 'available',
    );
    expect(retyped.volume_type).toBe(volume_type.name);
    const same = await member['block-storage'].request('POST', `/volumes/${volume_id}/action`, { json: { 'os-retype': { new_type: volume_type.name } } });
    expect(refused(same)[1]).toMatch(/^Invalid volume: Retype needs volume to be in available or in-use state/);
  });

  it('of admins reset, delete and forget them', async (stage) => {
    const { admin, member } = stage;
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const action = async (as: typeof admin, json: object, id = volume_id) =>
      refused(await as['block-storage'].request('POST', `/volumes/${id}/action`, { json }));
    const rule = 'volume_extension:volume_admin_actions:reset_status';
    expect(await action(member, { 'os-reset_status': { status: 'error' } })).toEqual([403, `Policy doesn't allow ${rule} to be performed.`]);
    const { volumeActions, volumes } = admin['block-storage'];
    await volumeActions.resetStatus({ volume_id, body: { 'os-reset_status': { status: 'Error', migration_status: 'migrating' } } });
    expect((await volumes.show({ volume_id })).volume).toMatchObject({ status: 'error', migration_status: 'migrating' });
    expect(await action(admin, { 'os-reset_status': {} })).toEqual([400, "Must specify 'status', 'attach_status' or 'migration_status' for update."]);
    expect(await action(admin, { 'os-reset_status': { status: 'deleting' } })).toEqual([400, 'Cannot reset-state to deleting']);
    await volumeActions.resetStatus({ volume_id, body: { 'os-reset_status': { migration_status: 'none' } } });
    await volumeActions.forceDelete({ volume_id, body: { 'os-force_delete': null } });
    const { id: forgotten } = await newVolume(stage, { size: 1 });
    await volumeActions.unmanage({ volume_id: forgotten, body: { 'os-unmanage': null } });
    for (const id of [volume_id, forgotten])
      await stage.settled(
        async () => (await member['block-storage'].request('GET', `/volumes/${id}`)).status,
        (status) => status === 404,
      );
  });

  it('move them where there is another backend only', async (stage) => {
    const { admin } = stage;
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const action = async (json: object) => refused(await admin['block-storage'].at('3.16').request('POST', `/volumes/${volume_id}/action`, { json }));
    expect(await action({ 'os-migrate_volume': { host: 'nowhere' } })).toEqual([400, "Invalid host: No available service named 'nowhere'"]);
    expect(await action({ 'os-migrate_volume': {} })).toEqual([400, 'Invalid input received: One and only one of cluster and host must be set.']);
    const { volumeActions } = admin['block-storage'];
    const { id: other } = await newVolume(stage, { size: 1 });
    const completed = await volumeActions.completeMigration({ volume_id, body: { 'os-migrate_volume_completion': { new_volume: other } } });
    expect(completed).toEqual({ save_volume_id: other });
    expect(await action({ 'os-extend_volume_completion': {} })).toEqual([400, 'Invalid volume: Volume is not being extended.']);
  });

  it('fill them anew with an image', async (stage) => {
    const { member, settled } = stage;
    const { id: image_id } = (await member.image.request('GET', '/images?status=active&limit=1')).json.images[0];
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const service = member['block-storage'].at('3.68');
    await service.volumeActions.reimage({ volume_id, body: { 'os-reimage': { image_id } } });
    const filled = await settled(
      async () => (await service.volumes.show({ volume_id })).volume,
      ({ status }) => status !== 'downloading',
    );
    expect(filled).toMatchObject({ status: 'available', bootable: 'true', volume_image_metadata: { image_id } });
    expect((await member['block-storage'].at('3.67').request('POST', `/volumes/${volume_id}/action`, { json: { 'os-reimage': { image_id } } })).status).toBe(
      404,
    );
  });

  it('have one key, and a volume', async (stage) => {
    const { id } = await newVolume(stage, { size: 1 });
    const action = async (json: unknown, volume = id) => refused(await stage.member['block-storage'].request('POST', `/volumes/${volume}/action`, { json }));
    const none = 'There is no such action: nothing. Verify the request body and Content-Type header and try again.';
    expect(await action({ nothing: null })).toEqual([400, none]);
    expect(await action({})).toEqual([400, 'Malformed request body']);
    expect(await action({ 'os-reserve': null, 'os-unreserve': null })).toEqual([400, 'Malformed request body']);
    expect(await action({ 'os-reserve': null }, SERVER)).toEqual([404, `Volume ${SERVER} could not be found.`]);
    expect(await action({ revert: { snapshot_id: SERVER } })).toEqual([404, 'The resource could not be found.']);
  });

  it('take them back to no snapshot but the latest', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const service = stage.member['block-storage'].at('3.40');
    const revert = await service.request('POST', `/volumes/${volume_id}/action`, { json: { revert: { snapshot_id: SERVER } } });
    expect(refused(revert)).toEqual([400, `Volume ${volume_id} doesn't have any snapshots.`]);
    const { snapshot } = await service.snapshots.create({ body: { snapshot: { volume_id, name: stage.name('snapshot') } } });
    stage.later(() => service.request('DELETE', `/volumes/${volume_id}?cascade=true`));
    const snapshotted = async () => (await service.snapshots.show({ snapshot_id: snapshot.id })).snapshot.status;
    await stage.settled(snapshotted, (status) => status === 'available');
    const other = await service.request('POST', `/volumes/${volume_id}/action`, { json: { revert: { snapshot_id: SERVER } } });
    expect(refused(other)).toEqual([400, `Specified snapshot ${SERVER} is None or not the latest one of volume ${volume_id}.`]);
    await service.volumeActions.revert({ volume_id, body: { revert: { snapshot_id: snapshot.id } } });
    const status = async () => (await service.volumes.show({ volume_id })).volume.status;
    expect(await stage.settled(status, (now) => now !== 'reverting')).toBe('available');
    expect(await stage.settled(snapshotted, (now) => now !== 'restoring')).toBe('available');
  });
});
