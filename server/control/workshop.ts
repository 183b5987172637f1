/** Makes worlds and their snapshots, and brings them from memory to disk and back. */
import { FileBlobs, prune, share } from '../core/blobs.ts';
import { Journal } from '../core/journal.ts';
import { firstDue } from '../core/lifecycle.ts';
import { type Settings, inEffect, keepSettings, recallSettings, settingsOf } from '../core/settings.ts';
import type { Store } from '../core/store.ts';
import type { Scope, World } from '../core/world.ts';
import type { Engine } from './engines.ts';
import type { Entry, Snapshot } from './entry.ts';
import { type Home, type Place, readFacts, removeSnapshotAt, snapshotAt, snapshotsAt, writeFacts } from './home.ts';

/** What the services do to a new world. */
export interface Making {
  /** Fills an empty world, unless that was done before. */
  seed: (world: World, text: string, trusted: boolean) => Promise<void>;
  /** How many exchanges the journal of a world keeps. */
  journal: number;
  /** Replaces what a copy must not share with its original. */
  part: (scope: Scope) => Promise<void>;
}
/** What whoever makes a world wants otherwise. */
export type Change = (settings: Settings) => Settings;
/** The state that a world was made with. No other snapshot's name begins with a dot. */
export const ORIGIN = '.origin';

export class Workshop {
  #home: Home;
  #engine: Engine;
  #making: Making;
  constructor(home: Home, engine: Engine, making: Making) {
    this.#home = home;
    this.#engine = engine;
    this.#making = making;
  }

  /** The world that every process has: found as it was left, or seeded. @param settings given what was found */
  async first(entry: Entry, settings: (known: Settings | undefined) => Settings, seed: string): Promise<World> {
    const place = this.#home.world(entry.name);
    const store = this.#engine.create(place);
    try {
      const known = await recallSettings(store);
      const world = await this.#assemble(entry.name, store, place, settings(known));
      await this.#making.seed(world, seed, true);
      if (!known) wish(world, settings);
      await keepSettings(world);
      if (known) this.#recallSnapshots(entry);
      else await this.keep(entry, world, ORIGIN);
      return world;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** A world filled from a seed. @throws SeedError */
  async seeded(entry: Entry, settings: Settings, change: Change, seed: string, trusted: boolean): Promise<World> {
    return this.#drafted(entry, async (place) => {
      const world = await this.#assemble(entry.name, this.#engine.create(place), place, change(settings));
      await this.#making.seed(world, seed, trusted);
      wish(world, change);
      return world;
    });
  }

  /** A copy of a world. @param change of its settings */
  async forked(entry: Entry, change: Change, original: World): Promise<World> {
    return this.#drafted(entry, async (place) => {
      await original.blobs.shareWith(() => place.blobs);
      const store = (await this.#engine.copy(original.store, place)) ?? (await this.#engine.open(place));
      // what came between
      await original.blobs.shareWith(() => place.blobs);
      return this.#parted(await this.#assemble(entry.name, store, place, change(settingsOf(original))));
    });
  }

  /** A copy of a world as it was. */
  async forkedFrom(entry: Entry, change: Change, original: string, [name, kept]: [string, Snapshot]): Promise<World> {
    return this.#drafted(entry, async (place) => {
      const from = snapshotAt(this.#home.world(original), name);
      await share(from.blobs, () => place.blobs);
      return this.#parted(await this.#assemble(entry.name, await this.#engine.revive(kept.store, from, place), place, change(kept.settings)));
    });
  }

  /** Keeps the state of a world under a name. */
  async keep(entry: Entry, world: World, name: string, at: Place = this.#home.world(entry.name)): Promise<void> {
    const place = snapshotAt(at, name);
    await world.blobs.shareWith(() => place.blobs);
    const store = await this.#engine.copy(world.store, place);
    await world.blobs.shareWith(() => place.blobs);
    const snapshot: Snapshot = { created_at: world.clock.now(), settings: settingsOf(world) };
    if (!store) writeFacts(place, snapshot);
    entry.snapshots.set(name, { ...snapshot, store });
  }
  async forget(entry: Entry, name: string): Promise<void> {
    await entry.snapshots.get(name)?.store?.close();
    entry.snapshots.delete(name);
    removeSnapshotAt(this.#home.world(entry.name), name);
  }

  /** Puts a kept state in the place of the present one. */
  async restored({ name, world: former }: Entry, snapshot: string, { settings, store: kept }: Snapshot): Promise<World> {
    const place = this.#home.world(name);
    const from = snapshotAt(place, snapshot);
    await share(from.blobs, () => place.blobs);
    await former?.store.close();
    const world = await this.#assemble(name, await this.#engine.revive(kept, from, place), place, settings);
    await keepSettings(world);
    await prune(place.blobs, from.blobs);
    return world;
  }

  /** Brings a world back into memory. */
  async load(entry: Entry): Promise<World> {
    const place = this.#home.world(entry.name);
    const store = await this.#engine.open(place);
    const known = await recallSettings(store);
    if (!known) throw new Error(`${place.store} is no world`);
    if (this.#home.durable) this.#recallSnapshots(entry);
    const world = await this.#assemble(entry.name, store, place, known);
    await keepSettings(world);
    return world;
  }
  /** Takes a world out of memory. */
  async putAway(entry: Entry, world: World): Promise<void> {
    const place = this.#home.world(entry.name);
    await keepSettings(world, true);
    await this.#engine.putAway(world.store, place);
    for (const [name, snapshot] of entry.snapshots) {
      if (snapshot.store) await this.#engine.putAway(snapshot.store, snapshotAt(place, name));
      snapshot.store = undefined;
    }
  }

  async #assemble(name: string, store: Store, { blobs }: Place, settings: Settings): Promise<World> {
    const journal = new Journal(this.#making.journal);
    const world: World = { name, store, blobs: new FileBlobs(() => blobs), ...inEffect(settings), journal, nextDue: Infinity, busy: 0 };
    world.nextDue = await firstDue(world);
    return world;
  }

  /** Where there are files, a world is built beside its place: a killed process leaves all of it or nothing. */
  async #drafted(entry: Entry, build: (place: Place) => Promise<World>): Promise<World> {
    const { durable } = this.#home;
    const place = durable ? this.#home.draft(entry.name) : this.#home.world(entry.name);
    let world: World | undefined;
    try {
      world = await build(place);
      await keepSettings(world, durable);
      await this.keep(entry, world, ORIGIN, place);
      if (!durable) return world;
      writeFacts(place, entry.facts);
      await world.store.close();
      this.#home.finish(entry.name);
    } catch (error) {
      await world?.store.close();
      this.#home.discard(entry.name);
      throw error;
    }
    return this.load(entry);
  }
  async #parted(world: World): Promise<World> {
    await world.store.transaction((rows) => this.#making.part({ world, rows, now: world.clock.now() }));
    return world;
  }

  #recallSnapshots(entry: Entry): void {
    const place = this.#home.world(entry.name);
    for (const name of snapshotsAt(place)) {
      const found = readFacts(snapshotAt(place, name)) as Snapshot | undefined;
      if (found) entry.snapshots.set(name, found);
    }
  }
}

/** A seed may say what time it is, and how long things take; who makes the world has the last word. */
function wish(world: World, change: (settings: Settings) => Settings): void {
  const { clock, profile } = inEffect(change(settingsOf(world)));
  Object.assign(world, { clock, profile });
}
