import { expect } from 'vitest';
import { type Stage, contract } from '../../../test/contract/contract.ts';
import { FORMER, former } from '../../../test/contract/former.ts';
import { dispose } from '../../../test/contract/server.ts';
import type { Operation } from '../../operation.ts';
import { flavors } from './flavors.ts';
import { images } from './images.ts';
import { limits } from './limits.ts';
import { serverActions } from './server-actions.ts';
import { serverIps } from './server-ips.ts';
import { serverMetadata } from './server-metadata.ts';
import { servers } from './servers.ts';
import { computeV11 } from './service.ts';

type Sent = Parameters<typeof former>[3];
/** Rows of v1.1 as a member calls them, below its project. */
async function calling({ member }: Stage) {
  const project = (await member.whoami()).project?.id;
  return (row: Operation, sent: Sent = {}) => former(member, computeV11, row, { project, ...sent });
}
type Call = Awaited<ReturnType<typeof calling>>;
const first = async (call: Call, row: Operation, noun: string) => (await call(row)).json[noun][0] as { id: number; links: { href: string }[] };

/** A server that is being built, under its number. */
async function booted(stage: Stage, call: Call, extra: object = {}) {
  const { name, later, member } = stage;
  const server = { name: name('old'), imageRef: (await first(call, images.list, 'images')).links[0]?.href, flavorRef: 1, ...extra };
  const made = (await call(servers.create, { json: { server } })).json.server;
  later(() => dispose(stage, member, made.uuid));
  return { ...made, params: { server_id: String(made.id) } };
}

contract('servers of v1.1', { needs: ['admin', 'image', 'flavor', 'network'], emulatorOnly: FORMER }, (it) => {
  it('have a number besides the id by which later versions know them', async (stage) => {
    const call = await calling(stage);
    const { params, uuid, id } = await booted(stage, call, { metadata: { role: 'web' } });
    const { server } = (await stage.member.compute.request('GET', `/servers/${uuid}`)).json;
    expect(server).toMatchObject({ id: uuid, metadata: { role: 'web' } });
    await stage.settled(
      () => call(servers.show, { params }),
      ({ json }) => json.server.status === 'ACTIVE' && json.server.progress === 100,
    );
    expect((await call(servers.show, { params: { server_id: uuid } })).json.server.id).toBe(id);
    const { servers: listed } = (await call(servers.list, { query: `?name=${server.name}` })).json;
    expect(listed.map((row: { id: number }) => row.id)).toEqual([id]);
    expect((await call(servers.list, { query: `?marker=${id}` })).json.servers.map((row: { id: number }) => row.id)).not.toContain(id);
    const { addresses } = (await call(serverIps.list, { params })).json;
    const [network = ''] = Object.keys(addresses);
    expect((await call(serverIps.show, { params: { ...params, network } })).json.addresses).toEqual({ [network]: addresses[network] });
  });

  it('are numbered once and for all, with images and flavors', async (stage) => {
    const call = await calling(stage);
    for (const [row, noun] of [
      [images.listDetail, 'images'],
      [flavors.listDetail, 'flavors'],
    ] as const) {
      const ids = async () => (await call(row)).json[noun].map(({ id, name }: { id: number; name: string }) => [id, name]);
      const before = await ids();
      expect(new Set(before.map(([id]: [number]) => id)).size).toBe(before.length);
      expect(await ids()).toEqual(before);
    }
  });

  it('carry five items of metadata and five files', async (stage) => {
    const call = await calling(stage);
    const { params } = await booted(stage, call);
    const metadata = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, '1']));
    expect((await call(serverMetadata.replace, { params, json: { metadata } })).json).toEqual({ metadata });
    const more = await call(serverMetadata.update, { params, json: { metadata: { f: '1' } }, status: 413 });
    expect(more.json.overLimit).toMatchObject({ code: 413, retryAfter: 0 });
    await call(serverMetadata.set, { params: { ...params, key: 'a' }, json: { meta: { a: '2' } } });
    await call(serverMetadata.delete, { params: { ...params, key: 'a' } });
    await call(serverMetadata.show, { params: { ...params, key: 'a' }, status: 404 });
    const { absolute } = (await call(limits.show)).json.limits;
    expect(absolute).toMatchObject({ maxServerMeta: 5, maxPersonality: 5, maxPersonalitySize: 10_240 });
    const personality = Array.from({ length: 6 }, (_, n) => ({ path: `/etc/${n}`, contents: '' }));
    const server = { name: 'x', imageRef: (await first(call, images.list, 'images')).id, flavorRef: 1, personality };
    await call(servers.create, { json: { server }, status: 413 });
  });

  it('take actions, whatever the body is said to be', async (stage) => {
    const call = await calling(stage);
    const { params } = await booted(stage, call);
    const status = async (wanted: string) =>
      stage.settled(
        () => call(servers.show, { params }),
        ({ json }) => json.server.status === wanted,
      );
    await status('ACTIVE');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await call(serverActions.reboot, { params, body: '{"reboot": {"type": "SOFT"}}', headers: form });
    await status('ACTIVE');
    await call(serverActions.resize, { params, json: { resize: { flavorRef: '2' } } });
    await status('VERIFY_RESIZE');
    await call(serverActions.confirmResize, { params, json: { confirmResize: null } });
    await status('ACTIVE');
    await call(serverActions.confirmResize, { params, json: { confirmResize: null }, status: 400 });
    const snapshot = await call(serverActions.createImage, { params, json: { createImage: { name: stage.name('snapshot') } } });
    const image_id = snapshot.headers.get('location')?.split('/').at(-1) ?? '';
    await status('ACTIVE');
    expect((await call(images.show, { params: { image_id } })).json.image.server.id).toBe(params.server_id);
    await call(images.delete, { params: { image_id } });
    await call(images.show, { params: { image_id }, status: 404 });
    const unknown = await call(serverActions.reboot, { params, json: { fly: null }, status: 400 });
    expect(unknown.json.badRequest.message).toBe('There is no such server action: fly');
  });

  it('say in the words of the time what is wrong', async (stage) => {
    const call = await calling(stage);
    const { id: imageRef } = await first(call, images.list, 'images');
    const refused = async (server: object | undefined, status = 400) => (await call(servers.create, { json: { server }, status })).json;
    expect((await refused({ imageRef, flavorRef: 1 })).badRequest.message).toBe('Server name is not defined');
    expect((await refused({ name: 'x', flavorRef: 1 })).badRequest.message).toBe('Missing imageRef attribute');
    expect((await refused({ name: 'x', imageRef })).badRequest.message).toBe('Missing flavorRef attribute');
    expect((await refused({ name: 7, imageRef, flavorRef: 1 })).badRequest.message).toBe('Server name is not a string or unicode');
    expect(Object.keys(await refused(undefined, 422))).toEqual(['cloudServersFault']);
    const absent = await call(servers.show, { params: { server_id: '999999' }, status: 404 });
    expect(absent.json).toEqual({ itemNotFound: { message: 'The resource could not be found.', code: 404 } });
  });

  it('are not in XML', async ({ member }) => {
    const { status, json } = await member.compute.request('GET', `/${(await member.whoami()).project?.id}/servers`, {
      root: '/v1.1',
      headers: { accept: 'application/xml' },
    });
    expect([status, json.notImplemented.message]).toEqual([501, 'XML is not emulated; JSON is.']);
  });
});
