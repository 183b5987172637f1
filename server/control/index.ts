/** The control API as the server runs it. */
import { aboutHandlers } from './about.ts';
import { clockHandlers } from './clocks.ts';
import type { Controls } from './context.ts';
import { faultHandlers } from './faults.ts';
import { hostHandlers } from './hosts.ts';
import { journalHandlers } from './journal.ts';
import { profileHandlers } from './profiles.ts';
import { seedHandlers } from './seeds.ts';
import { snapshotHandlers } from './snapshots.ts';
import { worldHandlers } from './worlds.ts';

/** The control API's table of contents. */
export const controls: readonly Controls[] = [
  aboutHandlers,
  worldHandlers,
  snapshotHandlers,
  clockHandlers,
  profileHandlers,
  seedHandlers,
  faultHandlers,
  hostHandlers,
  journalHandlers,
];
