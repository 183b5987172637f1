import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { newVolume, refused } from '../../test/contract/volumes.ts';

const SERVER = '11111111-2222-4333-8444-555555555555';

contract('attachments', { needs: ['admin', 'block storage'] }, (it) => {
  it('are reserved, connected, completed and ended', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const service = stage.member['block-storage'].at('3.54');
    const status = async () => (await service.volumes.show({ volume_id })).volume.status;
    const { attachment: reserved } = await service.attachments.create({ body: { attachment: { volume_uuid: volume_id, instance_uuid: SERVER } } });
    const attachment_id = reserved.id;
    stage.later(() => service.request('DELETE', `/attachments/${attachment_id}`));
    expect(reserved).toMatchObject({ status: 'reserved', instance: SERVER, attached_at: '', attach_mode: 'null', connection_info: {} });
    expect(await status()).toBe('reserved');
    const connector = { host: 'host', mountpoint: '/dev/vdc' };
    const { attachment: connected } = await service.attachments.update({ attachment_id, body: { attachment: { connector } } });
    expect(connected.connection_info).toMatchObject({ volume_id, attachment_id, access_mode: 'rw' });
    expect(await status()).toBe('attaching');
    await service.attachments.complete({ attachment_id, body: { 'os-complete': null } });
    expect((await service.attachments.show({ attachment_id })).attachment).toMatchObject({ status: 'attached', attach_mode: 'rw' });
    const { volume } = await service.volumes.show({ volume_id });
    expect([volume.status, volume.attachments.map(({ device, server_id }) => [device, server_id])]).toEqual(['in-use', [['/dev/vdc', SERVER]]]);
    expect((await service.attachments.delete({ attachment_id })).attachments).toEqual([]);
    expect(await status()).toBe('available');
  });

  it('are listed and filtered', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const service = stage.member['block-storage'].at('3.54');
    const wanted = { volume_uuid: volume_id, instance_uuid: SERVER, mode: 'ro' as const, connector: { host: 'host' } };
    const { attachment } = await service.attachments.create({ body: { attachment: wanted } });
    stage.later(() => service.request('DELETE', `/attachments/${attachment.id}`));
    const ids = async (query: Record<string, string>) => (await service.attachments.list({ query })).attachments.map(({ id }) => id);
    expect(await ids({ volume_id })).toEqual([attachment.id]);
    expect(await ids({ volume_id, attach_status: 'attaching' })).toEqual([attachment.id]);
    expect(await ids({ volume_id, attach_status: 'reserved' })).toEqual([]);
    const { attachments } = await service.attachments.listDetail({ query: { instance_id: SERVER } });
    expect(attachments.find(({ id }) => id === attachment.id)).toMatchObject({ attach_mode: 'ro', status: 'attaching' });
    expect(refused(await service.request('GET', '/attachments?nothing=x'))).toEqual([400, 'Invalid filters nothing are found in query options.']);
  });

  it('are refused where the volume is not free', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const service = stage.member['block-storage'].at('3.54');
    const create = async (attachment: object) => service.request('POST', '/attachments', { json: { attachment } });
    const { id } = (await create({ volume_uuid: volume_id, instance_uuid: SERVER })).json.attachment;
    stage.later(() => service.request('DELETE', `/attachments/${id}`));
    expect(refused(await create({ volume_uuid: volume_id, instance_uuid: '11111111-2222-4333-8444-666666666666' }))).toEqual([
      400,
      `Invalid volume: Volume ${volume_id} status must be available or downloading to reserve, but the current status is reserved.`,
    ]);
    expect(refused(await create({ volume_uuid: SERVER }))).toEqual([404, `Volume ${SERVER} could not be found.`]);
    expect(refused(await create({ volume_uuid: 'x' }))[1]).toBe("Invalid input for field/attribute volume_uuid. Value: x. 'x' is not a 'uuid'");
    const onlooker = stage.onlooker['block-storage'].at('3.54');
    expect(refused(await onlooker.request('DELETE', `/attachments/${id}`))).toEqual([403, "Policy doesn't allow volume:attachment_delete to be performed."]);
    const stranger = stage.reader['block-storage'].at('3.54');
    expect(refused(await stranger.request('GET', `/attachments/${id}`))).toEqual([
      404,
      `Volume attachment could not be found with filter: attachment_id = ${id}.`,
    ]);
  });

  it('are there from 3.27 on, and completed from 3.44', async (stage) => {
    const service = stage.member['block-storage'];
    expect((await service.at('3.26').request('GET', '/attachments')).status).toBe(404);
    expect((await service.at('3.27').request('GET', '/attachments')).status).toBe(200);
    const complete = await service.at('3.43').request('POST', `/attachments/${SERVER}/action`, { json: { 'os-complete': null } });
    expect(refused(complete)).toEqual([404, 'The resource could not be found.']);
    const mode = await service.at('3.53').request('POST', '/attachments', { json: { attachment: { volume_uuid: SERVER, mode: 'ro' } } });
    expect(refused(mode)[1]).toMatch(/Additional properties are not allowed \('mode' was unexpected\)$/);
  });
});
