/** What becomes of bytes: whole or not at all, gone with their image, found again by the next process. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../client/index.ts';
import { FileBlobs } from '../server/core/blobs.ts';
import { type Cloud, createCloud } from '../server/cloud.ts';
import { defaultSeed } from '../server/seed.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'virga-blobs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = (content: ReadableStream<Uint8Array>): Promise<string> => new Response(content).text();
/** Yields some bytes, then fails as a connection does that breaks. */
async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  throw new Error('the connection broke');
}

describe('blobs', () => {
  test('make no folder before there is something to keep', async () => {
    const blobs = new FileBlobs(() => join(folder, 'blobs'));
    await blobs.remove('none');
    expect(readdirSync(folder)).toEqual([]);
    expect(await blobs.write('one', [Buffer.from('hello '), Buffer.from('glance')])).toMatchObject({ size: 12, md5: 'c13580a1c16a462bfa700dd21cd625f3' });
    expect(await text(blobs.read('one'))).toBe('hello glance');
    expect(await text(blobs.read('one', { start: 6, end: 8 }))).toBe('gla');
  });

  test('keep nothing of a source that fails', async () => {
    const blobs = new FileBlobs(() => join(folder, 'blobs'));
    await expect(blobs.write('one', broken())).rejects.toThrow('the connection broke');
    expect(readdirSync(join(folder, 'blobs'))).toEqual([]);
  });

  test('sweep away what a killed process was writing', async () => {
    await new FileBlobs(() => folder).write('whole', [Buffer.from('x')]);
    writeFileSync(join(folder, 'half.part'), 'x');
    expect(await text(new FileBlobs(() => folder).read('whole'))).toBe('x');
    expect(readdirSync(folder)).toEqual(['whole']);
  });

  test('are shared by link, and what one removes the other keeps', async () => {
    const [one, other] = [join(folder, 'one'), join(folder, 'other')];
    const blobs = new FileBlobs(() => one);
    await blobs.write('a', [Buffer.from('x')]);
    await blobs.shareWith(() => other);
    expect(statSync(join(other, 'a')).ino).toBe(statSync(join(one, 'a')).ino);
    await blobs.remove('a');
    expect(await text(new FileBlobs(() => other).read('a'))).toBe('x');
  });

  test('have no names that lead elsewhere', async () => {
    await expect(new FileBlobs(() => folder).write('../x', [])).rejects.toThrow('no name for a blob');
  });
});

