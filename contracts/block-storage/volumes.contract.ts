/** Proof of the volumes table, on any cloud. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('volumes', { needs: ['block storage'] }, (it) => {
  it('are created, shown, changed and deleted', async ({ member, name, later, settled }) => {
    const { volumes } = member['block-storage'];
    const title = name('volume');
    const { volume: made } = await volumes.create({ body: { volume: { size: 1, name: title, metadata: { a: 'b' } } } });
    later(() => volumes.delete({ volume_id: made.id }));
    expect(made).toMatchObject({ status: 'creating', name: title, size: 1, bootable: 'false', metadata: { a: 'b' }, attachments: [] });
    const load = async () => (await volumes.show({ volume_id: made.id })).volume;
    const volume = await settled(load, ({ status }) => status !== 'creating');
    expect(volume).toMatchObject({ status: 'available', encrypted: false, multiattach: false });
    const { volume: changed } = await volumes.update({ volume_id: made.id, body: { volume: { name: 'other', description: 'x' } } });
    expect(changed).toMatchObject({ name: 'other', description: 'x' });
    expect((await volumes.list()).volumes.map(({ id }) => id)).toContain(made.id);
    expect((await volumes.listDetail()).volumes.find(({ id }) => id === made.id)).toMatchObject({ description: 'x' });
    await volumes.delete({ volume_id: made.id });
    await settled(
      async () => (await member['block-storage'].request('GET', `/volumes/${made.id}`)).status,
      (status) => status === 404,
    );
  });
});
