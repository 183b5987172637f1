import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { documents, schemas } from './schemas.ts';

contract('what Glance tells of itself', { needs: [] }, (it) => {
  it('is its versions, without a token', async ({ member }) => {
    const choices = await member.image.request('GET', '/', { root: '', headers: { 'x-auth-token': '' } });
    expect(choices.status).toBe(300);
    const { versions } = await member.image.versions.list();
    expect(versions).toEqual(choices.json.versions);
    expect(versions[0]).toMatchObject({ id: 'v2.18', status: 'CURRENT', links: [{ rel: 'self', href: expect.stringMatching(/\/v2\/$/) }] });
    expect(versions.at(-1)).toMatchObject({ id: 'v2.0', status: 'SUPPORTED' });
    expect((await member.image.request('GET', '/v3/images', { root: '' })).status).toBe(300);
    expect((await member.image.request('GET', '/v2.5/images?limit=0', { root: '' })).json.images).toEqual([]);
    const root = await member.image.request('GET', '/v2', { root: '' });
    expect([root.status, root.headers.get('location')]).toEqual([302, expect.stringMatching(/\/v2\/$/)]);
  });

  it('is the schemas of its documents', async ({ member }) => {
    for (const [name, { path }] of Object.entries(schemas)) {
      const { json } = await member.image.request('GET', path);
      expect([path, json]).toEqual([path, documents[name as keyof typeof documents]]);
    }
  });

  it('is how images can be imported, and where they are kept', async ({ admin, member }) => {
    expect(await member.image.info.import()).toEqual({
      'import-methods': { description: 'Import methods available.', type: 'array', value: ['glance-direct', 'web-download', 'copy-image'] },
    });
    expect((await member.image.info.stores()).stores).toContainEqual({ id: 'store1', default: 'true' });
    expect((await admin.image.info.storesDetail()).stores[0]).toMatchObject({ id: 'store1', type: 'file', weight: 0 });
    const refused = await member.image.request('GET', '/info/stores/detail');
    expect([refused.status, refused.json.message]).toEqual([403, 'You are not authorized to complete stores_info_detail action.<br /><br />\n\n\n']);
    expect(await member.image.info.usage()).toEqual({ usage: {} });
  });

  it('is nothing for a path it does not know, or for who has no token', async ({ member }) => {
    const unknown = await member.image.request('GET', '/nothing');
    expect([unknown.status, unknown.json.message]).toEqual([404, 'The resource could not be found.<br /><br />\n\n\n']);
    const anonymous = await member.image.request('GET', '/nothing', { headers: { 'x-auth-token': 'bogus' } });
    expect(anonymous.status).toBe(401);
  });

  it('is that the only store of an image cannot lose it', async ({ admin, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: 'raw', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id }));
    const ask = async (store: string) => {
      const { status, json } = await admin.image.request('DELETE', `/stores/${store}/${image_id}`);
      return [status, json.message.replace('<br /><br />\n\n\n', '')];
    };
    expect(await ask('nope')).toEqual([409, 'The selected store nope is not available on this node.']);
    expect(await ask('store1')).toEqual([409, `It's not allowed to remove image data from store if image status is not 'active'`]);
    await admin.image.imageData.upload({ image_id, body: new Blob(['x']).stream() });
    expect(await ask('store1')).toEqual([403, 'Cannot delete image data from the only store containing it. Consider deleting the image instead.']);
  });
});
