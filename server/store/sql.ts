/** Queries as SQL text that SQLite and PostgreSQL both read. */
import type { Collection, Condition, Query, Scalar } from '../core/store.ts';
import { declared } from './matching.ts';
import { type Sort, type Value, value, withId } from './order.ts';

const COMPARISONS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** The WHERE clause of a query with its values. Throws on a column that the collection does not declare. */
export function conditions<Row extends { id: string }>(from: Collection<Row>, { where = {}, sort, after }: Query<Row>): { sql: string; values: Value[] } {
  const parts: string[] = [];
  const values: Value[] = [];
  for (const [column, condition] of Object.entries(where)) {
    if (condition === undefined) continue;
    parts.push(part(quoted(from, column), condition, values));
  }
  if (after) parts.push(beyond(withId(sort), after, values));
  return { sql: parts.length ? ` WHERE ${parts.join(' AND ')}` : '', values };
}

/** The column's quoted name. */
const quoted = <Row extends { id: string }>(from: Collection<Row>, column: string): string => `"${declared(from, column)}"`;

function part(column: string, condition: Condition, values: Value[]): string {
  if (condition === null) return `${column} IS NULL`;
  if (Array.isArray(condition) && condition.length === 1) return part(column, condition[0] as Scalar, values);
  if (Array.isArray(condition)) {
    // one value, so that the statement's text does not change with the number of them
    values.push(JSON.stringify((condition as Scalar[]).map(value)));
    return `${column} IN (SELECT value FROM json_each(?))`;
  }
  if (typeof condition !== 'object') {
    values.push(value(condition));
    return `${column} = ?`;
  }
  return Object.entries(condition as Record<string, Scalar>)
    .map(([comparison, operand]) => {
      if (comparison === 'not' && operand === null) return `${column} IS NOT NULL`;
      values.push(value(operand));
      return comparison === 'not' ? `(${column} IS NULL OR ${column} <> ?)` : `${column} ${COMPARISONS[comparison as keyof typeof COMPARISONS]} ?`;
    })
    .join(' AND ');
}

export const order = <Row extends { id: string }>(from: Collection<Row>, sort?: Sort): string =>
  withId(sort)
    .map(([column, direction]) => `${quoted(from, column)} ${direction}`)
    .join(', ');

/** Rows that come after `row` in the order of the keys: a > x OR (a = x AND (b > y OR ...)); null is less than anything. */
function beyond([key, ...rest]: Sort, row: Record<string, Scalar>, values: Value[]): string {
  if (!key) return 'false';
  const [column, direction] = key;
  const at = value(row[column] ?? null);
  let further: string;
  if (at === null) further = direction === 'asc' ? `"${column}" IS NOT NULL` : 'false';
  else {
    values.push(at);
    further = direction === 'asc' ? `"${column}" > ?` : `("${column}" < ? OR "${column}" IS NULL)`;
  }
  if (!rest.length) return further;
  if (at !== null) values.push(at);
  return `(${further} OR (${at === null ? `"${column}" IS NULL` : `"${column}" = ?`} AND ${beyond(rest, row, values)}))`;
}
