/** Volumes that proofs need, and the end of what they make of them. */
import { type Stage, settled } from './contract.ts';

/** Id of a volume of 1 GiB that is ready; it goes with its snapshots. */
export async function volumeOf({ admin, member, name, later }: Stage, owner: 'admin' | 'member' = 'member'): Promise<string> {
  const { volumes } = (owner === 'admin' ? admin : member)['block-storage'];
  const { volume } = await volumes.create({ body: { volume: { size: 1, name: name('volume') } } });
  later(async () => {
    const query = { volume_id: volume.id, all_tenants: '1' };
    const resting = ({ status }: { status: string }): boolean => status === 'available' || status === 'error';
    await settled(
      async () => (await admin['block-storage'].snapshots.list({ query })).snapshots,
      (all) => all.every(resting),
    );
    await admin['block-storage'].volumes.delete({ volume_id: volume.id, query: { cascade: 'true' } });
  });
  await settled(
    async () => (await volumes.show({ volume_id: volume.id })).volume.status,
    (status) => status === 'available',
  );
  return volume.id;
}
/** Waits until an admin is answered 404. @param path `/snapshots/ID` */
export const goneFrom = async ({ admin }: Stage, path: string): Promise<unknown> =>
  settled(
    async () => (await admin['block-storage'].at('3.71').request('GET', path)).status,
    (status) => status === 404,
  );
