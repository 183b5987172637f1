import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { dispose, ingredients, reached, running } from '../../test/contract/server.ts';

contract('server actions', { needs: ['admin', 'image', 'flavor', 'network', 'microversion 2.73'] }, (it) => {
  it('stop, start, reboot, pause, suspend, rescue, and refuse what the state forbids', async (stage) => {
    const { member } = stage;
    const server_id = await running(stage, member);
    const actions = member.compute.serverActions;
    const conflict = async (body: Record<string, unknown>, label: string, state: string) => {
      const { status, json } = await member.compute.request('POST', `/servers/${server_id}/action`, { json: body });
      expect([status, json]).toEqual([
        409,
        { conflictingRequest: { code: 409, message: `Cannot '${label}' instance ${server_id} while it is in vm_state ${state}` } },
      ]);
    };
    const power = async () => (await member.compute.servers.show({ server_id })).server['OS-EXT-STS:power_state'];

    await conflict({ 'os-start': null }, 'start', 'active');
    await conflict({ unpause: null }, 'unpause', 'active');
    await conflict({ confirmResize: null }, 'confirmResize', 'active');
    await conflict({ restore: null }, 'restore', 'active');
    const stopped = await actions.stop({ server_id, body: { 'os-stop': null } }).whole();
    expect(stopped.status).toBe(202);
    await reached(stage, member, server_id, 'SHUTOFF');
    expect(await power()).toBe(4);
    expect((await member.compute.servers.show({ server_id })).server).not.toHaveProperty('progress');
    await conflict({ 'os-stop': null }, 'stop', 'stopped');
    await conflict({ reboot: { type: 'SOFT' } }, 'reboot', 'stopped');
    await actions.start({ server_id, body: { 'os-start': null } });
    await reached(stage, member, server_id, 'ACTIVE');
    await actions.reboot({ server_id, body: { reboot: { type: 'HARD' } } });
    await reached(stage, member, server_id, 'ACTIVE');
    await actions.pause({ server_id, body: { pause: null } });
    await reached(stage, member, server_id, 'PAUSED');
    expect(await power()).toBe(3);
    await conflict({ suspend: null }, 'suspend', 'paused');
    await actions.unpause({ server_id, body: { unpause: null } });
    await reached(stage, member, server_id, 'ACTIVE');
    await actions.suspend({ server_id, body: { suspend: null } });
    await reached(stage, member, server_id, 'SUSPENDED');
    await actions.resume({ server_id, body: { resume: null } });
    await reached(stage, member, server_id, 'ACTIVE');
    expect(await actions.rescue({ server_id, body: { rescue: { adminPass: 'Rescue123' } } })).toEqual({ adminPass: 'Rescue123' });
    await reached(stage, member, server_id, 'RESCUE');
    await actions.unrescue({ server_id, body: { unrescue: null } });
    await reached(stage, member, server_id, 'ACTIVE');
  });

  it('lock a server against its owner, not against an admin', async (stage) => {
    const { admin, member } = stage;
    const server_id = await running(stage, member);
    await member.compute.at('2.73').serverActions.lock({ server_id, body: { lock: { locked_reason: 'mine' } } });
    const { server } = await member.compute.at('2.73').servers.show({ server_id });
    expect([server.locked, server.locked_reason]).toEqual([true, 'mine']);
    const locked = { conflictingRequest: { code: 409, message: `Instance ${server_id} is locked` } };
    expect((await member.compute.request('POST', `/servers/${server_id}/action`, { json: { 'os-stop': null } })).json).toEqual(locked);
    expect((await member.compute.request('DELETE', `/servers/${server_id}`)).json).toEqual(locked);
    expect((await member.compute.request('PUT', `/servers/${server_id}/metadata/a`, { json: { meta: { a: '1' } } })).json).toEqual(locked);
    await admin.compute.serverActions.stop({ server_id, body: { 'os-stop': null } });
    await reached(stage, member, server_id, 'SHUTOFF');
    await member.compute.serverActions.unlock({ server_id, body: { unlock: null } });
    expect((await member.compute.at('2.73').servers.show({ server_id })).server).toMatchObject({ locked: false, locked_reason: null });
    // an admin's lock is not the owner's to take away
    await admin.compute.serverActions.lock({ server_id, body: { lock: null } });
    const kept = await member.compute.request('POST', `/servers/${server_id}/action`, { json: { unlock: null } });
    expect(kept.json).toEqual({
      forbidden: { code: 403, message: "Policy doesn't allow os_compute_api:os-lock-server:unlock:unlock_override to be performed." },
    });
    await admin.compute.serverActions.unlock({ server_id, body: { unlock: null } });
  });

  it('resize, and take it back or confirm it', async (stage) => {
    const { admin, name, later } = stage;
    const server_id = await running(stage, admin);
    const before = (await admin.compute.servers.show({ server_id })).server.flavor as { id: string };
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('larger'), ram: 768, vcpus: 1, disk: 1 } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const resize = { server_id, body: { resize: { flavorRef: flavor.id } } };
    const shown = async () => ((await admin.compute.servers.show({ server_id })).server.flavor as { id: string }).id;
    const say = async (flavorRef: string) =>
      (await admin.compute.request('POST', `/servers/${server_id}/action`, { json: { resize: { flavorRef } } })).json as unknown;
    expect(await say(before.id)).toEqual({ badRequest: { code: 400, message: 'When resizing, instances must change flavor!' } });
    expect(await say('nope')).toEqual({ badRequest: { code: 400, message: 'Flavor nope could not be found.' } });

    await admin.compute.serverActions.resize(resize);
    await reached(stage, admin, server_id, 'VERIFY_RESIZE');
    expect(await shown()).toBe(flavor.id);
    await admin.compute.serverActions.revertResize({ server_id, body: { revertResize: null } });
    await reached(stage, admin, server_id, 'ACTIVE');
    expect(await shown()).toBe(before.id);
    await admin.compute.serverActions.resize(resize);
    await reached(stage, admin, server_id, 'VERIFY_RESIZE');
    const confirmed = await admin.compute.serverActions.confirmResize({ server_id, body: { confirmResize: null } }).whole();
    expect(confirmed.status).toBe(204);
    await reached(stage, admin, server_id, 'ACTIVE');
    expect(await shown()).toBe(flavor.id);
  });

  it('rebuild, and take snapshots', async (stage) => {
    const { admin, settled, later, name } = stage;
    const server_id = await running(stage, admin);
    const { imageRef } = await ingredients(stage);
    const renamed = name('rebuilt');
    const rebuilt = await admin.compute.serverImages.rebuild({ server_id, body: { rebuild: { imageRef, name: renamed, metadata: { r: '1' } } } }).whole();
    expect(rebuilt.headers.get('location')).toMatch(new RegExp(`/servers/${server_id}$`));
    expect(rebuilt.value.server).toMatchObject({ name: renamed, metadata: { r: '1' }, status: 'REBUILD', adminPass: expect.any(String) });
    await reached(stage, admin, server_id, 'ACTIVE');
    const unknown = await admin.compute.request('POST', `/servers/${server_id}/action`, {
      json: { rebuild: { imageRef: '00000000-0000-0000-0000-000000000000' } },
    });
    expect(unknown.json).toEqual({ badRequest: { code: 400, message: 'Cannot find image for rebuild' } });

    const taken = await admin.compute.request('POST', `/servers/${server_id}/action`, {
      json: { createImage: { name: name('snapshot'), metadata: { m: '1' } } },
    });
    expect([taken.status, taken.text]).toEqual([202, '']);
    const [, image = ''] = /\/\/images\/([0-9a-f-]{36})$/.exec(taken.headers.get('location') ?? '') ?? [];
    later(() => admin.image.request('DELETE', `/images/${image}`));
    const saved = await settled(
      async () => (await admin.image.request('GET', `/images/${image}`)).json,
      ({ status }) => status === 'active',
    );
    expect(saved).toMatchObject({ visibility: 'private', image_type: 'snapshot', instance_uuid: server_id, base_image_ref: imageRef, m: '1' });
    await reached(stage, admin, server_id, 'ACTIVE');
    const { image_id } = (await admin.compute.at('2.45').serverImages.createImage({ server_id, body: { createImage: { name: name('snapshot') } } })) as {
      image_id: string;
    };
    later(() => admin.image.request('DELETE', `/images/${image_id}`));
    await reached(stage, admin, server_id, 'ACTIVE');
  });

  it('shelve and unshelve', async (stage) => {
    const { admin } = stage;
    const server_id = await running(stage, admin);
    await admin.compute.serverActions.shelve({ server_id, body: { shelve: null } });
    await reached(stage, admin, server_id, 'SHELVED_OFFLOADED');
    // Nova takes it off its host a moment after it says so
    const { server } = await stage.settled(
      () => admin.compute.servers.show({ server_id }),
      (shown) => shown.server['OS-EXT-SRV-ATTR:host'] === null,
    );
    expect(server).toMatchObject({ hostId: '', 'OS-EXT-SRV-ATTR:host': null, 'OS-EXT-AZ:availability_zone': '', 'OS-EXT-STS:power_state': 4 });
    const stop = await admin.compute.request('POST', `/servers/${server_id}/action`, { json: { 'os-stop': null } });
    expect(stop.json).toEqual({ conflictingRequest: { code: 409, message: `Instance ${server_id} is not ready` } });
    await admin.compute.serverActions.unshelve({ server_id, body: { unshelve: null } });
    await reached(stage, admin, server_id, 'ACTIVE');
  });

  it('are refused to strangers and readers, and on servers that are not there', async (stage) => {
    const { admin, member, reader } = stage;
    const server_id = await running(stage, admin);
    const nowhere = '00000000-0000-0000-0000-000000000000';
    const say = async (as: typeof admin, id: string, body: unknown) => {
      const { status, json } = await as.compute.request('POST', `/servers/${id}/action`, { json: body });
      return [status, Object.values(json as Record<string, { message: string }>)[0]?.message];
    };
    expect(await say(member, server_id, { 'os-stop': null })).toEqual([404, `Instance ${server_id} could not be found.`]);
    expect(await say(reader, server_id, { 'os-stop': null })).toEqual([404, `Instance ${server_id} could not be found.`]);
    expect(await say(admin, nowhere, { 'os-stop': null })).toEqual([404, `Instance ${nowhere} has no mapping to a cell.`]);
    expect(await say(admin, nowhere, { pause: null })).toEqual([404, `Instance ${nowhere} could not be found.`]);
    expect(await say(admin, server_id, { fly: null })).toEqual([400, 'There is no such action: fly']);
    expect(await say(admin, server_id, { 'os-stop': null, 'os-start': null })).toEqual([400, 'Malformed request body']);
    expect(await say(admin, nowhere, { reboot: {} })).toEqual([400, "Invalid input for field/attribute reboot. Value: {}. 'type' is a required property"]);
    expect(await say(member, nowhere, { 'os-resetState': { state: 'fine' } })).toEqual([
      400,
      "Invalid input for field/attribute state. Value: fine. 'fine' is not one of ['active', 'error']",
    ]);
    await admin.compute.serverActions.resetState({ server_id, body: { 'os-resetState': { state: 'error' } } });
    expect((await admin.compute.servers.show({ server_id })).server.status).toBe('ERROR');
    await admin.compute.serverActions.resetState({ server_id, body: { 'os-resetState': { state: 'active' } } });
    const gone = await admin.compute.request('POST', `/servers/${server_id}/action`, { json: { resetNetwork: null } });
    expect([gone.status, Object.keys(gone.json as object)]).toEqual([410, ['computeFault']]);
    await admin.compute.serverActions.forceDelete({ server_id, body: { forceDelete: null } });
    await dispose(stage, admin, server_id);
  });
});
