/**
 * The store in memory: plain maps and sorted arrays, so that a small request costs no more than looking a few things up. Copies share their
 * tables until one of them writes: a fork costs as much as there are collections, not as there are rows.
 */
import { type Collection, DuplicateError, type Query } from '../core/store.ts';
import { copy, keepable } from './documents.ts';
import { type Access, OneWriter, type Reads } from './one-writer.ts';
import type { Row } from './order.ts';
import { Table } from './table.ts';

interface Held {
  table: Table;
  /** Another store has it, too: it is copied before it is written. */
  shared: boolean;
}
type Undo = { collection: Collection; id: string; before: Row | undefined };

export class MemoryStore extends OneWriter {
  #tables = new Map<string, Held>();
  /** Content that nobody has asked for since it was read. */
  #unread: Map<string, Row[]>;
  /** What the open transaction has done, to be undone when it fails. */
  #done: Undo[] = [];

  /** @param content what `serialize()` gave */
  constructor(content?: Uint8Array) {
    super();
    this.#unread = new Map(content && Object.entries(JSON.parse(new TextDecoder().decode(content)) as Record<string, Row[]>));
  }

  /** Rows as they are kept: they are frozen, so that whoever only looks at them needs no copy. */
  protected reads: Reads = {
    get: async <R extends Row>(from: Collection<R>, id: string) => this.#of(from).get(id) as R | undefined,
    list: async <R extends Row>(from: Collection<R>, query: Query<R> = {}) => this.#of(from).list(query as unknown as Query<Row>) as R[],
  };
  protected access: Access = {
    get: async <R extends Row>(from: Collection<R>, id: string) => copy(this.#of(from).get(id) as R | undefined),
    list: async <R extends Row>(from: Collection<R>, query: Query<R> = {}) =>
      this.#of(from)
        .list(query as unknown as Query<Row>)
        .map((row) => copy(row as R)),
    count: async (from, where = {}) => this.#of(from).count(where),
    insert: async (into, row) => {
      if (this.#of(into).get(row.id)) throw new DuplicateError(`${into.name} has a row with this id`);
      return this.#put(into, row);
    },
    update: async (into, row) => this.#put(into, row),
    remove: async (from, id) => {
      if (!this.#of(from).get(id)) return false;
      this.#done.push({ collection: from, id, before: this.#own(from).delete(id) });
      this.changed(from);
      return true;
    },
  };

  protected begin(): void {
    this.#done = [];
  }
  protected commit(): void {
    this.#done = [];
  }
  protected rollback(): void {
    for (const { collection, id, before } of this.#done.toReversed()) {
      if (before) this.#own(collection).put(before);
      else this.#own(collection).delete(id);
    }
    this.#done = [];
  }
  protected bytes(): Uint8Array {
    const content = Object.fromEntries(this.#unread);
    for (const [name, { table }] of this.#tables) content[name] = [...table.rows()];
    return new TextEncoder().encode(JSON.stringify(content));
  }
  protected duplicate(): MemoryStore {
    const store = new MemoryStore();
    for (const [name, held] of this.#tables) {
      held.shared = true;
      store.#tables.set(name, { table: held.table, shared: true });
    }
    store.#unread = new Map(this.#unread);
    return store;
  }
  protected end(): void {
    this.#tables.clear();
    this.#unread.clear();
  }

  #put<R extends Row>(into: Collection<R>, row: R): R {
    this.#done.push({ collection: into, id: row.id, before: this.#own(into).put(keepable(row)) });
    this.changed(into);
    return row;
  }

  #held(collection: Collection): Held {
    const { name } = collection;
    let held = this.#tables.get(name);
    if (held) return held;
    this.#tables.set(name, (held = { table: new Table(collection), shared: false }));
    for (const row of this.#unread.get(name) ?? []) held.table.put(row);
    this.#unread.delete(name);
    return held;
  }
  #of<R extends Row>(collection: Collection<R>): Table {
    return this.#held(collection).table;
  }
  /** The table to write to. */
  #own<R extends Row>(collection: Collection<R>): Table {
    const held = this.#held(collection);
    if (held.shared) {
      held.table = held.table.copy();
      held.shared = false;
    }
    return held.table;
  }
}
