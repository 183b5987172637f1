/** How the rows of worlds get from one place to another: in memory, put away on disk only while nobody asks; or in files. */
import { mkdirSync } from 'node:fs';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Store } from '../core/store.ts';
import { MemoryStore } from '../store/memory.ts';
import { SqliteStore } from '../store/sqlite.ts';
import type { Place } from './home.ts';

export interface Engine {
  /** A new store, or what a former process left. */
  create: (at: Place) => Store;
  /** What was put away. */
  open: (at: Place) => Promise<Store>;
  /** A copy at a place; undefined where it is on disk only, to be opened there. */
  copy: (from: Store, at: Place) => Promise<Store | undefined>;
  /** A copy of a copy, opened. */
  revive: (kept: Store | undefined, from: Place, at: Place) => Promise<Store>;
  /** Puts it on disk and closes it. */
  putAway: (store: Store, at: Place) => Promise<void>;
}

export const inMemory: Engine = {
  create: () => new MemoryStore(),
  open: async ({ store }) => new MemoryStore(await readFile(store)),
  copy: (from) => from.copy(),
  revive: async (kept, from) => (kept ? kept.copy() : inMemory.open(from)),
  async putAway(store, at) {
    await whole(at, async (path) => writeFile(path, await store.serialize()));
    await store.close();
  },
};

export const onDisk: Engine = {
  create: ({ store }) => new SqliteStore(store),
  open: async ({ store }) => new SqliteStore(store),
  async copy(from, at) {
    await whole(at, async (path) => writeFile(path, await from.serialize(), { flush: true }));
    return undefined;
  },
  async revive(_kept, from, at) {
    await whole(at, (path) => copyFile(from.store, path));
    return new SqliteStore(at.store);
  },
  putAway: (store) => store.close(),
};

/** A file that is there with all its content or not at all. */
async function whole({ store }: Place, write: (path: string) => Promise<void>): Promise<void> {
  mkdirSync(dirname(store), { recursive: true });
  await write(`${store}.part`);
  await rename(`${store}.part`, store);
}
