/** Volumes on their way, and what becomes of them where something fails: over too soon to be seen on a cloud with a fake backend. */
import { afterEach, expect, test } from 'vitest';
import type { Connection } from '../client/index.ts';
import type { Profile } from '../server/core/lifecycle.ts';
import { type Control, controlled } from './control/world.ts';

let control: Control & { close: () => Promise<void> };
afterEach(async () => control.close());

/** A cloud whose time stands still, and its block storage. */
async function slow(failures: Profile['failures'] = {}): Promise<{ admin: Connection; wait: (ms: number) => void }> {
  control = await controlled({ clock: { mode: 'frozen', at: Date.UTC(2026, 0, 1) }, profile: 'lifelike' });
  const { world } = control.cloud;
  world.profile = { ...world.profile, failures };
  return { admin: control.at('default'), wait: (ms) => world.clock.advance(ms) };
}
const stateOf = async (admin: Connection, id: string): Promise<string | number> => {
  const { status, json } = await admin['block-storage'].request('GET', `/volumes/${id}`);
  return status === 200 ? (json.volume.status as string) : status;
};
const create = async (admin: Connection, wanted: object = {}): Promise<string> =>
  (await admin['block-storage'].request('POST', '/volumes', { json: { volume: { size: 1, ...wanted } } })).json.volume.id as string;
const act = async (admin: Connection, id: string, json: object): Promise<number> =>
  (await admin['block-storage'].at('3.71').request('POST', `/volumes/${id}/action`, { json })).status;
const told = async (admin: Connection): Promise<[string, string | undefined][]> =>
  (await admin['block-storage'].at('3.5').messages.list({})).messages.map(({ user_message, resource_uuid }) => [user_message, resource_uuid]);

test('they are made, grow and go in the time of the profile', async () => {
  const { admin, wait } = await slow();
  const { images } = await admin.image.images.list({});
  const id = await create(admin, { imageRef: images[0]?.id });
  expect(await stateOf(admin, id)).toBe('creating');
  wait(600);
  expect(await stateOf(admin, id)).toBe('downloading');
  wait(600);
  expect(await stateOf(admin, id)).toBe('available');
  expect(await act(admin, id, { 'os-extend': { new_size: 2 } })).toBe(202);
  expect([await stateOf(admin, id), await act(admin, id, { 'os-reserve': null })]).toEqual(['extending', 400]);
  wait(600);
  expect((await admin['block-storage'].volumes.show({ volume_id: id })).volume).toMatchObject({ status: 'available', size: 2 });
  await admin['block-storage'].volumes.delete({ volume_id: id });
  expect(await stateOf(admin, id)).toBe('deleting');
  wait(600);
  expect(await stateOf(admin, id)).toBe(404);
});

test('a failure leaves them in error, with a message', async () => {
  const { admin, wait } = await slow({ 'volume.create': 1, 'volume.delete': 1 });
  const id = await create(admin);
  wait(600);
  expect(await stateOf(admin, id)).toBe('error');
  expect(await told(admin)).toEqual([['create volume from backend storage:Driver failed to create the volume.', id]]);
  const attach = await admin['block-storage'].at('3.27').request('POST', '/attachments', { json: { attachment: { volume_uuid: id } } });
  expect(attach.json.badRequest.message).toMatch(/^Invalid volume: Volume attachments can not be created if the volume is in an error state\./);
  await admin['block-storage'].volumes.delete({ volume_id: id });
  wait(600);
  expect(await stateOf(admin, id)).toBe('error_deleting');
});

test('a failure to grow, to change its type or to become an image leaves the rest as it was', async () => {
  const { admin, wait } = await slow({ 'volume.extend': 1, 'volume.retype': 1, 'volume.upload': 1, 'volume.delete': 1 });
  const id = await create(admin);
  wait(600);
  const { volume_type } = await admin['block-storage'].volumeTypes.create({ body: { volume_type: { name: 'other' } } });
  await act(admin, id, { 'os-retype': { new_type: volume_type.id } });
  expect(await stateOf(admin, id)).toBe('retyping');
  wait(600);
  expect((await admin['block-storage'].volumes.show({ volume_id: id })).volume).toMatchObject({ status: 'available', volume_type: '__DEFAULT__' });
  await act(admin, id, { 'os-volume_upload_image': { image_name: 'x' } });
  expect(await stateOf(admin, id)).toBe('uploading');
  wait(600);
  expect(await stateOf(admin, id)).toBe('available');
  await act(admin, id, { 'os-extend': { new_size: 2 } });
  wait(600);
  expect((await admin['block-storage'].volumes.show({ volume_id: id })).volume).toMatchObject({ status: 'error_extending', size: 1 });
  expect((await told(admin)).map(([text]) => text).toSorted()).toEqual([
    'copy volume to image:Failed to upload volume to image at backend.',
    'extend volume:Volume Driver failed to extend volume.',
  ]);
  await admin['block-storage'].volumes.delete({ volume_id: id });
  wait(600);
  expect(await stateOf(admin, id)).toBe('error_deleting');
});

test('they are filled anew while they are reserved, where that is asked for', async () => {
  const { admin, wait } = await slow();
  const id = await create(admin);
  wait(600);
  const { images } = await admin.image.images.list({});
  const { json } = await admin['block-storage'].at('3.27').request('POST', '/attachments', { json: { attachment: { volume_uuid: id } } });
  const reimage = { image_id: images[0]?.id };
  expect(await act(admin, id, { 'os-reimage': reimage })).toBe(400);
  expect(await act(admin, id, { 'os-reimage': { ...reimage, reimage_reserved: true } })).toBe(202);
  expect(await stateOf(admin, id)).toBe('downloading');
  wait(600);
  expect(await stateOf(admin, id)).toBe('reserved');
  await admin['block-storage'].at('3.27').attachments.delete({ attachment_id: json.attachment.id as string });
  expect(await stateOf(admin, id)).toBe('available');
});

test('messages are shown, and deleted by those who have read them', async () => {
  const { admin, wait } = await slow({ 'volume.create': 1 });
  await create(admin);
  wait(600);
  const service = admin['block-storage'].at('3.5');
  const [message] = (await service.messages.list({ query: { sort: 'created_at:asc' } })).messages;
  expect(message).toMatchObject({ event_id: 'VOLUME_VOLUME_008_012', message_level: 'ERROR', resource_type: 'VOLUME' });
  const message_id = message?.id ?? '';
  expect((await service.messages.show({ message_id })).message).toEqual(message);
  await service.messages.delete({ message_id });
  expect((await service.messages.list({})).messages).toEqual([]);
});
