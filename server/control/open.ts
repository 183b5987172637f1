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

interface Opening {
  data?: string;
  seed: string;
  profile?: ProfileName;
  era?: Era;
  clock?: Partial<ClockState>;
  ids?: string;
  deterministic?: boolean;
  limits?: Partial<Limits>;
  /** How many exchanges of each world are kept. */
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
