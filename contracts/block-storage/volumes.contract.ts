import { expect } from 'vitest';
import type { Connection } from '../../client/index.ts';
import { contract } from '../../test/contract/contract.ts';
import { newVolume, refused } from '../../test/contract/volumes.ts';

contract('volumes', { needs: ['admin', 'block storage'] }, (it) => {
  it('are created, shown, changed and deleted', async (stage) => {
    const { member, name, later, settled } = stage;
    const { volumes } = member['block-storage'];
    const title = name('volume');
    const { volume: made } = await volumes.create({ body: { volume: { size: '1', name: ` ${title} `, metadata: { a: 'b' } } } });
    later(() => volumes.delete({ volume_id: made.id }));
    expect(made).toMatchObject({ status: 'creating', name: title, size: 1, bootable: 'false', metadata: { a: 'b' }, attachments: [], updated_at: null });
    const load = async () => (await volumes.show({ volume_id: made.id })).volume;
    const volume = await settled(load, ({ status }) => status !== 'creating');
    expect(volume).toMatchObject({ status: 'available', encrypted: false, multiattach: false, snapshot_id: null, source_volid: null });
    const { volume: changed } = await volumes.update({ volume_id: made.id, body: { volume: { name: 'other', description: 'x', metadata: {} } } });
    expect(changed).toMatchObject({ name: 'other', description: 'x', metadata: {} });
    expect((await volumes.list()).volumes.map(({ id }) => id)).toContain(made.id);
    expect((await volumes.listDetail()).volumes.find(({ id }) => id === made.id)).toMatchObject({ description: 'x' });
    await volumes.delete({ volume_id: made.id });
    await settled(
      async () => (await member['block-storage'].request('GET', `/volumes/${made.id}`)).status,
      (status) => status === 404,
    );
  });

  it('are made of volumes and of images', async (stage) => {
    const { member } = stage;
    const { images } = (await member.image.request('GET', '/images?status=active&limit=1')).json;
    const { id: source_volid } = await newVolume(stage, { size: 1 });
    const clone = await newVolume(stage, { source_volid, size: 2 });
    expect(clone).toMatchObject({ size: 2, source_volid, bootable: 'false' });
    const bootable = await newVolume(stage, { size: 1, imageRef: images[0].id });
    expect(bootable).toMatchObject({ bootable: 'true', volume_image_metadata: { image_id: images[0].id } });
    const smaller = await member['block-storage'].request('POST', '/volumes', { json: { volume: { source_volid: clone.id, size: 1 } } });
    expect(refused(smaller)).toEqual([
      400,
      "Invalid input received: Volume size '1'GB cannot be smaller than original volume size  2GB. They must be >= original volume size.",
    ]);
  });

  it('are made of snapshots, which hold them', async (stage) => {
    const { member, name, later, settled } = stage;
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const service = member['block-storage'];
    const { snapshot } = await service.snapshots.create({ body: { snapshot: { volume_id, name: name('snapshot') } } });
    later(() => service.request('DELETE', `/volumes/${volume_id}?cascade=true`));
    await settled(
      async () => (await service.snapshots.show({ snapshot_id: snapshot.id })).snapshot.status,
      (status) => status === 'available',
    );
    const made = await newVolume(stage, { snapshot_id: snapshot.id, size: 2 });
    expect(made).toMatchObject({ snapshot_id: snapshot.id, size: 2 });
    const held = await service.request('DELETE', `/volumes/${volume_id}`);
    expect(refused(held)[1]).toMatch(/^Invalid volume: Volume status must be .* have snapshots, awaiting a transfer,/);
    await service.volumes.delete({ volume_id, query: { cascade: 'true' } });
    const gone = async () => [
      (await service.request('GET', `/volumes/${volume_id}`)).status,
      (await service.request('GET', `/snapshots/${snapshot.id}`)).status,
    ];
    expect(await settled(gone, (statuses) => statuses.every((status) => status === 404))).toEqual([404, 404]);
  });

  it('are as many and as large as the quota says', async (stage) => {
    const { admin, reader } = stage;
    const { id: project_id } = (await stage.member.whoami()).project ?? { id: '' };
    const path = `/os-quota-sets/${project_id}`;
    stage.later(() => admin['block-storage'].request('DELETE', path));
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const create = async (size: number) => refused(await stage.member['block-storage'].request('POST', '/volumes', { json: { volume: { size } } }));
    const limit = async (quota_set: object) => admin['block-storage'].request('PUT', path, { json: { quota_set } });
    await limit({ volumes: 1 });
    expect(await create(1)).toEqual([413, "VolumeLimitExceeded: Maximum number of volumes allowed (1) exceeded for quota 'volumes'."]);
    await limit({ volumes: 5, gigabytes: 2 });
    const exceeded = 'VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota.';
    expect(await create(2)).toEqual([413, `${exceeded} Requested 2G, quota is 2G and 1G has been consumed.`]);
    const extend = await stage.member['block-storage'].request('POST', `/volumes/${volume_id}/action`, { json: { 'os-extend': { new_size: 4 } } });
    expect(refused(extend)).toEqual([413, `${exceeded} Requested 3G, quota is 2G and 1G has been consumed.`]);
    await limit({ gigabytes: 100, per_volume_gigabytes: 3 });
    expect(await create(4)).toEqual([413, 'VolumeSizeExceedsLimit: Requested volume size 4G is larger than maximum allowed limit 3G.']);
    expect((await reader['block-storage'].request('PUT', path, { json: { quota_set: { volumes: 9 } } })).status).toBe(403);
  });

  it('show more with newer versions, and more to admins', async (stage) => {
    const { admin, member } = stage;
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const keys = async (of: Connection, version: '3.0' | '3.71') => Object.keys((await of['block-storage'].at(version).volumes.show({ volume_id })).volume);
    const newer = ['group_id', 'shared_targets', 'service_uuid', 'volume_type_id', 'consumes_quota'];
    const operators = ['migration_status', 'os-vol-host-attr:host', 'os-vol-mig-status-attr:migstat'];
    expect((await keys(member, '3.0')).filter((key) => [...newer, ...operators].includes(key))).toEqual([]);
    expect(await keys(member, '3.71')).toEqual(expect.arrayContaining(newer));
    expect(await keys(admin, '3.71')).toEqual(expect.arrayContaining([...newer, ...operators, 'provider_id', 'cluster_name']));
  });

  it('are found, sorted, paged and counted', async (stage) => {
    const { member, name } = stage;
    const prefix = name('list');
    const made = [
      await newVolume(stage, { size: 2, name: `${prefix}-a` }),
      await newVolume(stage, { size: 1, name: `${prefix}-b`, metadata: { key: prefix } }),
    ];
    const { volumes } = member['block-storage'].at('3.71');
    const named = async (query: Record<string, string>) => (await volumes.list({ query })).volumes.map((volume) => volume.name?.slice(-1));
    expect(await named({ name: `${prefix}-a` })).toEqual(['a']);
    expect(await named({ metadata: `{'key': '${prefix}'}` })).toEqual(['b']);
    expect(await named({ sort: 'size:asc' })).toEqual(['b', 'a']);
    expect(await named({ sort: 'name:asc', marker: made[0]?.id ?? '' })).toEqual(['b']);
    const page = await volumes.list({ query: { limit: '1', sort: 'name:asc', with_count: 'true' } });
    expect([page.volumes.length, page.count, page.volumes_links?.[0]?.rel]).toEqual([1, 2, 'next']);
    const { 'volume-summary': summary } = await volumes.summary();
    expect(summary).toEqual({ total_count: 2, total_size: 3, metadata: { key: [prefix] } });
    const ask = async (query: string) => refused(await member['block-storage'].at('3.71').request('GET', `/volumes?${query}`));
    expect(await ask('user_id=x')).toEqual([400, 'Invalid filters user_id are found in query options.']);
    expect(await ask('sort=nothing')).toEqual([400, 'Invalid input received: Invalid sort key']);
    expect(await ask('limit=x')).toEqual([400, 'limit param must be an integer']);
  });

  it('are refused in the words of their schema', async ({ member }) => {
    const create = async (volume: object) => refused(await member['block-storage'].request('POST', '/volumes', { json: { volume } }));
    const invalid = (path: string, value: string, why: string) => [400, `Invalid input for field/attribute ${path}. Value: ${value}. ${why}`];
    expect(await create({ size: 0 })).toEqual(invalid('size', '0', '0 is less than the minimum of 1'));
    expect(await create({ size: 'x' })).toEqual(invalid('size', 'x', "'x' does not match '^[0-9]+$'"));
    expect(await create({ size: 1, name: 5 })).toEqual(invalid('name', '5', "5 is not of type 'string', 'null'"));
    expect(await create({ size: 1, snapshot_id: 'x' })).toEqual(invalid('snapshot_id', 'x', "'x' is not valid under any of the given schemas"));
    expect(await create({ size: 1, name: 'n'.repeat(256) })).toEqual([400, 'Invalid input received: name has 256 characters, more than 255.']);
    expect(await create({ size: 1, availability_zone: 'nowhere' })).toEqual([400, "Availability zone 'nowhere' is invalid."]);
    expect(await create({ size: 1, volume_type: 'nothing' })).toEqual([404, 'Volume type with name nothing could not be found.']);
    expect((await create({}))[0]).toBe(400);
  });

  it('are those of their project', async (stage) => {
    const { admin, reader, onlooker } = stage;
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    expect((await reader['block-storage'].request('GET', `/volumes/${volume_id}`)).status).toBe(404);
    expect((await onlooker['block-storage'].volumes.show({ volume_id })).volume.id).toBe(volume_id);
    const update = await onlooker['block-storage'].request('PUT', `/volumes/${volume_id}`, { json: { volume: { name: 'x' } } });
    expect(refused(update)).toEqual([403, "Policy doesn't allow volume:update to be performed."]);
    const all = await admin['block-storage'].volumes.list({ query: { all_tenants: '1' } });
    expect(all.volumes.map(({ id }) => id)).toContain(volume_id);
    expect((await admin['block-storage'].volumes.list()).volumes.map(({ id }) => id)).not.toContain(volume_id);
    const foreign = await reader['block-storage'].request('GET', `/${(await stage.member.whoami()).project?.id}/volumes`);
    expect(refused(foreign)).toEqual([400, 'Malformed request url']);
  });
});

