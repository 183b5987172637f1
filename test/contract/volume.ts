/** Volumes for contracts about servers. */
import type { Connection } from '../../client/index.ts';
import type { Stage } from './contract.ts';

type Volume = Record<string, unknown> & { id: string; status: string };
export const shownVolume = async (owner: Connection, id: string): Promise<Volume | undefined> =>
  (await owner['block-storage'].request('GET', `/volumes/${id}`)).json?.volume as Volume | undefined;
/** Waits for a status; `gone` is none. */
export async function volumeIs({ settled }: Pick<Stage, 'settled'>, owner: Connection, id: string, status: string): Promise<void> {
  await settled(
    async () => (await shownVolume(owner, id))?.status ?? 'gone',
    (now) => {
      if (now === 'error') throw new Error(`volume ${id} is in error`);
      return now === status;
    },
  );
}
/** Deletes a volume once nothing holds it, and waits until it is gone. */
export async function disposeVolume(stage: Pick<Stage, 'settled'>, owner: Connection, id: string): Promise<void> {
  const volume = await stage.settled(
    () => shownVolume(owner, id),
    (now) => now === undefined || ['available', 'error'].includes(now.status),
  );
  if (!volume) return;
  await owner['block-storage'].request('DELETE', `/volumes/${id}`);
  await volumeIs(stage, owner, id, 'gone');
}
/** A volume that is there to be used, deleted after the test. */
export async function available(stage: Stage, owner: Connection, extra: object = {}): Promise<string> {
  const { status, json, text } = await owner['block-storage'].request('POST', '/volumes', {
    json: { volume: { name: stage.name('volume'), size: 1, ...extra } },
  });
  if (status !== 202) throw new Error(`creating a volume: ${status} ${text}`);
  const { id } = json.volume as { id: string };
  stage.later(() => disposeVolume(stage, owner, id));
  await volumeIs(stage, owner, id, 'available');
  return id;
}
