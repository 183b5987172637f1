/** Proof of Nova's old ways to volumes and their snapshots. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { say } from '../../test/contract/say.ts';

const nowhere = '00000000-0000-0000-0000-000000000000';
const gone = [404, 'The resource could not be found.'];

contract('Nova’s old ways to volumes', { needs: ['admin', 'block storage'] }, (it) => {
  it('volumes and snapshots, until 2.35', async ({ member, reader, name, later, settled }) => {
    const { volumes, snapshots } = member.compute.at('2.1');
    const described = { display_name: name('volume'), display_description: 'd', metadata: { a: 'b' } };
    const { volume } = await volumes.create({ body: { volume: { size: '1', ...described } } });
    const { id } = volume;
    const ended = async (path: string) =>
      settled(
        async () => (await say(member, 'GET', path))[0],
        (status) => status === 404,
      );
    later(async () => {
      await volumes.delete({ id });
      await ended(`/os-volumes/${id}`);
    });
    const common = { id, size: 1, displayName: described.display_name, displayDescription: 'd', metadata: { a: 'b' }, attachments: [{}], snapshotId: null };
    expect(volume).toMatchObject({ ...common, status: 'creating' });
    const shown = async () => (await volumes.show({ id })).volume;
    expect(await settled(shown, ({ status }) => status === 'available')).toMatchObject(common);
    expect((await volumes.list({})).volumes).toEqual([await shown()]);
    expect((await volumes.listDetail({ query: { limit: [1], offset: [1] } })).volumes).toEqual([]);

    const { snapshot } = await snapshots.create({ body: { snapshot: { volume_id: id, display_name: 'x', force: 'True' } } });
    const own = { id: snapshot.id };
    later(async () => {
      await snapshots.delete(own);
      await ended(`/os-snapshots/${own.id}`);
    });
    expect(snapshot).toMatchObject({ volumeId: id, status: 'creating', size: 1, displayName: 'x', displayDescription: null });
    await settled(
      async () => (await snapshots.show(own)).snapshot,
      ({ status }) => status === 'available',
    );
    expect((await snapshots.list({})).snapshots.map((each) => each.id)).toEqual([own.id]);
    expect((await snapshots.listDetail({})).snapshots).toEqual([(await snapshots.show(own)).snapshot]);
    expect(await say(member, 'DELETE', `/os-volumes/${id}`)).toEqual([
      400,
      expect.stringMatching(/^Invalid input received: Invalid volume: .* have snapshots, /),
    ]);

    expect(await say(member, 'GET', `/os-volumes/${nowhere}`)).toEqual([404, `Volume ${nowhere} could not be found.`]);
    expect(await say(member, 'DELETE', `/os-volumes/${nowhere}`)).toEqual([404, `Volume ${nowhere} could not be found.`]);
    expect(await say(member, 'GET', `/os-snapshots/${nowhere}`)).toEqual([404, `Snapshot ${nowhere} could not be found.`]);
    expect(await say(member, 'DELETE', `/os-snapshots/${nowhere}`)).toEqual([404, `Snapshot ${nowhere} could not be found.`]);
    expect(await say(reader, 'GET', `/os-volumes/${id}`)).toEqual([404, `Volume ${id} could not be found.`]);
    const zone = await say(member, 'POST', '/os-volumes', { volume: { size: 1, availability_zone: 'none-such' } });
    expect(zone).toEqual([400, expect.stringMatching(/^Invalid input received: Availability zone 'none-such' is invalid\. \(HTTP 400\) \(Request-ID: req-/)]);
    const size = await say(member, 'POST', '/os-volumes', { volume: { size: 100_000 } });
    expect(size).toEqual([403, expect.stringMatching(/^VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota\./)]);
    for (const path of ['/os-volumes', '/os-volumes/detail', `/os-volumes/${id}`, '/os-snapshots', `/os-snapshots/${own.id}`]) {
      expect([path, ...(await say(member, 'GET', path, undefined, '2.36'))]).toEqual([path, ...gone]);
    }
  });
});
