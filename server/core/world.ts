/** A world is a whole isolated cloud: its rows, its time, its ids, its life-cycle profile. */
import type { Blobs } from './blobs.ts';
import type { Clock } from './clock.ts';
import type { Era } from './eras.ts';
import type { Fault } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Ids } from './ids.ts';
import type { Begun, Profile } from './lifecycle.ts';
import type { Rows, Store } from './store.ts';

export interface World {
  name: string;
  /** What time it is of. */
  era: Era;
  store: Store;
  /** Image content. */
  blobs: Blobs;
  clock: Clock;
  ids: Ids;
  profile: Profile;
  /** What goes wrong on purpose. */
  faults: Fault[];
  journal: Journal;
  /** When the next transition is due, as far as this process knows; Infinity when none is. */
  nextDue: number;
  /** What the transaction under way has begun and takes no time. */
  begun?: Begun[] | undefined;
  /** Requests under way: while there are any, nobody takes the world away. */
  busy: number;
  /** Told when the last of them has ended. */
  onIdle?: (() => void) | undefined;
}

/** What code below the handlers works with: a world, its rows inside the transaction under way, and the time (ms since the epoch). */
export interface Scope {
  world: World;
  rows: Rows;
  now: number;
}
