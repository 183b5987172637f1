import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { newVolume, refused } from '../../test/contract/volumes.ts';

contract('images of volumes', { needs: ['block storage'] }, (it) => {
  it('leave metadata, which can be changed', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { volumeImages } = stage.member['block-storage'];
    const show = async () => stage.member['block-storage'].request('POST', `/volumes/${volume_id}/action`, { json: { 'os-show_image_metadata': null } });
    const none = [404, `Glance metadata for volume/snapshot ${volume_id} cannot be found.`];
    expect(refused(await show())).toEqual(none);
    const set = async (metadata: Record<string, string>) => volumeImages.setMetadata({ volume_id, body: { 'os-set_image_metadata': { metadata } } });
    expect((await set({ a: '1', b: '2' })).metadata).toEqual({ a: '1', b: '2' });
    expect((await set({ a: '3' })).metadata).toEqual({ a: '3', b: '2' });
    await volumeImages.unsetMetadata({ volume_id, body: { 'os-unset_image_metadata': { key: 'a' } } });
    expect((await volumeImages.showMetadata({ volume_id, body: { 'os-show_image_metadata': null } })).metadata).toEqual({ b: '2' });
    const { volume } = await stage.member['block-storage'].volumes.show({ volume_id });
    expect(volume.volume_image_metadata).toEqual({ b: '2' });
    const again = await stage.member['block-storage'].request('POST', `/volumes/${volume_id}/action`, { json: { 'os-unset_image_metadata': { key: 'a' } } });
    expect(refused(again)).toEqual(none);
  });

  it('are made of volumes', async (stage) => {
    const { member, name, later, settled } = stage;
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const service = member['block-storage'].at('3.1');
    const image_name = name('image');
    const body = { 'os-volume_upload_image': { image_name, disk_format: 'raw', visibility: 'private' } } as const;
    const { 'os-volume_upload_image': begun } = await service.volumeImages.upload({ volume_id, body });
    later(() => member.image.request('DELETE', `/images/${begun.image_id}`));
    expect(begun).toMatchObject({
      id: volume_id,
      status: 'uploading',
      image_name,
      disk_format: 'raw',
      container_format: 'bare',
      visibility: 'private',
      size: 1,
    });
    await settled(
      async () => (await service.volumes.show({ volume_id })).volume.status,
      (status) => status === 'available',
    );
    const image = await settled(
      async () => (await member.image.request('GET', `/images/${begun.image_id}`)).json,
      ({ status }) => status === 'active',
    );
    expect(image).toMatchObject({ name: image_name, disk_format: 'raw', visibility: 'private', owner: (await member.whoami()).project?.id });
  });

  it('are refused for bad formats and rights', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const image_name = stage.name('image');
    const left = async () => (await stage.member.image.request('GET', `/images?name=${image_name}`)).json.images as { id: string; status: string }[];
    const upload = async (more: object, version: '3.0' | '3.1' = '3.1') => {
      const json = { 'os-volume_upload_image': { image_name, ...more } };
      return refused(await stage.member['block-storage'].at(version).request('POST', `/volumes/${volume_id}/action`, { json }));
    };
    expect((await upload({ disk_format: 'x' }))[1]).toMatch(/'x' is not one of \['raw', 'vmdk', 'vdi', 'qcow2', 'vhd', 'vhdx', 'ploop'\]$/);
    expect((await upload({ visibility: 'private' }, '3.0'))[1]).toMatch(/Additional properties are not allowed \('visibility' was unexpected\)$/);
    const rule = 'volume_extension:volume_actions:upload_public';
    expect(await upload({ visibility: 'public' })).toEqual([403, `Policy doesn't allow ${rule} to be performed.`]);
    expect(await upload({ container_format: 'compressed' })).toEqual([400, 'Image compression upload disallowed, but container_format is compressed']);
    const images = await left();
    for (const { id } of images) stage.later(() => stage.member.image.request('DELETE', `/images/${id}`));
    expect(images.map(({ status }) => status)).toEqual(['queued']);
  });
});
