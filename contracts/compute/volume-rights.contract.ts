/** Who may do what with volumes by way of Nova. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { RANKS, type Rank, ranks } from '../../test/contract/ranks.ts';
import { filled, refusalOf } from '../../test/contract/rights/right.ts';
import { volumeRights } from '../../test/contract/rights/volumes.ts';
import { act, say } from '../../test/contract/say.ts';
import { dropImages } from '../../test/contract/server-states.ts';
import { dispose, ingredients, reached, running } from '../../test/contract/server.ts';

contract('rights on volumes by way of Nova', { needs: ['admin', 'image', 'flavor', 'network', 'block storage'] }, (it) => {
  it('are those of a reader, a member and a service', async (stage) => {
    const { by } = await ranks(stage);
    const others = await ranks(stage, 'another domain');
    const server = await running(stage, by.admin);
    for (const right of volumeRights) {
      const { rule, from, method, body, version } = right;
      const path = filled(right, { server });
      const ask = async (as: typeof by.admin) => say(as, method, path, body, version);
      const below = by[RANKS[RANKS.indexOf(from) - 1] as Rank];
      const [, passed] = await ask(by[from]);
      const [, abroad] = await ask(others.by.admin);
      expect([rule, await ask(below), passed === refusalOf(right), abroad === refusalOf(right)]).toEqual([rule, [403, refusalOf(right)], false, false]);
    }
  });

  it('os_compute_api:servers:create_image:allow_volume_backed', async (stage) => {
    const { member, onlooker, name, settled } = stage;
    const { imageRef, ...rest } = await ingredients(stage);
    const block_device_mapping_v2 = [
      { boot_index: 0, uuid: imageRef, source_type: 'image', destination_type: 'volume', volume_size: 1, delete_on_termination: true },
    ];
    const { json, status } = await member.compute.request('POST', '/servers', { json: { server: { ...rest, block_device_mapping_v2 } } });
    expect(status).toBe(202);
    const { id } = json.server as { id: string };
    stage.later(() => dispose(stage, member, id));
    stage.later(() => dropImages(stage, id));
    await reached(stage, member, id, 'ACTIVE');
    const createImage = { createImage: { name: name('image') } };
    // whoever may not make it of a volume may not make any
    expect(await act(onlooker, id, createImage, '2.45')).toEqual([403, "Policy doesn't allow os_compute_api:servers:create_image to be performed."]);
    const made = await member.compute.at('2.45').request('POST', `/servers/${id}/action`, { json: createImage });
    expect(made.status).toBe(202);
    const image = made.json.image_id as string;
    stage.later(() => member.image.request('DELETE', `/images/${image}`));
    const mapping = async () => (await member.image.request('GET', `/images/${image}`)).json.block_device_mapping as string | undefined;
    await settled(mapping, (text) => text !== undefined);
    const snapshots = (JSON.parse((await mapping()) ?? '[]') as { snapshot_id?: string }[]).flatMap(({ snapshot_id }) => snapshot_id ?? []);
    expect(snapshots).toHaveLength(1);
    for (const snapshot of snapshots) {
      await settled(
        async () => (await member.compute.request('GET', `/os-snapshots/${snapshot}`)).json.snapshot?.status as string | undefined,
        (state) => state === 'available',
      );
      await member.compute.request('DELETE', `/os-snapshots/${snapshot}`);
      await settled(
        async () => (await member.compute.request('GET', `/os-snapshots/${snapshot}`)).status,
        (code) => code === 404,
      );
    }
  });
});