describe('the bytes of images', () => {
  const open = async (): Promise<{ cloud: Cloud; image: Connection['image'] }> => {
    const cloud = await createCloud({ data: join(folder, 'cloud.sqlite') });
    const auth = { auth_url: 'http://virga.test/identity/v3', username: 'admin', password: '000000', project_name: 'admin' };
    return { cloud, image: connect({ fetch: cloud.fetch, auth: { ...auth, user_domain_name: 'Default', project_domain_name: 'Default' } }).image };
  };
  const kept = (): string[] => readdirSync(join(folder, 'cloud.sqlite.blobs'));

  test('outlive the process and go with the image', async () => {
    const first = await open();
    const seeded = kept().length;
    const { id: image_id } = await first.image.images.create({ body: { name: 'x', disk_format: 'raw', container_format: 'bare' } });
    await first.image.imageData.upload({ image_id, body: new Blob(['hello glance']).stream() });
    await first.cloud.close();

    const second = await open();
    expect(await text(await second.image.imageData.download({ image_id }))).toBe('hello glance');
    expect(kept()).toHaveLength(seeded + 1);
    await second.image.images.delete({ image_id });
    expect(kept()).toHaveLength(seeded);
    await second.cloud.close();
  });

  test('are not left behind by a seed that does not hold', async () => {
    const image = { name: 'twin', id: '11111111-1111-4111-8111-111111111111', qcow2: 1024 };
    const seed = parse(defaultSeed()) as { image: { images: object[] } };
    seed.image.images.push(image, image);
    const data = join(folder, 'cloud.sqlite');
    await expect(createCloud({ data, seed: JSON.stringify(seed) })).rejects.toThrow();
    expect(kept()).toEqual([]);
  });

  test('of an upload that breaks leave the image as it was', async () => {
    const { cloud, image } = await open();
    const before = kept();
    const { id: image_id } = await image.images.create({ body: { name: 'x', disk_format: 'raw', container_format: 'bare' } });
    await image.imageData.upload({ image_id, body: ReadableStream.from(broken()) }).catch(() => undefined);
    expect(await image.images.show({ image_id })).toMatchObject({ status: 'queued', size: null, checksum: null });
    expect(kept()).toEqual(before);
    await image.imageData.upload({ image_id, body: new Blob(['whole']).stream() });
    expect(await text(await image.imageData.download({ image_id }))).toBe('whole');
    await cloud.close();
  });

  test('are refused with 410 when the image is deleted while they come', async () => {
    const { cloud, image } = await open();
    const before = kept();
    const { id: image_id } = await image.images.create({ body: { name: 'x', disk_format: 'raw', container_format: 'bare' } });
    async function* deletedMeanwhile(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      await image.images.delete({ image_id });
      yield Buffer.from('the rest');
    }
    await expect(image.imageData.upload({ image_id, body: ReadableStream.from(deletedMeanwhile()) })).rejects.toMatchObject({ status: 410 });
    expect(kept()).toEqual(before);
    await cloud.close();
  });

  test('can be fetched from this machine', async () => {
    const { cloud, image } = await open();
    const { port } = await cloud.listen();
    const { id: image_id } = await image.images.create({ body: { name: 'x', disk_format: 'raw', container_format: 'bare' } });
    const web = (uri: string) => image.imageImport.create({ image_id, body: { method: { name: 'web-download', uri } } });
    await expect(web('http://192.0.2.1/x')).rejects.toMatchObject({ status: 400 });
    await web(`http://127.0.0.1:${port}/image/versions`);
    expect(await image.images.show({ image_id })).toMatchObject({ status: 'active', os_glance_failed_import: '' });
    expect(await text(await image.imageData.download({ image_id }))).toContain('v2.18');
    const { id: other } = await image.images.create({ body: { name: 'y', disk_format: 'raw', container_format: 'bare' } });
    await image.imageImport.create({ image_id: other, body: { method: { name: 'web-download', uri: `http://127.0.0.1:${port}/nothing` } } });
    expect(await image.images.show({ image_id: other })).toMatchObject({ status: 'queued', os_glance_failed_import: 'store1' });
    expect((await image.tasks.ofImage({ image_id: other })).tasks).toMatchObject([{ status: 'failure', message: expect.stringContaining('404') }]);
    await cloud.close();
  });

  test('become an image of a task’s own', async () => {
    const { cloud, image } = await open();
    const { port } = await cloud.listen();
    const begin = (path: string, image_properties: object) =>
      image.tasks.create({ body: { type: 'import', input: { import_from: `http://127.0.0.1:${port}${path}`, image_properties } } });
    const formats = { disk_format: 'raw', container_format: 'bare' };
    const { id: task_id } = await begin('/image/versions', { name: 'z', ...formats });
    const task = await image.tasks.show({ task_id });
    expect(task).toMatchObject({ status: 'success', result: { image_id: expect.any(String) } });
    const { image_id } = task.result as { image_id: string };
    expect(await image.images.show({ image_id })).toMatchObject({ name: 'z', status: 'active' });
    const before = kept();
    const { id: second } = await begin('/image/versions', { name: 'z', ...formats, id: image_id });
    expect(await image.tasks.show({ task_id: second })).toMatchObject({ status: 'failure', message: 'Task failed due to Internal Error' });
    expect(kept()).toEqual(before);
    await cloud.close();
  });
});
