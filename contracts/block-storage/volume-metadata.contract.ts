import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { newVolume, refused } from '../../test/contract/volumes.ts';

contract('metadata of volumes', { needs: ['admin', 'block storage'] }, (it) => {
  it('are added, replaced and taken away', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1, metadata: { a: '1' } });
    const { volumeMetadata } = stage.member['block-storage'];
    expect((await volumeMetadata.create({ volume_id, body: { metadata: { b: '2' } } })).metadata).toEqual({ a: '1', b: '2' });
    expect(await volumeMetadata.show({ volume_id, key: 'b' })).toEqual({ meta: { b: '2' } });
    expect(await volumeMetadata.update({ volume_id, key: 'b', body: { meta: { b: '3' } } })).toEqual({ meta: { b: '3' } });
    await volumeMetadata.delete({ volume_id, key: 'a' });
    expect((await volumeMetadata.listEarlier({ volume_id })).metadata).toEqual({ b: '3' });
    expect((await volumeMetadata.replace({ volume_id, body: { metadata: { c: '4' } } })).metadata).toEqual({ c: '4' });
    const none = await stage.member['block-storage'].request('GET', `/volumes/${volume_id}/metadata/b`);
    expect(refused(none)).toEqual([404, `Volume ${volume_id} has no metadata with key b.`]);
  });

  it('are replaced by those who know them', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1, metadata: { a: '1' } });
    const service = stage.member['block-storage'].at('3.15');
    const { headers, value } = await service.volumeMetadata.list({ volume_id }).whole();
    expect(value.metadata).toEqual({ a: '1' });
    const etag = headers.get('etag') ?? '';
    const put = async (ifMatch: string) =>
      service.request('PUT', `/volumes/${volume_id}/metadata`, { json: { metadata: { b: '2' } }, headers: { 'if-match': `"${ifMatch}"` } });
    expect((await put('other')).status).toBe(412);
    expect((await put(etag)).json).toEqual({ metadata: { b: '2' } });
    expect((await put(etag)).status).toBe(412);
  });

  it('are checked', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { member, onlooker } = stage;
    const path = `/volumes/${volume_id}/metadata`;
    const post = async (metadata: unknown) => refused(await member['block-storage'].request('POST', path, { json: { metadata } }));
    expect((await post({ a: 1 }))[1]).toBe("Invalid input for field/attribute a. Value: 1. 1 is not of type 'string'");
    expect((await post({ 'a@': '1' }))[1]).toMatch(/'a@' does not match any of the regexes: '\^\[a-zA-Z0-9-_:. \/\]\{1,255\}\$'$/);
    const mismatch = await member['block-storage'].request('PUT', `${path}/a`, { json: { meta: { b: '1' } } });
    expect(refused(mismatch)).toEqual([400, 'Request body and URI mismatch']);
    const rule = 'volume:create_volume_metadata';
    expect(refused(await onlooker['block-storage'].request('POST', path, { json: { metadata: {} } }))).toEqual([
      403,
      `Policy doesn't allow ${rule} to be performed.`,
    ]);
  });
});

contract('encryption of volumes', { needs: ['block storage'] }, (it) => {
  it('is none where the type says nothing', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1 });
    const { volumeEncryption } = stage.member['block-storage'];
    expect(await volumeEncryption.show({ volume_id })).toEqual({ encryption_key_id: null });
    expect(await volumeEncryption.showItem({ volume_id, item: 'encryption_key_id' })).toBeUndefined();
  });
});
