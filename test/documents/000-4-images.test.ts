/** Document 000, section 4: images. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Deviation, differences, named } from './like.ts';
import { type Lab, openLab, send } from './lab.ts';

const UUID = '038ba49b-ddee-4e0f-8ecb-6f64d2788138';
const queued = {
  container_format: 'bare',
  min_ram: 0,
  updated_at: '2022-03-10T05:04:21Z',
  file: `/v2/images/${UUID}/file`,
  owner: '0b6f2d0be1d342e09edc31dc841db7a5',
  id: UUID,
  size: null,
  self: `/v2/images/${UUID}`,
  disk_format: 'qcow2',
  os_hash_algo: null,
  schema: '/v2/schemas/image',
  status: 'queued',
  tags: [],
  visibility: 'shared',
  min_disk: 0,
  virtual_size: null,
  name: 'cirros002',
  checksum: null,
  created_at: '2022-03-10T05:04:21Z',
  os_hidden: false,
  protected: false,
  os_hash_value: null,
};
const active = {
  ...queued,
  updated_at: '2022-03-10T05:04:25Z',
  size: 13_287_936,
  os_hash_algo: 'sha512',
  status: 'active',
  checksum: 'ee1eca47dc88f4879d8a229cc70a07c6',
  os_hash_value: '1b03ca1bc3fafe448b90583c12f367949f8b0e665685979d95b004e48574b953316799e23240f4f739d1b5eb4c4ca24d38fdc6f4f9d8247a2bc64db25d6bbdb2',
};

/** As many bytes as the lab's cirros has, with a qcow2 header that says 39 MiB; its content is not to be had. */
const content = ((): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(13_287_936).fill(7, 512);
  const header = new DataView(bytes.buffer);
  for (const [offset, value] of [0x51_46_49_fb, 2, 0, 0, 0, 16, 0, 41_126_400, 0, 1, 0, 0x3_00_00, 0, 0x1_00_00, 1].entries())
    header.setUint32(offset * 4, value);
  return bytes;
})();
const digest = (algorithm: string): string => createHash(algorithm).update(content).digest('hex');
const stored: Deviation = { at: 'stores', now: 'store1', reason: 'Glance names the stores that have the content' };
const sized: Deviation = { at: 'virtual_size', now: 41_126_400, reason: 'Glance reads the size of the disk from an uploaded qcow2 file' };

describe('document 000, section 4: images', () => {
  let lab: Lab;
  let url: string;
  let headers: Record<string, string>;
  let id: string;
  beforeAll(async () => {
    lab = await openLab();
    url = `${lab.origin('image')}/v2/images`;
    headers = await lab.token();
  });
  afterAll(() => lab.close());

  test('4.3 step 1: all images', async () => {
    const answer = await send('GET', url, headers);
    expect(answer.status).toBe(200);
    const { images, ...rest } = answer.json;
    expect(rest).toEqual({ schema: '/v2/schemas/images', first: '/v2/images' });
    const cirros = images.find(({ name }: { name: string }) => name.startsWith('cirros'));
    const { name: _, size: _size, virtual_size: _virtual, visibility: _visibility, ...same } = active;
    const { name, size, virtual_size, visibility, ...shown } = cirros;
    expect(differences(same, shown, [stored])).toEqual([]);
    expect([name, size, virtual_size, visibility]).toEqual([expect.stringMatching(/^cirros/), expect.any(Number), expect.anything(), 'public']);
  });

  test('4.3 step 2: create', async () => {
    const answer = await send('POST', url, headers, { container_format: 'bare', disk_format: 'qcow2', name: 'cirros002' });
    expect(answer.status).toBe(201);
    expect(differences(queued, answer.json)).toEqual([]);
    expect(answer.headers.get('location')).toBe(`${url}/${answer.json.id}`);
  });

  test('4.3 the id by name: the newest comes first', async () => {
    const { json } = await send('GET', url, headers);
    const [first] = named(json.images as { name: string; id: string }[], [{ name: 'cirros002' }]);
    expect(first).toBe(json.images[0]);
    expect(differences(queued, first)).toEqual([]);
    id = first?.id ?? '';
  });

  test('4.3 step 3: upload', async () => {
    const answer = await send('PUT', `${url}/${id}/file`, { ...headers, 'content-type': 'application/octet-stream' }, content);
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  test('4.3 by id: the sums are those of the bytes', async () => {
    const answer = await send('GET', `${url}/${id}`, headers);
    expect(answer.status).toBe(200);
    expect(differences(active, answer.json, [stored, sized])).toEqual([]);
    expect([answer.json.checksum, answer.json.os_hash_value]).toEqual([digest('md5'), digest('sha512')]);
  });

  test('the bytes come back', async () => {
    const response = await fetch(`${url}/${id}/file`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-md5')).toBe(digest('md5'));
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(content))).toBe(true);
  });

  test('4.3 delete', async () => {
    const answer = await send('DELETE', `${url}/${id}`, headers);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await send('GET', `${url}/${id}`, headers)).status).toBe(404);
  });

  test('4.1 the example', async () => {
    const body = { container_format: 'bare', disk_format: 'raw', name: 'Ubuntu', id: crypto.randomUUID() };
    const answer = await send('POST', url, headers, body);
    expect(answer.status).toBe(201);
    const document = { ...queued, ...body, self: `/v2/images/${UUID}`, visibility: 'private', locations: [] };
    const deviations: Deviation[] = [
      { at: 'visibility', now: 'shared', reason: 'since the Image API 2.5 an image is shared when nothing is said' },
      { at: 'locations', reason: 'shown only where show_multiple_locations is set' },
    ];
    expect(differences(document, answer.json, deviations)).toEqual([]);
    expect((await send('DELETE', `${url}/${body.id}`, headers)).status).toBe(204);
  });
});
