/** Proof of the attachments' table: volumes come to servers that run, and leave them. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { act, say } from '../../test/contract/say.ts';
import { reached, running } from '../../test/contract/server.ts';
import { available, shownVolume, volumeIs } from '../../test/contract/volume.ts';

const nowhere = '00000000-0000-0000-0000-000000000000';

contract('volumes of servers', { needs: ['admin', 'image', 'flavor', 'network', 'block storage'] }, (it) => {
  it('come and go, and are shown by the server, the attachment and the volume', async (stage) => {
    const { member, settled } = stage;
    const first = await available(stage, member);
    const second = await available(stage, member);
    const id = await running(stage, member);
    const path = `/servers/${id}/os-volume_attachments`;
    const attach = (body: object, version: '2.1' | '2.79' | '2.101') => member.compute.at(version).request('POST', path, { json: { volumeAttachment: body } });
    expect((await attach({ volumeId: first }, '2.1')).json).toEqual({
      volumeAttachment: { id: first, serverId: id, volumeId: first, device: '/dev/vdb' },
    });
    await volumeIs(stage, member, first, 'in-use');
    const { status, text } = await attach({ volumeId: second, tag: 'data', device: '/dev/sdq', delete_on_termination: true }, '2.101');
    expect([status, text]).toEqual([202, '']);
    await volumeIs(stage, member, second, 'in-use');
    const { volumeAttachments } = await member.compute.at('2.89').volumeAttachments.list({ server_id: id });
    const common = { serverId: id, attachment_id: expect.any(String), bdm_uuid: expect.any(String) };
    expect(volumeAttachments).toEqual([
      { ...common, volumeId: first, device: '/dev/vdb', tag: null, delete_on_termination: false },
      { ...common, volumeId: second, device: '/dev/vdq', tag: 'data', delete_on_termination: true },
    ]);
    // a page counts the root disk, too
    expect((await member.compute.volumeAttachments.list({ server_id: id, query: { limit: [2] } })).volumeAttachments).toHaveLength(1);
    const { volumeAttachment } = await member.compute.at('2.1').volumeAttachments.show({ server_id: id, volume_id: first });
    expect(volumeAttachment).toEqual({ id: first, volumeId: first, serverId: id, device: '/dev/vdb' });
    const attached = async () => (await member.compute.at('2.3').request('GET', `/servers/${id}`)).json.server['os-extended-volumes:volumes_attached'];
    expect(await attached()).toEqual([
      { id: first, delete_on_termination: false },
      { id: second, delete_on_termination: true },
    ]);
    expect((await shownVolume(member, first))?.['attachments']).toMatchObject([{ server_id: id, device: '/dev/vdb', volume_id: first }]);
    await member.compute.volumeAttachments.delete({ server_id: id, volume_id: first });
    await volumeIs(stage, member, first, 'available');
    await settled(attached, (volumes) => volumes.length === 1);
    const { json } = await member.compute.request('GET', `/servers/${id}/os-instance-actions`);
    expect(json.instanceActions.map(({ action }: { action: string }) => action)).toEqual(['detach_volume', 'attach_volume', 'attach_volume', 'create']);
    await member.compute.request('DELETE', `/servers/${id}`);
    await volumeIs(stage, member, second, 'gone');
  });

  it('are refused where they are taken, unknown, or elsewhere', async (stage) => {
    const { member, admin } = stage;
    const volume = await available(stage, member);
    const other = await available(stage, member);
    const id = await running(stage, member);
    const path = `/servers/${id}/os-volume_attachments`;
    const attach = (body: object, version = '2.1') => say(member, 'POST', path, { volumeAttachment: body }, version);
    expect(await attach({ volumeId: nowhere })).toEqual([404, `Volume ${nowhere} could not be found.`]);
    expect(await attach({ volumeId: volume, device: '/dev/vda' })).toEqual([409, 'The supplied device path (/dev/vda) is in use.']);
    expect(await attach({ volumeId: volume })).toEqual([200, undefined]);
    await volumeIs(stage, member, volume, 'in-use');
    const taken = `Invalid volume: volume ${volume} is already attached to instances: ${id}`;
    expect(await attach({ volumeId: volume })).toEqual([400, taken]);
    expect(await attach({ volumeId: other, device: '/dev/sdb' })).toEqual([409, 'The supplied device path (/dev/sdb) is in use.']);
    expect(await attach({ volumeId: other, tag: 'x' }, '2.48')).toEqual([400, expect.stringContaining("('tag' was unexpected)")]);
    expect(await say(member, 'DELETE', `${path}/${other}`)).toEqual([404, `Instance ${id} is not attached to volume ${other}`]);
    expect(await say(member, 'GET', `${path}/${other}`)).toEqual([404, `Instance ${id} is not attached to volume ${other}`]);
    const put = (body: object, version = '2.85', as = member) => say(as, 'PUT', `${path}/${volume}`, { volumeAttachment: body }, version);
    expect(await put({ volumeId: volume, delete_on_termination: true })).toEqual([202, undefined]);
    expect(await put({ volumeId: volume, delete_on_termination: false })).toEqual([202, undefined]);
    for (const [name, value] of Object.entries({ device: '/dev/vdz', tag: 'x', serverId: nowhere, id: nowhere })) {
      expect(await put({ volumeId: volume, [name]: value })).toEqual([400, `The ${name} property is not mutable`]);
    }
    const migrating = `volume ${volume} is not migrating; this API should only be called by Cinder`;
    expect(await put({ volumeId: other }, '2.1', admin)).toEqual([409, migrating]);
    const policy = `Policy doesn't allow os_compute_api:os-volumes-attachments:swap to be performed.`;
    expect(await put({ volumeId: other }, '2.85')).toEqual([403, policy]);
  });

  it('mind what the server is doing', async (stage) => {
    const { member, admin } = stage;
    const volume = await available(stage, member);
    const id = await running(stage, member);
    const path = `/servers/${id}/os-volume_attachments`;
    const attach = (version = '2.1') => say(member, 'POST', path, { volumeAttachment: { volumeId: volume } }, version);
    await act(member, id, { lock: null });
    expect(await attach()).toEqual([409, `Instance ${id} is locked`]);
    await act(admin, id, { unlock: null });
    await act(member, id, { suspend: null });
    await reached(stage, member, id, 'SUSPENDED');
    expect(await attach()).toEqual([409, `Cannot 'attach_volume' instance ${id} while it is in vm_state suspended`]);
    await act(member, id, { resume: null });
    await reached(stage, member, id, 'ACTIVE');
    expect(await attach()).toEqual([200, undefined]);
    await volumeIs(stage, member, volume, 'in-use');
    await act(member, id, { shelve: null });
    await reached(stage, member, id, 'SHELVED_OFFLOADED');
    // it waits for the server
    await volumeIs(stage, member, volume, 'reserved');
    const detach = (version: string) => say(member, 'DELETE', `${path}/${volume}`, undefined, version);
    expect(await detach('2.19')).toEqual([409, `Cannot 'detach_volume' instance ${id} while it is in vm_state shelved_offloaded`]);
    expect(await detach('2.20')).toEqual([202, undefined]);
    await volumeIs(stage, member, volume, 'available');
    expect(await attach('2.19')).toEqual([409, `Cannot 'attach_volume' instance ${id} while it is in vm_state shelved_offloaded`]);
    expect(await attach('2.20')).toEqual([200, undefined]);
    await volumeIs(stage, member, volume, 'in-use');
    await act(member, id, { unshelve: null });
    await reached(stage, member, id, 'ACTIVE');
    expect((await member.compute.at('2.1').volumeAttachments.show({ server_id: id, volume_id: volume })).volumeAttachment.device).toBe('/dev/vdb');
  });
});
