/** Conditions on columns, for engines that test rows by themselves: as SQL has them, so that null equals and exceeds nothing. */
import type { Collection, Condition, Scalar, Where } from '../core/store.ts';
import { type Row, type Value, column, compare, value } from './order.ts';

type Test = (value: Value) => boolean;

/** Columns that have to equal one value. */
export type Equalities = Map<string, Value>;
export interface Conditions {
  equal: Equalities;
  /** The other conditions. */
  rest: ((row: Row) => boolean) | undefined;
}

/** @throws Error on a column that the collection does not declare */
export function declared(from: Collection, name: string): string {
  if (!Object.hasOwn(from.columns, name)) throw new Error(`${from.name} declares no column ${name}`);
  return name;
}

/** @throws Error on a column that the collection does not declare */
export function conditionsOf(from: Collection, where: Where): Conditions {
  const equal: Equalities = new Map();
  const tests: [string, Test][] = [];
  for (const name in where) {
    const condition = where[name];
    if (condition === undefined) continue;
    declared(from, name);
    const single = only(condition);
    if (single === undefined) tests.push([name, testOf(condition)]);
    else equal.set(name, single);
  }
  return { equal, rest: tests.length ? (row) => tests.every(([name, test]) => test(column(row, name))) : undefined };
}

/** The one value that a condition allows, or undefined. */
function only(condition: Condition): Value | undefined {
  if (Array.isArray(condition)) return condition.length === 1 ? value(condition[0] as Scalar) : undefined;
  return condition === null || typeof condition !== 'object' ? value(condition) : undefined;
}

function testOf(condition: Condition): Test {
  if (Array.isArray(condition)) {
    const values = new Set((condition as Scalar[]).map(value));
    return (found) => found !== null && values.has(found);
  }
  const tests = Object.entries(condition as Record<string, Scalar>).map(([comparison, operand]) => comparisons[comparison as Comparison](value(operand)));
  return (found) => tests.every((test) => test(found));
}

type Comparison = 'not' | 'gt' | 'gte' | 'lt' | 'lte';
const ordered =
  (holds: (order: number) => boolean) =>
  (operand: Value): Test =>
  (found) =>
    found !== null && operand !== null && holds(compare(found, operand));
const comparisons: Record<Comparison, (operand: Value) => Test> = {
  not: (operand) => (found) => found !== operand,
  gt: ordered((order) => order > 0),
  gte: ordered((order) => order >= 0),
  lt: ordered((order) => order < 0),
  lte: ordered((order) => order <= 0),
};
