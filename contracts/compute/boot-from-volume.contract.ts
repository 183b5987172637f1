/** Proof that servers boot from volumes: what is asked for, what is refused, and what becomes of the volumes. */
import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';
import { act, say } from '../../test/contract/say.ts';
import { ingredients, reached, running } from '../../test/contract/server.ts';
import { available, disposeVolume, shownVolume, volumeIs } from '../../test/contract/volume.ts';

const nowhere = '00000000-0000-0000-0000-000000000000';
const invalid = (text: string): string => `Block Device Mapping is Invalid: ${text}`;
const sequence = invalid('Boot sequence for the instance and image/block device mapping combination is not valid.');

/** What a server is made of whose root is a volume made of an image. */
async function rooted(stage: Stage, extra: object = {}) {
  const { imageRef, ...rest } = await ingredients(stage);
  const root = { source_type: 'image', destination_type: 'volume', uuid: imageRef, boot_index: 0, volume_size: 1, ...extra };
  return { ...rest, root, imageRef };
}

contract('booting from volumes', { needs: ['admin', 'image', 'flavor', 'network', 'block storage'] }, (it) => {
  it('makes a volume of the image, which goes with the server or stays', async (stage) => {
    const { member, later } = stage;
    const { root, imageRef } = await rooted(stage, { delete_on_termination: true });
    const blank = { source_type: 'blank', destination_type: 'volume', volume_size: 1, boot_index: -1 };
    const id = await running(stage, member, { imageRef: '', block_device_mapping_v2: [root, blank] });
    const { server } = (await member.compute.at('2.104').request('GET', `/servers/${id}`)).json;
    const attached = server['os-extended-volumes:volumes_attached'] as { id: string; delete_on_termination: boolean }[];
    expect([server.image, attached.map((volume) => volume.delete_on_termination)]).toEqual(['', [true, false]]);
    const [first = '', second = ''] = attached.map((volume) => volume.id);
    later(() => disposeVolume(stage, member, second));
    expect(await shownVolume(member, first)).toMatchObject({ name: '', status: 'in-use', bootable: 'true', volume_image_metadata: { image_id: imageRef } });
    expect(await shownVolume(member, second)).toMatchObject({ name: `${id}-blank-vol`, status: 'in-use', bootable: 'false' });
    const path = `/servers/${id}/os-volume_attachments`;
    expect(await say(member, 'DELETE', `${path}/${first}`)).toEqual([400, 'Cannot detach a root device volume']);
    expect(await act(member, id, { createBackup: { name: 'x', backup_type: 'x', rotation: 1 } })).toEqual([
      400,
      'Backup is not supported for volume-backed instances.',
    ]);
    expect(await act(member, id, { rescue: null }, '2.87')).toEqual([400, `Instance ${id} cannot be rescued: Cannot rescue a volume-backed instance`]);
    // no disk of the host is taken
    const { allocations } = (await stage.admin.placement.request('GET', `/allocations/${id}`)).json;
    expect(Object.values(allocations as Record<string, { resources: object }>)[0]?.resources).not.toHaveProperty('DISK_GB');
    await member.compute.request('DELETE', `/servers/${id}`);
    await volumeIs(stage, member, first, 'gone');
    await volumeIs(stage, member, second, 'available');
  });

  it('takes a volume that is there, in either form', async (stage) => {
    const { member } = stage;
    const { imageRef, ...rest } = await ingredients(stage);
    const volume = await available(stage, member, { imageRef });
    const older = await running(stage, member, { imageRef: undefined, block_device_mapping: [{ volume_id: volume, device_name: 'vda' }] });
    await volumeIs(stage, member, volume, 'in-use');
    const root = { source_type: 'volume', destination_type: 'volume', uuid: volume, boot_index: 0 };
    const taken = await say(member, 'POST', '/servers', { server: { ...rest, block_device_mapping_v2: [root] } });
    expect(taken).toEqual([400, expect.stringMatching(/^Invalid volume: Invalid input received: .* but the current status is in-use\. \(HTTP 400\)/)]);
    await member.compute.request('DELETE', `/servers/${older}`);
    await volumeIs(stage, member, volume, 'available');
    const id = await running(stage, member, { imageRef: undefined, block_device_mapping_v2: [root] });
    await act(member, id, { shelve: null });
    await reached(stage, member, id, 'SHELVED_OFFLOADED');
    await volumeIs(stage, member, volume, 'reserved');
    await act(member, id, { unshelve: null });
    await reached(stage, member, id, 'ACTIVE');
    await volumeIs(stage, member, volume, 'in-use');
    const { json } = await member.image.request('GET', `/images?name=${encodeURIComponent(`${rest.name}-shelved`)}`);
    expect(json.images).toEqual([]);
  });

  it('has images that say which snapshots there are, and servers of those', async (stage) => {
    const { member, name, later, settled } = stage;
    const { root } = await rooted(stage, { delete_on_termination: true });
    const id = await running(stage, member, { imageRef: undefined, block_device_mapping_v2: [root] });
    const title = name('image');
    const { json } = await member.compute.at('2.45').request('POST', `/servers/${id}/action`, { json: { createImage: { name: title } } });
    const { image_id } = json;
    const snapshots = async () => (await member.compute.at('2.35').request('GET', '/os-snapshots')).json.snapshots as { id: string; status: string }[];
    const [snapshot] = await settled(snapshots, ([first]) => first?.status === 'available');
    later(async () => {
      await member.compute.at('2.35').request('DELETE', `/os-snapshots/${snapshot?.id}`);
      await settled(snapshots, (left) => !left.length);
    });
    later(() => member.image.request('DELETE', `/images/${image_id}`));
    expect(snapshot).toMatchObject({ displayName: `snapshot for ${title}`, size: 1 });
    const image = (await member.image.request('GET', `/images/${image_id}`)).json;
    expect(image).toMatchObject({ status: 'active', size: 0, disk_format: 'raw', root_device_name: '/dev/vda', bdm_v2: 'True', base_image_ref: '' });
    expect(JSON.parse(image.block_device_mapping)).toEqual([
      expect.objectContaining({ source_type: 'snapshot', destination_type: 'volume', snapshot_id: snapshot?.id, boot_index: 0, device_name: '/dev/vda' }),
    ]);
    const copy = await running(stage, member, { imageRef: image_id });
    const { server } = (await member.compute.request('GET', `/servers/${copy}`)).json;
    expect(server.image.id).toBe(image_id);
    const [attached] = server['os-extended-volumes:volumes_attached'];
    expect(await shownVolume(member, attached.id)).toMatchObject({ snapshot_id: snapshot?.id, bootable: 'true' });
    await member.compute.request('DELETE', `/servers/${copy}`);
    await volumeIs(stage, member, attached.id, 'gone');
  });

  it('is refused what makes no sense', async (stage) => {
    const { member } = stage;
    const { root, imageRef, ...rest } = await rooted(stage);
    const volume = await available(stage, member);
    const create = (devices: object[], extra: object = {}, version = '2.104') =>
      say(member, 'POST', '/servers', { server: { ...rest, block_device_mapping_v2: devices, ...extra } }, version);
    const local = { source_type: 'image', destination_type: 'local', uuid: imageRef, boot_index: 0 };
    const blank = { source_type: 'blank', destination_type: 'volume' };
    const refusals: [devices: object[], message: string, extra?: object][] = [
      [[], 'Missing imageRef attribute'],
      [[{ ...root, uuid: undefined }], invalid('Missing device UUID.')],
      [[{ ...blank, uuid: nowhere }], invalid('Invalid device UUID.')],
      [[local], invalid('Mapping image to local is not supported.')],
      [[{ ...root, destination_type: 'local', volume_type: 'x' }], invalid('Mapping image to local is not supported.')],
      [[{ ...root, source_type: 'volume', volume_type: 'x' }], invalid('Specifying volume type to existing volume is not supported.')],
      [[{ ...root, volume_type: 'none-such' }], 'Volume type none-such could not be found.'],
      [[{ ...root, boot_index: 1 }], sequence],
      [[root, root], sequence],
      [[{ ...root, uuid: nowhere }], invalid(`failed to get image ${nowhere}.`)],
      [[{ ...root, volume_size: undefined }], "Images with destination_type 'volume' need to have a non-zero size specified"],
      [[root, blank], "Blank volumes (source: 'blank', dest: 'volume') need to have non-zero size"],
      [[{ ...root, source_type: 'volume', uuid: nowhere }], invalid(`failed to get volume ${nowhere}.`)],
      [[{ ...root, source_type: 'snapshot', uuid: nowhere }], `Snapshot ${nowhere} could not be found.`],
      [[{ ...root, source_type: 'volume', uuid: volume }], `Block Device ${volume} is not bootable.`],
      [[local, { ...root, source_type: 'volume', uuid: nowhere, boot_index: -1 }], `Volume ${nowhere} could not be found.`, { imageRef }],
      [
        [local, { ...root, source_type: 'volume', uuid: volume, boot_index: -1 }],
        'Cannot attach one or more volumes to multiple instances',
        { imageRef, max_count: 2 },
      ],
      [[local, { ...root, boot_index: 1, device_name: 'vda' }], 'The volume cannot be assigned the same device name as the root device vda', { imageRef }],
      [[{ ...root, disk_bus: 'x' }], 'Block Device Mapping is Invalid.'],
      [[root], 'Image certificate validation is not supported when booting from volume', { trusted_image_certificates: ['x'] }],
    ];
    for (const [devices, message, extra] of refusals) expect([devices, ...(await create(devices, extra))]).toEqual([devices, 400, message]);
    const both = 'Using different block_device_mapping syntaxes is not allowed in the same request.';
    expect(await create([root], { block_device_mapping: [{ volume_id: volume }] })).toEqual([400, both]);
  });

  it('is not rescued here; is rebuilt from its image, and since 2.93 from another', async (stage) => {
    const { admin, member, name, later } = stage;
    const { root, imageRef } = await rooted(stage, { delete_on_termination: true });
    const id = await running(stage, member, { imageRef: undefined, block_device_mapping_v2: [root] });
    const { json: image } = await admin.image.request('POST', '/images', {
      json: { name: name('image'), disk_format: 'raw', container_format: 'bare', visibility: 'public' },
    });
    later(() => admin.image.request('DELETE', `/images/${image.id}`));
    await admin.image.request('PUT', `/images/${image.id}/file`, {
      body: new TextEncoder().encode('other'),
      headers: { 'content-type': 'application/octet-stream' },
    });
    await admin.image.request('PATCH', `/images/${image.id}`, {
      json: ['bus', 'device'].map((what) => ({ op: 'add', path: `/hw_rescue_${what}`, value: what === 'bus' ? 'virtio' : 'disk' })),
      headers: { 'content-type': 'application/openstack-images-v2.1-json-patch' },
    });
    const rescue = (version: string) => act(member, id, { rescue: { rescue_image_ref: image.id } }, version);
    expect(await rescue('2.86')).toEqual([400, `Instance ${id} cannot be rescued: Cannot rescue a volume-backed instance`]);
    expect(await rescue('2.87')).toEqual([400, `Instance ${id} cannot be rescued: Host unable to rescue a volume-backed instance`]);
    const rebuild = (ref: string, version: string) => act(member, id, { rebuild: { imageRef: ref } }, version);
    const different = `Image ${image.id} is unacceptable: Unable to rebuild with a different image for a volume-backed server.`;
    expect(await rebuild(image.id, '2.92')).toEqual([400, different]);
    expect(await rebuild(imageRef, '2.92')).toEqual([202, undefined]);
    await reached(stage, member, id, 'ACTIVE');
    expect(await rebuild(image.id, '2.93')).toEqual([202, undefined]);
    await reached(stage, member, id, 'ACTIVE');
    const { server } = (await member.compute.request('GET', `/servers/${id}`)).json;
    const [attached] = server['os-extended-volumes:volumes_attached'];
    expect(await shownVolume(member, attached.id)).toMatchObject({ status: 'in-use', volume_image_metadata: { image_id: image.id } });
  });
});
