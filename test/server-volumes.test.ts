/** Volumes of servers while they come and go, which a real cloud without disks is over with too soon to be seen, and what becomes of them when that fails. */
import { expect, test } from 'vitest';
import { connect } from '../client/index.ts';
import { createCloud } from '../server/cloud.ts';

async function lifelike() {
  const cloud = await createCloud({ clock: { mode: 'frozen', at: Date.UTC(2026, 0, 1) }, profile: 'lifelike' });
  const { world } = cloud;
  const auth = { auth_url: 'http://virga.test/identity/v3', username: 'admin', password: '000000', project_name: 'admin' };
  const admin = connect({
    auth: { ...auth, user_domain_name: 'Default', project_domain_name: 'Default' },
    fetch: async (request) => cloud.fetch(request),
  });
  const { compute } = admin;
  const volumes = admin['block-storage'];
  const image = (await admin.image.request('GET', '/images')).json.images[0].id as string;
  const made = await volumes.request('POST', '/volumes', { json: { volume: { size: 1, name: 'v' } } });
  const server = { name: 's', flavorRef: '1', imageRef: image, networks: 'none' };
  const id = (await compute.at('2.37').request('POST', '/servers', { json: { server } })).json.server.id as string;
  world.clock.advance(5000);
  const volume = made.json.volume.id as string;
  return {
    world,
    compute,
    image,
    id,
    volume,
    path: `/servers/${id}/os-volume_attachments`,
    status: async () => (await volumes.request('GET', `/volumes/${volume}`)).json.volume.status as string,
    attached: async () => ((await compute.request('GET', `/servers/${id}/os-volume_attachments`)).json.volumeAttachments as object[]).length,
    history: async () =>
      (await compute.request('GET', `/servers/${id}/os-instance-actions`)).json.instanceActions as { action: string; message: string | null }[],
    close: async () => cloud.close(),
  };
}

test('a volume is reserved, in use, detached and free again', async () => {
  const { world, compute, path, volume, status, attached, close } = await lifelike();
  await compute.request('POST', path, { json: { volumeAttachment: { volumeId: volume } } });
  expect([await status(), await attached()]).toEqual(['reserved', 1]);
  world.clock.advance(600);
  expect(await status()).toBe('in-use');
  await compute.request('DELETE', `${path}/${volume}`);
  expect([await status(), await attached()]).toEqual(['detaching', 1]);
  world.clock.advance(600);
  expect([await status(), await attached()]).toEqual(['available', 0]);
  await close();
});

test('an attachment that fails leaves nothing behind, a detachment everything', async () => {
  const { world, compute, path, volume, status, attached, history, close } = await lifelike();
  world.profile = { ...world.profile, failures: { 'server-volume': 1 } };
  await compute.request('POST', path, { json: { volumeAttachment: { volumeId: volume } } });
  world.clock.advance(600);
  expect([await status(), await attached()]).toEqual(['available', 0]);
  expect((await history())[0]).toMatchObject({ action: 'attach_volume', message: 'Error' });
  world.profile = { ...world.profile, failures: {} };
  await compute.request('POST', path, { json: { volumeAttachment: { volumeId: volume } } });
  world.clock.advance(600);
  expect(await status()).toBe('in-use');
  world.profile = { ...world.profile, failures: { 'server-volume': 1 } };
  await compute.request('DELETE', `${path}/${volume}`);
  world.clock.advance(600);
  expect([await status(), await attached()]).toEqual(['in-use', 1]);
  await close();
});

test('a server that goes takes its volumes out of what is under way', async () => {
  const { world, compute, path, id, volume, status, close } = await lifelike();
  await compute.request('POST', path, { json: { volumeAttachment: { volumeId: volume } } });
  await compute.request('DELETE', `/servers/${id}`);
  world.clock.advance(5000);
  expect(await status()).toBe('available');
  await close();
});

test('a build that fails gives back the volume it was to have, and deletes the one that it made', async () => {
  const { world, compute, image, volume, status, close } = await lifelike();
  world.profile = { ...world.profile, failures: { 'server.build.spawning': 1 } };
  const root = { source_type: 'image', destination_type: 'volume', uuid: image, boot_index: 0, volume_size: 1, delete_on_termination: true };
  const other = { source_type: 'volume', destination_type: 'volume', uuid: volume, boot_index: -1 };
  const server = { name: 'failing', flavorRef: '1', networks: 'none', block_device_mapping_v2: [root, other] };
  const made = await compute.at('2.37').request('POST', '/servers', { json: { server } });
  expect(made.status).toBe(202);
  expect(await status()).toBe('reserved');
  world.clock.advance(1000);
  expect((await compute.at('2.35').request('GET', '/os-volumes')).json.volumes).toHaveLength(2);
  world.clock.advance(5000);
  expect((await compute.request('GET', `/servers/${made.json.server.id}`)).json.server.status).toBe('ERROR');
  world.clock.advance(1000);
  expect(await status()).toBe('available');
  expect((await compute.at('2.35').request('GET', '/os-volumes')).json.volumes).toHaveLength(1);
  await close();
});
