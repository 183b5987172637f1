import { expect } from 'vitest';
import { contract } from '../../../test/contract/contract.ts';
import { FORMER, former } from '../../../test/contract/former.ts';
import { images } from './images.ts';
import { members } from './members.ts';
import { imageV1 } from './service.ts';

const bytes = { 'content-type': 'application/octet-stream' };

contract('images of v1', { needs: ['admin'], emulatorOnly: FORMER }, (it) => {
  it('have their attributes in headers', async ({ member, name, later }) => {
    const called = name('image');
    const headers = { 'x-image-meta-name': called, 'x-image-meta-disk_format': 'raw', 'x-image-meta-container_format': 'bare' };
    const sent = { ...headers, 'x-image-meta-min-ram': '64', 'x-image-meta-property-kernel_id': 'k', ...bytes };
    const made = await former(member, imageV1, images.create, { headers: { ...sent, 'content-length': '5' }, body: 'bytes' });
    const { image } = made.json;
    const params = { image_id: image.id };
    later(() => member.image.request('DELETE', `/images/${image.id}`));
    expect(image).toMatchObject({ name: called, status: 'active', size: 5, min_ram: 64, is_public: false, properties: { kernel_id: 'k' } });
    expect(made.headers.get('etag')).toBe(image.checksum);
    const { headers: meta } = await former(member, imageV1, images.meta, { params });
    expect(['name', 'size', 'status', 'is_public', 'property-kernel_id'].map((key) => meta.get(`x-image-meta-${key}`))).toEqual([
      called,
      '5',
      'active',
      'False',
      'k',
    ]);
    const { text, headers: shown } = await former(member, imageV1, images.show, { params });
    expect([text, shown.get('x-image-meta-id')]).toEqual(['bytes', image.id]);
    const modern = (await member.image.request('GET', `/images/${image.id}`)).json;
    expect(modern).toMatchObject({ name: called, visibility: 'private', kernel_id: 'k', size: 5 });

    const kept = { 'x-image-meta-property-more': '1', 'x-glance-registry-purge-props': 'false' };
    const changed = await former(member, imageV1, images.update, { params, headers: kept });
    expect(changed.json.image.properties).toEqual({ kernel_id: 'k', more: '1' });
    const purged = await former(member, imageV1, images.update, { params, headers: { 'x-image-meta-property-last': '1' } });
    expect(purged.json.image.properties).toEqual({ last: '1' });
    await former(member, imageV1, images.update, { params, headers: { 'x-image-meta-disk_format': 'qcow2' }, status: 403 });
    await former(member, imageV1, images.delete, { params });
    await former(member, imageV1, images.meta, { params, status: 404 });
  });

  it('are listed with filters', async ({ member, name, later }) => {
    const called = name('image');
    const made = await former(member, imageV1, images.create, { headers: { 'x-image-meta-name': called } });
    later(() => member.image.request('DELETE', `/images/${made.json.image.id}`));
    const found = async (query: string) => (await former(member, imageV1, images.listDetail, { query })).json.images.map(({ id }: { id: string }) => id);
    expect(await found(`?name=${called}`)).toEqual([made.json.image.id]);
    expect(await found(`?name=${called}&status=active`)).toEqual([]);
    expect(await found(`?name=${called}&is_public=True`)).toEqual([]);
    expect((await former(member, imageV1, images.list, { query: '?limit=1' })).json.images).toHaveLength(1);
    await former(member, imageV1, images.list, { query: '?size_min=x', status: 400 });
  });

  it('are refused what does not go together', async ({ member, admin }) => {
    const mixed = { 'x-image-meta-disk_format': 'ami', 'x-image-meta-container_format': 'bare' };
    for (const headers of [mixed, { 'x-image-meta-disk_format': 'paper' }, { 'x-image-meta-nonsense': '1' }, { 'x-image-meta-min_ram': 'x' }]) {
      await former(member, imageV1, images.create, { headers, status: 400 });
    }
    await former(member, imageV1, images.create, { headers: { 'x-image-meta-is_public': 'True' }, status: 403 });
    const { status } = await admin.image.request('GET', members.list.path.replace('{image_id}', 'x'), { root: '/v1' });
    expect(status).toBe(501);
  });
});
