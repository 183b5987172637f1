/** An index: the rows of a table in the order of some columns, found by halving. */
import type { Equalities } from './matching.ts';
import { type Row, byKeys, column, compare } from './order.ts';

export class Ordered {
  columns: readonly string[];
  rows: Row[];
  #compare: (one: Row, other: Row) => number;

  /** @param rows in any order; the id settles ties */
  constructor(columns: readonly string[], rows: Row[], sorted = false) {
    this.columns = columns;
    this.#compare = byKeys([...columns, 'id'].map((name) => [name, 'asc'] as const));
    this.rows = sorted ? rows : rows.sort(this.#compare);
  }
  copy(): Ordered {
    return new Ordered(this.columns, [...this.rows], true);
  }

  insert(row: Row): void {
    this.rows.splice(this.place(row), 0, row);
  }
  remove(row: Row): void {
    this.rows.splice(this.place(row), 1);
  }
  replace(before: Row, after: Row): void {
    const place = this.place(before);
    if (this.#compare(before, after) === 0) this.rows[place] = after;
    else {
      this.rows.splice(place, 1);
      this.insert(after);
    }
  }

  /** Where the rows begin and end whose first columns have these values. */
  range(equal: Equalities, columns: number): [from: number, to: number] {
    const names = this.columns.slice(0, columns);
    const versus = (row: Row): number => {
      for (const name of names) {
        const order = compare(column(row, name), equal.get(name) ?? null);
        if (order) return order;
      }
      return 0;
    };
    return [first(this.rows, (row) => versus(row) >= 0), first(this.rows, (row) => versus(row) > 0)];
  }
  /** Where a row is, or would be. */
  place(row: Row): number {
    return first(this.rows, (other) => this.#compare(other, row) >= 0);
  }
  /** Where what comes after a row begins. */
  beyond(row: Row): number {
    return first(this.rows, (other) => this.#compare(other, row) > 0);
  }
}

/** The first place from which on a condition holds. */
function first(rows: readonly Row[], holds: (row: Row) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(rows[middle] as Row)) high = middle;
    else low = middle + 1;
  }
  return low;
}
