import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';

const stream = (content: string | Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> => new Blob([content]).stream();
const octets = { 'content-type': 'application/octet-stream' };

async function queued({ admin, name, later }: Stage, more: Record<string, unknown> = { disk_format: 'raw', container_format: 'bare' }) {
  const { id } = await admin.image.images.create({ body: { name: name('image'), ...more } });
  later(() => admin.image.images.delete({ image_id: id }));
  return id;
}

contract('the content of images', { needs: ['admin'] }, (it) => {
  it('comes back as it was sent, with its sums', async (stage) => {
    const { admin } = stage;
    const image_id = await queued(stage);
    const content = new Uint8Array(randomBytes(300_000));
    const { status } = await admin.image.imageData.upload({ image_id, body: stream(content) }).whole();
    expect(status).toBe(204);
    const md5 = createHash('md5').update(content).digest('hex');
    expect(await admin.image.images.show({ image_id })).toMatchObject({
      status: 'active',
      size: content.length,
      virtual_size: content.length,
      checksum: md5,
      os_hash_algo: 'sha512',
      os_hash_value: createHash('sha512').update(content).digest('hex'),
      stores: expect.any(String),
    });
    const { value, headers } = await admin.image.imageData.download({ image_id }).whole();
    expect(Buffer.from(await new Response(value).arrayBuffer()).equals(content)).toBe(true);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect([headers.get('content-md5'), headers.get('content-length')]).toEqual([md5, String(content.length)]);
    const again = await admin.image.request('PUT', `/images/${image_id}/file`, { headers: octets, body: 'more' });
    expect([again.status, again.json.message]).toEqual([409, 'Image status transition from active to saving is not allowed<br /><br />\n\n\n']);
  });

  it('comes in parts', async (stage) => {
    const image_id = await queued(stage);
    await stage.admin.image.imageData.upload({ image_id, body: stream('hello glance') });
    const part = async (range: string) => {
      const { status, text, headers } = await stage.admin.image.request('GET', `/images/${image_id}/file`, { headers: { range } });
      return [status, text, headers.get('content-range')];
    };
    expect(await part('bytes=0-4')).toEqual([206, 'hello', 'bytes 0-4/12']);
    expect(await part('bytes=6-')).toEqual([206, 'glance', 'bytes 6-11/12']);
    expect(await part('bytes=-3')).toEqual([206, 'nce', 'bytes 9-11/12']);
    expect(await part('bytes=-0')).toEqual([206, 'hello glance', 'bytes 0-11/12']);
    expect(await part('bytes=6-100')).toEqual([206, 'glance', 'bytes 6-11/12']);
    const beyond = await stage.admin.image.request('GET', `/images/${image_id}/file`, { headers: { range: 'bytes=900-' } });
    expect([beyond.status, beyond.json.message]).toEqual([
      416,
      'The Range requested is not available.<br /><br />\nInvalid start position in Range header. Start position MUST be in the inclusive range [0, 11].\n\n',
    ]);
    const several = await stage.admin.image.request('GET', `/images/${image_id}/file`, { headers: { range: 'bytes=0-1,3-4' } });
    expect(several.status).toBe(400);
  });

  it('is nothing before an upload', async (stage) => {
    const image_id = await queued(stage);
    const { status, text } = await stage.admin.image.request('GET', `/images/${image_id}/file`);
    expect([status, text]).toEqual([204, '']);
  });

  it('needs formats, bytes and the size that was said', async (stage) => {
    const { admin } = stage;
    const bare = await queued(stage, {});
    const formless = await admin.image.request('PUT', `/images/${bare}/file`, { headers: octets, body: 'x' });
    expect([formless.status, formless.json.message]).toEqual([
      400,
      'Properties disk_format, container_format must be set prior to saving data.<br /><br />\n\n\n',
    ]);
    const image_id = await queued(stage);
    const json = await admin.image.request('PUT', `/images/${image_id}/file`, { json: 'x' });
    expect([json.status, json.json.message]).toEqual([
      415,
      'The request media type application/json is not supported by this server.\n<br /><br />\nInvalid content type application/json',
    ]);
    const short = await admin.image.request('PUT', `/images/${image_id}/file`, { headers: { ...octets, 'x-openstack-image-size': '9' }, body: 'hello' });
    expect([short.status, short.json.message]).toEqual([400, 'Size mismatch: expected 9 bytes, got 5 bytes<br /><br />\n\n\n']);
    for (const size of ['2', '-5']) {
      const long = await admin.image.request('PUT', `/images/${image_id}/file`, { headers: { ...octets, 'x-openstack-image-size': size }, body: 'hello' });
      expect([long.status, long.json.message]).toEqual([400, `Size exceeds: expected ${size} bytes, got 5 bytes<br /><br />\n\n\n`]);
    }
    const store = await admin.image.request('PUT', `/images/${image_id}/file`, { headers: { ...octets, 'x-image-meta-store': 'nope' }, body: 'hello' });
    expect([store.status, store.json.message]).toEqual([400, 'Store for identifier nope not found<br /><br />\n\n\n']);
    expect(await admin.image.images.show({ image_id })).toMatchObject({ status: 'queued', size: null, checksum: null });
  });

  it('has to be of the format that the image says', async (stage) => {
    const { admin } = stage;
    const image_id = await queued(stage, { disk_format: 'qcow2', container_format: 'bare' });
    const refused = await admin.image.request('PUT', `/images/${image_id}/file`, { headers: octets, body: 'this is no qcow2' });
    expect([refused.status, refused.json.message]).toEqual([
      415,
      'The request media type application/octet-stream is not supported by this server.\n<br /><br />\nImage disk_format qcow2 does not match stream data raw',
    ]);
    expect(await admin.image.images.show({ image_id })).toMatchObject({ status: 'queued', size: null, os_hash_algo: 'sha512' });
  });

  it('tells the size of the disk inside', async (stage) => {
    const head = new Uint8Array(1024);
    const view = new DataView(head.buffer);
    head.set([0x51, 0x46, 0x49, 0xfb]);
    view.setUint32(4, 2);
    view.setBigUint64(24, 123_456_512n);
    const image_id = await queued(stage, { disk_format: 'qcow2', container_format: 'bare' });
    await stage.admin.image.imageData.upload({ image_id, body: stream(head) });
    expect(await stage.admin.image.images.show({ image_id })).toMatchObject({ size: 1024, virtual_size: 123_456_512 });
    view.setBigUint64(8, 512n);
    const backed = await queued(stage, { disk_format: 'qcow2', container_format: 'bare' });
    const refused = await stage.admin.image.request('PUT', `/images/${backed}/file`, { headers: octets, body: head });
    expect([refused.status, refused.json.message]).toEqual([415, expect.stringMatching(/Image failed safety checks$/)]);
  });

  it('is not for those who may not see the image, nor changed by those who do not own it', async (stage) => {
    const { admin, member } = stage;
    const image_id = await queued(stage);
    const hidden = await member.image.request('PUT', `/images/${image_id}/file`, { headers: octets, body: 'x' });
    expect(hidden.json.message).toBe(`No image found with ID ${image_id}<br /><br />\n\n\n`);
    await admin.image.images.update({ image_id, body: [{ op: 'replace', path: '/visibility', value: 'public' }] });
    const foreign = await member.image.request('PUT', `/images/${image_id}/file`, { headers: octets, body: 'x' });
    expect([foreign.status, foreign.json.message]).toEqual([403, 'You are not authorized to complete upload_image action.<br /><br />\n\n\n']);
  });

  it('is kept from all but admins while the image is deactivated', async (stage) => {
    const { admin, member } = stage;
    const image_id = await queued(stage, { disk_format: 'raw', container_format: 'bare', visibility: 'public' });
    await admin.image.imageData.upload({ image_id, body: stream('hello') });
    await admin.image.imageActions.deactivate({ image_id });
    const refused = await member.image.request('GET', `/images/${image_id}/file`);
    expect([refused.status, refused.json.message]).toEqual([
      403,
      'The requested image has been deactivated. Image data download is forbidden.<br /><br />\n\n\n',
    ]);
    expect((await admin.image.request('GET', `/images/${image_id}/file`)).text).toBe('hello');
    await admin.image.imageActions.reactivate({ image_id });
    expect((await member.image.request('GET', `/images/${image_id}/file`)).text).toBe('hello');
  });
});
