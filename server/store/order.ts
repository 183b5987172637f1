/** The order that the store port promises: nulls first, texts by code point, ties by id. */
import type { Query, Scalar } from '../core/store.ts';

export type Sort = NonNullable<Query<never>['sort']>;
export type Row = { id: string };

/** The keys of a sort with the id that settles ties, in the direction of the last one. */
export const withId = (sort: Sort = []): Sort => (sort.some(([column]) => column === 'id') ? sort : [...sort, ['id', sort.at(-1)?.[1] ?? 'asc']]);

/** A value as it is compared: a boolean is 0 or 1. */
export type Value = string | number | null;
export const value = (scalar: Scalar): Value => (typeof scalar === 'boolean' ? Number(scalar) : scalar);
/** A column's value; what is missing is null. */
export const column = (row: object, name: string): Value => value((row as Record<string, Scalar | undefined>)[name] ?? null);

/** Negative when `one` comes first, 0 when they are equal. */
export function compare(one: Value, other: Value): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, other);
  // a number is less than any text, as in SQLite
  if (typeof one === 'string') return 1;
  return typeof other === 'string' ? -1 : one - other;
}

function compareTexts(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) {
    const a = one.charCodeAt(i);
    const b = other.charCodeAt(i);
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}
/** Halves of surrogate pairs stand for the code points above all others. */
const rank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);

/** Compares rows by the keys of a sort, complete with the id. */
export const byKeys =
  (keys: Sort) =>
  (one: Row, other: Row): number => {
    for (const [name, direction] of keys) {
      const order = compare(column(one, name), column(other, name));
      if (order) return direction === 'asc' ? order : -order;
    }
    return 0;
  };
