/** A world as the registry knows it, in memory or not. */
import type { Settings } from '../core/settings.ts';
import type { Store } from '../core/store.ts';
import type { World } from '../core/world.ts';

/** What is known of a world without opening it. */
export interface Facts {
  /** In the world's own time. */
  created_at: number;
  /** `world` or `world/snapshot`; null for a seed. */
  from: string | null;
}
export interface Snapshot {
  created_at: number;
  settings: Settings;
  /** Undefined where it is on disk. */
  store?: Store | undefined;
}
export interface Entry {
  name: string;
  facts: Facts;
  /** Undefined while it is on disk. */
  world: World | undefined;
  snapshots: Map<string, Snapshot>;
  /** Work that has the world to itself: who comes meanwhile waits for its end. */
  alone: Promise<void> | undefined;
  /** The greater the number, the later it was used. */
  used: number;
}

/** Runs `work` when no request is under way and no other such work; none begins before its end. */
export async function alone<T>(entry: Entry, work: () => Promise<T>): Promise<T> {
  while (entry.alone) await entry.alone;
  let end = () => {};
  entry.alone = new Promise((resolve) => (end = resolve));
  try {
    await idle(entry.world);
    return await work();
  } finally {
    entry.alone = undefined;
    end();
  }
}
async function idle(world: World | undefined): Promise<void> {
  if (!world?.busy) return;
  await new Promise<void>((resolve) => (world.onIdle = resolve));
  world.onIdle = undefined;
}

/** A request begins. */
export function take(world: World): World {
  world.busy += 1;
  return world;
}
/** A request has ended. */
export function leave(world: World): void {
  world.busy -= 1;
  if (world.busy === 0) world.onIdle?.();
}