contract('block storage', { needs: ['admin', 'block storage'] }, (it) => {
  it('tells its versions', async ({ admin }) => {
    const service = admin['block-storage'];
    const { value, status } = await service.versions.list().whole();
    expect([status, value.versions.map(({ id, min_version }) => [id, min_version])]).toEqual([300, [['v3.0', '3.0']]]);
    expect((await service.versions.show()).versions).toEqual(value.versions);
    const moved = await service.request('GET', '', {});
    expect(moved.status === 200 || moved.status === 302).toBe(true);
  });

  it('refuses versions that it does not have', async ({ admin }) => {
    const ask = async (version: string) =>
      refused(await admin['block-storage'].request('GET', '/volumes', { headers: { 'openstack-api-version': `volume ${version}` } }));
    expect((await ask('3.999'))[0]).toBe(406);
    expect(await ask('three')).toEqual([400, 'API Version String three is of invalid format. Must be of format MajorNum.MinorNum.']);
    expect((await admin['block-storage'].request('GET', '/volumes/summary')).status).toBe(404);
  });

  it('says which filters lists take', async ({ member }) => {
    const { resource_filters } = await member['block-storage'].at('3.33').resourceFilters.list({ query: { resource: 'volume' } });
    expect(resource_filters.map(({ resource }) => resource)).toEqual(['volume']);
    expect(resource_filters[0]?.filters).toEqual(expect.arrayContaining(['name', 'status', 'metadata']));
  });

  it('has messages for what went wrong later', async ({ admin }) => {
    const service = admin['block-storage'].at('3.5');
    const { messages } = await service.messages.list({ query: { resource_uuid: '00000000-0000-4000-8000-000000000000' } });
    expect(messages).toEqual([]);
    const message_id = '00000000-0000-4000-8000-000000000000';
    expect(refused(await service.request('GET', `/messages/${message_id}`))).toEqual([404, `Message ${message_id} could not be found.`]);
    expect((await service.request('DELETE', `/messages/${message_id}`)).status).toBe(404);
  });
});
