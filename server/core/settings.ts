/** What a world knows of itself besides its rows, kept among them. */
import { Clock, type ClockState } from './clock.ts';
import type { Era } from './eras.ts';
import type { Fault } from './faults.ts';
import { Ids, type IdsState } from './ids.ts';
import type { Profile } from './lifecycle.ts';
import { type Rows, type Store, collection } from './store.ts';
import type { World } from './world.ts';

/** What time it is of, its time, ids, profile and faults. */
export interface Settings {
  era: Era;
  clock: ClockState;
  /** Undefined where ids are random. */
  ids: IdsState | undefined;
  profile: Profile;
  faults: readonly Fault[];
}
interface SettingsRow extends Omit<Settings, 'ids'> {
  id: 'world';
  ids: IdsState | null;
  /** Written when the world was put away; otherwise its process was killed. */
  ended: boolean;
}
const settings = collection<SettingsRow>('core_settings');

type InEffect = Pick<World, 'era' | 'clock' | 'ids' | 'profile' | 'faults'>;
export const settingsOf = ({ era, clock, ids, profile, faults }: InEffect): Settings => ({
  era,
  clock: clock.state,
  ids: ids.state,
  profile,
  // with its own counts
  faults: faults.map((fault) => ({ ...fault })),
});
/** The other way round. */
export const inEffect = ({ era, clock, ids, profile, faults }: Settings): InEffect => ({
  era,
  clock: new Clock(clock),
  ids: new Ids(ids),
  profile,
  faults: faults.map((fault) => ({ ...fault })),
});

/** Writes what is so now: it outlives the process where the world does. @param ended the world is about to be put away */
export const keepSettings = (world: World, ended = false): Promise<void> => world.store.transaction((rows) => writeSettings(world, rows, ended));
/** The same within a transaction. */
export async function writeSettings(world: World, rows: Rows, ended = false): Promise<void> {
  const { ids = null, ...rest } = settingsOf(world);
  await rows.update(settings, { id: 'world', ...rest, ids, ended });
}

/** What was kept last; undefined in a store that is new. After a kill nobody knows how many ids were given: they go on elsewhere. */
export async function recallSettings(store: Store): Promise<Settings | undefined> {
  const found = await store.read((rows) => rows.get(settings, 'world'));
  if (!found) return undefined;
  const { era, clock, ids, profile, faults, ended } = found;
  return { era, clock, profile, faults, ids: ids && !ended ? { ...ids, epoch: ids.epoch + 1, count: 0 } : (ids ?? undefined) };
}
