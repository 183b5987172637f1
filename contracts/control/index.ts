/** The control API's table of contents. */
import { about } from './about.ts';
import { clocks } from './clocks.ts';
import { faults } from './faults.ts';
import { hosts } from './hosts.ts';
import { journal } from './journal.ts';
import { profiles } from './profiles.ts';
import { seeds } from './seeds.ts';
import { snapshots } from './snapshots.ts';
import { worlds } from './worlds.ts';

export const control = { about, worlds, snapshots, clocks, profiles, seeds, faults, hosts, journal };
