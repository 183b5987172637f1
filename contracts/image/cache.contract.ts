import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('the cache of images', { needs: ['admin'] }, (it) => {
  it('takes active images and gives them up', async ({ admin, name, later, settled }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: 'raw', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id }));
    const early = await admin.image.request('PUT', `/cache/${image_id}`);
    expect([early.status, early.json.message]).toEqual([400, 'Only images with status active can be targeted for queueing<br /><br />\n\n\n']);
    await admin.image.imageData.upload({ image_id, body: new Blob(['cache me']).stream() });
    expect(await admin.image.cache.nodes({ image_id })).toEqual([]);
    await admin.image.cache.add({ image_id });
    const mine = async () => (await admin.image.cache.show()).cached_images.find((image) => image.image_id === image_id);
    const cached = await settled(mine, (image) => image !== undefined);
    expect(cached).toMatchObject({ size: 8, hits: 0, checksum: null, last_accessed: expect.any(Number) });
    expect(await admin.image.cache.nodes({ image_id })).toEqual([expect.stringMatching(/^http/)]);
    await admin.image.cache.clean();
    expect(await admin.image.cache.prune()).toEqual({ total_files_pruned: 0, total_bytes_pruned: 0 });
    await admin.image.cache.delete({ image_id });
    expect(await mine()).toBeUndefined();
    expect((await admin.image.request('DELETE', `/cache/${image_id}`)).status).toBe(204);
  });

  it('is cleared as it is told', async ({ admin }) => {
    const clear = (target: string) => admin.image.request('DELETE', '/cache', { headers: { 'x-image-cache-clear-target': target } });
    expect((await clear('queue')).status).toBe(204);
    const wrong = await clear('all');
    expect([wrong.status, wrong.json.message]).toEqual([
      400,
      `If provided 'x-image-cache-clear-target' must be 'cache', 'queue' or empty string.<br /><br />\n\n\n`,
    ]);
    const none = await admin.image.request('PUT', `/cache/${crypto.randomUUID()}`);
    expect([none.status, none.json.message]).toEqual([404, expect.stringMatching(/^Image .* not found\./)]);
  });
});
