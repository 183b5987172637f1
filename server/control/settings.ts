/** What a new world begins with. */
import { Clock } from '../core/clock.ts';
import type { Era } from '../core/eras.ts';
import { profiles } from '../core/profiles.ts';
import type { Settings } from '../core/settings.ts';

/** Where the time of a deterministic world begins: clients compare the end of a token with their own time, so it is not in the past. */
const BEGINNING = Date.UTC(2035, 0, 1);

/** @param deterministic the same requests give the same ids and times */
export const initial = (deterministic: boolean, era: Era = 'modern'): Settings => ({
  era,
  clock: deterministic ? { mode: 'auto', ahead: 0, at: BEGINNING } : new Clock().state,
  ids: deterministic ? { seed: 'virga', epoch: 0, count: 0 } : undefined,
  profile: profiles.instant,
  faults: [],
});
