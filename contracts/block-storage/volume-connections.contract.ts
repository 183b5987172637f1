import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { newVolume, refused } from '../../test/contract/volumes.ts';

const SERVER = '11111111-2222-4333-8444-555555555555';

contract('connections of volumes', { needs: ['admin', 'block storage'] }, (it) => {
  it('are reserved, made and ended', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { volumes, volumeConnections } = stage.member['block-storage'];
    const status = async () => (await volumes.show({ volume_id })).volume.status;
    await volumeConnections.reserve({ volume_id, body: { 'os-reserve': null } });
    expect(await status()).toBe('attaching');
    const again = await stage.member['block-storage'].request('POST', `/volumes/${volume_id}/action`, { json: { 'os-reserve': {} } });
    expect(refused(again)).toEqual([400, 'Invalid volume: Volume status must be available to reserve, but the status is attaching.']);
    await volumeConnections.unreserve({ volume_id, body: { 'os-unreserve': null } });
    expect(await status()).toBe('available');
    await volumeConnections.attach({ volume_id, body: { 'os-attach': { instance_uuid: SERVER, mountpoint: '/dev/vdb' } } });
    const { volume } = await volumes.show({ volume_id });
    expect(volume).toMatchObject({ status: 'in-use', metadata: { readonly: 'False', attached_mode: 'rw' } });
    expect(volume.attachments).toMatchObject([{ id: volume_id, volume_id, server_id: SERVER, host_name: null, device: '/dev/vdb' }]);
    await volumeConnections.beginDetaching({ volume_id, body: { 'os-begin_detaching': null } });
    expect(await status()).toBe('detaching');
    await volumeConnections.rollDetaching({ volume_id, body: { 'os-roll_detaching': null } });
    expect(await status()).toBe('in-use');
    await volumeConnections.detach({ volume_id, body: { 'os-detach': {} } });
    expect((await volumes.show({ volume_id })).volume).toMatchObject({ status: 'available', attachments: [], metadata: { readonly: 'False' } });
  });

  it('hold volumes that are in use', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { volumeConnections } = stage.member['block-storage'];
    await volumeConnections.attach({ volume_id, body: { 'os-attach': { host_name: 'host', mountpoint: '/mnt', mode: 'ro' } } });
    stage.later(() => volumeConnections.detach({ volume_id, body: { 'os-detach': null } }).catch(() => undefined));
    const gone = await stage.member['block-storage'].request('DELETE', `/volumes/${volume_id}`);
    expect(refused(gone)[1]).toMatch(/^Invalid volume: Volume status must be available or error .* and must not be migrating, attached,/);
    const { volumeConnections: operators } = stage.admin['block-storage'];
    await operators.forceDetach({ volume_id, body: { 'os-force_detach': {} } });
    expect((await stage.member['block-storage'].volumes.show({ volume_id })).volume.status).toBe('available');
  });

  it('say where the target is', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { volumeConnections } = stage.member['block-storage'];
    const body = { 'os-initialize_connection': { connector: { host: 'host', initiator: 'iqn' } } };
    const { connection_info } = await volumeConnections.initializeConnection({ volume_id, body });
    expect(connection_info).toMatchObject({ data: { volume_id, access_mode: 'rw', encrypted: false } });
    await volumeConnections.terminateConnection({ volume_id, body: { 'os-terminate_connection': { connector: null } } });
  });

  it('are checked', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const action = async (json: unknown) => refused(await stage.member['block-storage'].request('POST', `/volumes/${volume_id}/action`, { json }));
    expect((await action({ 'os-attach': { mountpoint: '/dev/vdb' } }))[1]).toMatch(/is not valid under any of the given schemas$/);
    expect((await action({ 'os-attach': { instance_uuid: 'x', mountpoint: '/' } }))[1]).toBe(
      "Invalid input for field/attribute instance_uuid. Value: x. 'x' is not a 'uuid'",
    );
    expect(await action({ 'os-begin_detaching': null })).toEqual([
      400,
      "Invalid volume: Unable to detach volume. Volume status must be 'in-use' and attach_status must be 'attached' to detach.",
    ]);
    expect(await action({ 'os-detach': { attachment_id: SERVER } })).toEqual([
      409,
      'ConflictNovaUsingAttachment: Detach volume from instance  using the Compute API',
    ]);
  });
});
