/** The registry of a process, with the world that is there from the beginning. */
import { Clock, type ClockState } from '../core/clock.ts';
import type { Era } from '../core/eras.ts';
import { Ids } from '../core/ids.ts';
import { type ProfileName, profiles } from '../core/profiles.ts';
import { loadSeed } from '../seed.ts';
import { implementations } from '../services.ts';
import { inMemory, onDisk } from './engines.ts';
import { Home } from './home.ts';
import { type Limits, Worlds } from './registry.ts';
import { initial } from './settings.ts';
import { Workshop } from './workshop.ts';

export interface Opening {
  /** Folder that keeps all worlds, or SQLite file that keeps the one at `/`, with a folder beside it for the others; in memory without either. */
  data?: string;
  /** Seed as YAML text; `none` for an empty cloud. Only read when the data is new. */
  seed: string;
  /** `instant` in a new world unless another is given. */
  profile?: ProfileName;
  /** What time a new cloud is of: `modern` unless it is said. Kept data stays what it was made as. */
  era?: Era;
  /** The machine's time unless told otherwise. */
  clock?: Partial<ClockState>;
  /** What ids are worked out from; random ones without it. */
  ids?: string;
  /** The same seed and the same requests give the same ids, times and answers. */
  deterministic?: boolean;
  /** How many worlds there may be, and how many of them in memory: 10,000 and 2,000 unless others are given. */
  limits?: Partial<Limits>;
  /** How many exchanges the journal of each world keeps: 1,000 unless told otherwise, none with 0. */
  journal?: number;
}

/** @throws SeedError on a seed that does not hold, Error on data that cannot be opened */
export async function openWorlds({ data, seed, profile, era, clock, ids, deterministic = false, limits, journal = 1000 }: Opening): Promise<Worlds> {
  const home = new Home(data);
  const workshop = new Workshop(home, home.durable ? onDisk : inMemory, {
    seed: loadSeed,
    journal,
    async part(scope) {
      for (const service of implementations) await service.part?.(scope);
    },
  });
  const worlds = new Worlds(home, workshop, { worlds: 10_000, resident: 2000, ...limits });
  try {
    await worlds.openDefault((known) => {
      const base = known ?? initial(deterministic, era);
      return {
        era: base.era,
        clock: clock ? new Clock({ ...base.clock, ...clock }).state : base.clock,
        ids: ids === undefined ? base.ids : new Ids(ids).state,
        profile: profile === undefined ? base.profile : profiles[profile],
        faults: base.faults,
      };
    }, seed);
  } catch (error) {
    home.close();
    throw error;
  }
  return worlds;
}
