/** Volumes for contracts. */
import type { RawAnswer } from '../../client/bind.ts';
import type { Connection } from '../../client/index.ts';
import type { Stage } from './contract.ts';

type Service = Connection['block-storage'];
type Wanted = NonNullable<Parameters<Service['volumes']['create']>[0]>['body']['volume'];
export type Shown = Awaited<ReturnType<Service['volumes']['show']>>['volume'];

/** One of the member's project that is available. */
export async function newVolume({ member, name, later, settled }: Stage, wanted: Wanted): Promise<Shown> {
  const { volumes } = member['block-storage'];
  const { volume } = await volumes.create({ body: { volume: { name: name('volume'), ...wanted } } });
  later(() => goneWith({ member, settled }, volume.id));
  return settled(
    async () => (await volumes.show({ volume_id: volume.id })).volume,
    ({ status }) => status === 'available' || status === 'error',
  );
}
/** The end of a volume, waited for: others of its project may count on it. */
async function goneWith({ member, settled }: Pick<Stage, 'member' | 'settled'>, id: string): Promise<void> {
  const status = async (): Promise<number> => (await member['block-storage'].request('DELETE', `/volumes/${id}`)).status;
  await settled(status, (code) => code === 404 || code === 202);
  await settled(
    async () => (await member['block-storage'].request('GET', `/volumes/${id}`)).status,
    (code) => code === 404,
  );
}

/** Status and sentence of a refusal. */
export const refused = ({ status, json }: RawAnswer): [status: number, message: string | undefined] => [
  status,
  (Object.values(json ?? {})[0] as { message?: string } | undefined)?.message,
];
