/** The worlds of a process. When there are too many in memory, those that nobody has used for longest go to disk, and come back with the next request. */
import { Clock } from '../core/clock.ts';
import { type CloudError, conflict, forbidden, notFound } from '../core/errors.ts';
import { type Settings, settingsOf } from '../core/settings.ts';
import type { World } from '../core/world.ts';
import { type Entry, type Facts, type Snapshot, alone, leave, take } from './entry.ts';
import { type Home, readFacts } from './home.ts';
import { type Change, ORIGIN, type Workshop } from './workshop.ts';

export interface Limits {
  worlds: number;
  /** In memory at the same time. */
  resident: number;
}
/** The world at `/`. */
const DEFAULT = 'default';

export class Worlds {
  #entries = new Map<string, Entry>();
  #resident = new Set<Entry>();
  #home: Home;
  #workshop: Workshop;
  #limits: Limits;
  #uses = 0;

  constructor(home: Home, workshop: Workshop, limits: Limits) {
    this.#home = home;
    this.#workshop = workshop;
    this.#limits = limits;
    for (const name of home.names()) this.#add(name, (readFacts(home.world(name)) as Facts | undefined) ?? { created_at: 0, from: null });
  }

  /** The world for one request, which gives it back with `leave`; undefined where none has the name. */
  enter(name: string): World | Promise<World | undefined> {
    const entry = this.#entries.get(name);
    if (!entry?.world || entry.alone) return this.#await(name);
    entry.used = ++this.#uses;
    return take(entry.world);
  }
  leave(world: World): void {
    leave(world);
  }
  async #await(name: string): Promise<World | undefined> {
    for (;;) {
      const entry = this.#entries.get(name);
      if (!entry) return undefined;
      if (entry.alone) await entry.alone;
      else if (!entry.world) await this.#exclusively(entry, async () => undefined);
      else {
        entry.used = ++this.#uses;
        return take(entry.world);
      }
    }
  }

  /** How many are in memory. */
  get resident(): number {
    return this.#resident.size;
  }
  get size(): number {
    return this.#entries.size;
  }
  list(): readonly Entry[] {
    return [...this.#entries.values()];
  }
  /** @throws CloudError 404 */
  entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (!entry) throw unknown(name);
    return entry;
  }
  /** Runs `work` with the world in memory, beside its requests. @throws CloudError 404 */
  async within<T>(name: string, work: (world: World, entry: Entry) => Promise<T> | T): Promise<T> {
    const entry = this.entry(name);
    const world = await this.enter(name);
    if (!world) throw unknown(name);
    try {
      return await work(world, entry);
    } finally {
      leave(world);
    }
  }

  /** @throws what opening or seeding throws */
  async openDefault(settings: (known: Settings | undefined) => Settings, seed: string): Promise<void> {
    const entry = this.#add(DEFAULT, { created_at: 0, from: null });
    this.#settle(entry, await this.#workshop.first(entry, settings, seed));
    entry.facts.created_at = entry.snapshots.get(ORIGIN)?.created_at ?? 0;
  }
  /** A world from a seed. @throws CloudError 403 above the limit, 409 for a name that is taken; SeedError */
  async create(name: string, settings: Settings, change: Change, seed: string, trusted = false): Promise<void> {
    await this.#make(name, change(settings), null, (entry) => this.#workshop.seeded(entry, settings, change, seed, trusted));
  }
  /** A copy of a world as it is, or as it was at a snapshot. @throws CloudError 403, 404, 409 */
  async fork(name: string, from: string, snapshot: string | undefined, change: Change): Promise<void> {
    await this.within(from, async (world, original) => {
      if (snapshot === undefined) return this.#make(name, settingsOf(world), from, (entry) => this.#workshop.forked(entry, change, world));
      const kept = snapshotOf(original, snapshot);
      return this.#make(name, kept.settings, `${from}/${snapshot}`, (entry) => this.#workshop.forkedFrom(entry, change, from, [snapshot, kept]));
    });
  }
  /** @throws CloudError 404, or 403 for the world at `/` */
  async remove(name: string): Promise<void> {
    const entry = this.entry(name);
    if (name === DEFAULT) throw forbidden('The world at / cannot be deleted; it can be reset');
    await alone(entry, async () => {
      if (this.#entries.get(name) !== entry) throw unknown(name);
      await entry.world?.store.close();
      for (const { store } of entry.snapshots.values()) await store?.close();
      this.#drop(entry);
      this.#home.remove(name);
    });
  }

  /** Keeps the present state. @throws CloudError 404, 409 for a name that is taken */
  async keep(name: string, snapshot: string): Promise<Snapshot> {
    return this.#exclusively(this.entry(name), async (entry, world) => {
      if (entry.snapshots.has(snapshot)) throw conflict(`World ${name} has a snapshot named ${snapshot} already`);
      await this.#workshop.keep(entry, world, snapshot);
      return snapshotOf(entry, snapshot);
    });
  }
  /** @throws CloudError 404 */
  async forget(name: string, snapshot: string): Promise<void> {
    await this.#exclusively(this.entry(name), async (entry) => {
      snapshotOf(entry, snapshot);
      await this.#workshop.forget(entry, snapshot);
    });
  }
  /** Rows, image content, time and ids are again what they were at a snapshot, or in the beginning. @throws CloudError 404 */
  async restore(name: string, snapshot = ORIGIN): Promise<void> {
    await this.#exclusively(this.entry(name), async (entry) => {
      const kept = snapshotOf(entry, snapshot);
      this.#resident.delete(entry);
      this.#settle(entry, await this.#workshop.restored(entry, snapshot, kept));
    });
  }

  /** Ends all use. */
  async close(): Promise<void> {
    for (const entry of this.#entries.values()) {
      if (entry.world && this.#home.durable) await this.#workshop.putAway(entry, entry.world);
      else await entry.world?.store.close();
      for (const { store } of entry.snapshots.values()) await store?.close();
    }
    this.#home.close();
  }

  #add(name: string, facts: Facts): Entry {
    const entry: Entry = { name, facts, world: undefined, snapshots: new Map(), alone: undefined, used: ++this.#uses };
    this.#entries.set(name, entry);
    return entry;
  }
  #drop(entry: Entry): void {
    this.#entries.delete(entry.name);
    this.#resident.delete(entry);
    entry.world = undefined;
  }
  #settle(entry: Entry, world: World): World {
    entry.world = world;
    this.#resident.add(entry);
    return world;
  }

  async #make(name: string, settings: Settings, from: string | null, build: (entry: Entry) => Promise<World>): Promise<void> {
    const { worlds } = this.#limits;
    if (this.#entries.has(name)) throw conflict(`A world is named ${name} already`);
    if (this.#entries.size >= worlds)
      throw forbidden(`This process may have ${worlds} worlds and has them; delete one, or start it with a higher --max-worlds`);
    const entry = this.#add(name, { created_at: new Clock(settings.clock).now(), from });
    await alone(entry, async () => {
      try {
        this.#settle(entry, await build(entry));
      } catch (error) {
        this.#drop(entry);
        throw error;
      }
    });
    await this.#makeRoom(entry);
  }

  /** Runs `work` with the world in memory and without any request. @throws CloudError 404 where it is gone by then */
  async #exclusively<T>(entry: Entry, work: (entry: Entry, world: World) => Promise<T>): Promise<T> {
    const result = await alone(entry, async () => {
      if (this.#entries.get(entry.name) !== entry) throw unknown(entry.name);
      return work(entry, entry.world ?? this.#settle(entry, await this.#workshop.load(entry)));
    });
    await this.#makeRoom(entry);
    return result;
  }

  /** Puts away what was used longest ago, except for a world that was just asked for. */
  async #makeRoom(asked: Entry): Promise<void> {
    while (this.#resident.size > this.#limits.resident) {
      const idle = [...this.#resident]
        .filter(({ name, world, alone: occupied }) => name !== DEFAULT && !world?.busy && !occupied)
        .filter((entry) => entry !== asked);
      const [oldest] = idle.toSorted((a, b) => a.used - b.used);
      if (!oldest) return;
      await alone(oldest, async () => {
        if (!oldest.world) return;
        await this.#workshop.putAway(oldest, oldest.world);
        oldest.world = undefined;
        this.#resident.delete(oldest);
      });
    }
  }
}

const unknown = (name: string): CloudError => notFound(`No world is named ${name}`);
function snapshotOf({ name, snapshots }: Entry, snapshot: string): Snapshot {
  const found = snapshots.get(snapshot);
  if (!found)
    throw notFound(
      snapshot === ORIGIN ? `World ${name} was made by an older version, which did not keep how it began` : `World ${name} has no snapshot named ${snapshot}`,
    );
  return found;
}
