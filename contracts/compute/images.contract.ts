import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('images through Nova', { needs: [] }, (it) => {
  type Stage = Parameters<Parameters<typeof it>[1]>[0];
  const queued = async ({ member, name, later }: Stage): Promise<{ id: string; name: string }> => {
    const image = { name: name('image'), disk_format: 'raw', container_format: 'bare', min_ram: 64, min_disk: 1, hw_disk_bus: 'virtio' };
    const { json } = await member.image.request('POST', '/images', { json: image });
    later(() => member.image.request('DELETE', `/images/${json.id}`));
    return { id: json.id, name: image.name };
  };

  it('are shown in their old form', async (stage) => {
    const { id, name } = await queued(stage);
    const { image } = await stage.member.compute.images.show({ image_id: id });
    expect(image).toMatchObject({
      id,
      name,
      minRam: 64,
      minDisk: 1,
      metadata: { hw_disk_bus: 'virtio' },
      status: 'SAVING',
      progress: 25,
      'OS-EXT-IMG-SIZE:size': 0,
    });
    expect(image.links.map(({ rel, type, href }) => [rel, type, href.endsWith(`/images/${id}`)])).toEqual([
      ['self', undefined, true],
      ['bookmark', undefined, true],
      ['alternate', 'application/vnd.openstack.image', true],
    ]);
    const ids = async (query: Record<string, string[]>) =>
      (await stage.member.compute.images.list({ query: { name: [name], ...query } })).images.map((one) => one.id);
    expect(await ids({})).toEqual([id]);
    expect(await ids({ minRam: ['64'] })).toEqual([id]);
    expect(await ids({ minRam: ['65'] })).toEqual([]);
    expect(await ids({ status: ['ACTIVE'] })).toEqual([]);
    expect(await ids({ 'property-hw_disk_bus': ['virtio'] })).toEqual([id]);
    const { images, images_links } = await stage.member.compute.images.listDetail({ query: { name: [name], limit: ['1'] } });
    expect(images).toEqual([image]);
    expect(images_links?.[0]?.href).toContain(`marker=${id}`);
    const { status, json } = await stage.member.compute.request('GET', '/images?limit=0');
    expect([status, json.badRequest.message]).toEqual([400, 'Invalid input for query parameters limit. Value: 0. 0 is less than the minimum of 1']);
  });

  it('have metadata that can be changed', async (stage) => {
    const { id: image_id } = await queued(stage);
    const { imageMetadata } = stage.member.compute;
    expect(await imageMetadata.create({ image_id, body: { metadata: { a: '1', b: '2' } } })).toEqual({ metadata: { hw_disk_bus: 'virtio', a: '1', b: '2' } });
    expect(await imageMetadata.update({ image_id, key: 'a', body: { meta: { a: '3' } } })).toEqual({ meta: { a: '3' } });
    expect(await imageMetadata.show({ image_id, key: 'a' })).toEqual({ meta: { a: '3' } });
    await expect(imageMetadata.update({ image_id, key: 'a', body: { meta: { b: '3' } } })).rejects.toMatchObject({ message: 'Request body and URI mismatch' });
    await imageMetadata.delete({ image_id, key: 'a' });
    await expect(imageMetadata.delete({ image_id, key: 'a' })).rejects.toMatchObject({ status: 404, message: 'Invalid metadata key' });
    expect(await imageMetadata.replace({ image_id, body: { metadata: { c: '4' } } })).toEqual({ metadata: { c: '4' } });
    expect(await imageMetadata.list({ image_id })).toEqual({ metadata: { c: '4' } });
  });

  it('are deleted, and unknown to others', async (stage) => {
    const { id: image_id } = await queued(stage);
    const absent = { status: 404, message: 'Image not found.' };
    await expect(stage.reader.compute.images.show({ image_id })).rejects.toMatchObject(absent);
    await stage.member.compute.images.delete({ image_id });
    await expect(stage.member.compute.images.delete({ image_id })).rejects.toMatchObject(absent);
    await expect(stage.member.compute.imageMetadata.list({ image_id: 'nope' })).rejects.toMatchObject(absent);
  });

  it('are gone in 2.36, their metadata in 2.39', async ({ member }) => {
    const ask = (version: string, path: string) => member.compute.request('GET', path, { headers: { 'openstack-api-version': `compute ${version}` } });
    expect((await ask('2.35', '/images?limit=1')).status).toBe(200);
    const { status, json } = await ask('2.36', '/images');
    expect([status, json]).toEqual([404, { itemNotFound: { code: 404, message: 'The resource could not be found.' } }]);
    expect((await ask('2.38', '/images/nope/metadata')).json.itemNotFound.message).toBe('Image not found.');
    expect((await ask('2.39', '/images/nope/metadata')).json.itemNotFound.message).toBe('The resource could not be found.');
  });
});
