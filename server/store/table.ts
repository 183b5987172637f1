/** The rows of one collection in memory. What is handed out and taken is the table's own: whoever changes it copies it first. */
import { type Collection, DuplicateError, type Query, type Where } from '../core/store.ts';
import { type Conditions, conditionsOf, declared } from './matching.ts';
import { type Row, type Sort, byKeys, column, withId } from './order.ts';
import { Ordered } from './ordered.ts';

/** So few rows are looked through faster than an index is kept. */
const FEW = 32;
type Chosen = { index: Ordered; from: number; to: number; columns: number; sorted: boolean };

export class Table {
  collection: Collection;
  #rows = new Map<string, Row>();
  /** Of each group that no two rows may share: its values > the id. */
  #unique: Map<string, string>[];
  /** Those that a query has asked for. */
  #indexes = new Map<readonly string[], Ordered>();

  constructor(collection: Collection) {
    this.collection = collection;
    this.#unique = collection.unique.map(() => new Map());
  }
  copy(): Table {
    const table = new Table(this.collection);
    table.#rows = new Map(this.#rows);
    table.#unique = this.#unique.map((group) => new Map(group));
    for (const [columns, index] of this.#indexes) table.#indexes.set(columns, index.copy());
    return table;
  }

  rows(): Iterable<Row> {
    return this.#rows.values();
  }
  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** @returns what was there before. @throws DuplicateError when a unique group is taken */
  put(row: Row): Row | undefined {
    const before = this.#rows.get(row.id);
    const { unique, name } = this.collection;
    const keys = unique.map((group) => keyOf(row, group));
    keys.forEach((key, n) => {
      const holder = key && this.#unique[n]?.get(key);
      if (holder && holder !== row.id) throw new DuplicateError(`${name} has a row with this ${unique[n]?.join(', ')}`);
    });
    if (before) this.#forget(before);
    keys.forEach((key, n) => key && this.#unique[n]?.set(key, row.id));
    this.#rows.set(row.id, row);
    for (const index of this.#indexes.values()) {
      if (before) index.replace(before, row);
      else index.insert(row);
    }
    return before;
  }
  /** @returns what was there. */
  delete(id: string): Row | undefined {
    const row = this.#rows.get(id);
    if (!row) return undefined;
    this.#forget(row);
    this.#rows.delete(id);
    for (const index of this.#indexes.values()) index.remove(row);
    return row;
  }
  #forget(row: Row): void {
    this.collection.unique.forEach((group, n) => {
      const key = keyOf(row, group);
      if (key) this.#unique[n]?.delete(key);
    });
  }

  /** @throws Error on a column that the collection does not declare */
  list({ where = {}, sort, after, limit = Infinity, filter }: Query<Row>): Row[] {
    const conditions = conditionsOf(this.collection, where);
    const keys = withId(sort);
    for (const [name] of keys) declared(this.collection, name);
    const matches = (row: Row): boolean => holds(conditions, row) && (!filter || filter(row));
    const chosen = this.#choose(conditions, keys);
    // the row beyond which to go on need not have the values that are asked for
    if (chosen?.sorted) return page(chosen, keys, after && { ...after, ...Object.fromEntries(conditions.equal) }, limit, matches);
    const order = byKeys(keys);
    const found: Row[] = [];
    for (const row of this.#candidates(conditions, chosen)) if ((!after || order(row, after) > 0) && matches(row)) found.push(row);
    if (found.length > 1) found.sort(order);
    return found.length > limit ? found.slice(0, limit) : found;
  }

  /** @throws Error on a column that the collection does not declare */
  count(where: Where): number {
    const conditions = conditionsOf(this.collection, where);
    const chosen = this.#choose(conditions, []);
    if (chosen && chosen.columns === conditions.equal.size && !conditions.rest) return chosen.to - chosen.from;
    let count = 0;
    for (const row of this.#candidates(conditions, chosen)) if (holds(conditions, row)) count += 1;
    return count;
  }

  #candidates({ equal }: Conditions, chosen: Chosen | undefined): Iterable<Row> {
    const id = equal.get('id');
    if (typeof id === 'string') return [this.#rows.get(id)].filter((row) => row !== undefined);
    return chosen ? chosen.index.rows.slice(chosen.from, chosen.to) : this.#rows.values();
  }

  /** The index that leaves the least to look through and to sort. */
  #choose({ equal }: Conditions, keys: Sort): Chosen | undefined {
    if (this.#rows.size <= FEW || equal.has('id')) return undefined;
    let best: { group: readonly string[]; columns: number; sorted: boolean } | undefined;
    for (const group of [...this.collection.indexes, ...this.collection.unique]) {
      const other = group.findIndex((name) => !equal.has(name));
      const columns = other === -1 ? group.length : other;
      const sorted = sorts(group.slice(columns), keys);
      if (!columns && !sorted) continue;
      if (!best || columns > best.columns || (columns === best.columns && sorted && !best.sorted)) best = { group, columns, sorted };
    }
    if (!best) return undefined;
    const { group, columns, sorted } = best;
    let index = this.#indexes.get(group);
    if (!index) this.#indexes.set(group, (index = new Ordered(group, [...this.#rows.values()])));
    const [from, to] = index.range(equal, columns);
    return { index, from, to, columns, sorted };
  }
}

/** Are rows in the order of these columns and the id in the order of the keys, or in the opposite one? */
const sorts = (columns: readonly string[], keys: Sort): boolean =>
  keys.length === columns.length + 1 && keys.every(([name, direction], n) => name === (columns[n] ?? 'id') && direction === keys[0]?.[1]);

function page({ index, from, to }: Chosen, keys: Sort, after: Row | undefined, limit: number, matches: (row: Row) => boolean): Row[] {
  const found: Row[] = [];
  if (keys.at(-1)?.[1] === 'asc') {
    for (let at = after ? Math.max(from, index.beyond(after)) : from; at < to && found.length < limit; at++) keep(at);
  } else {
    for (let at = (after ? Math.min(to, index.place(after)) : to) - 1; at >= from && found.length < limit; at--) keep(at);
  }
  return found;
  function keep(at: number): void {
    const row = index.rows[at] as Row;
    if (matches(row)) found.push(row);
  }
}

function holds({ equal, rest }: Conditions, row: Row): boolean {
  for (const [name, value] of equal) if (column(row, name) !== value) return false;
  return !rest || rest(row);
}

/** As in SQL, rows with a null in the group share nothing. */
function keyOf(row: Row, group: readonly string[]): string | undefined {
  const values = group.map((name) => column(row, name));
  return values.includes(null) ? undefined : JSON.stringify(values);
}
