/** Lists as Cinder filters, sorts and pages them. `cinder/db/api.py: _generate_paginate_query`, `cinder/api/common.py` */
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import type { Collection, Where } from '../core/store.ts';
import { type Paging, pageOf } from './paging.ts';

type Query = Paging & Record<string, unknown>;
/** Upstream's columns, each with the row's that holds the same. */
export type Columns<Row> = Readonly<Record<string, keyof Row & string>>;

export interface Listed<Row extends { id: string }> {
  from: Collection<Row>;
  columns: Columns<Row>;
  where?: Where;
  filter?: ((row: Row) => boolean) | undefined;
  /** Where a page begins: throws, or gives nothing where upstream then begins at the start. */
  marker: (id: string) => Promise<Row | undefined> | Row | undefined;
}
export interface Found<Row> {
  page: Row[];
  limit: number;
}

/** One page of rows. @throws CloudError 400 for what cannot be sorted by */
export async function findPage<Row extends { id: string }>({ rows }: Pick<Context, 'rows'>, query: Query, listed: Listed<Row>): Promise<Found<Row>> {
  const { from, columns, where, filter, marker: find } = listed;
  const { limit, offset, marker, sort } = pageOf(
    query,
    Object.keys(columns).filter((name) => (columns[name] ?? '') in from.columns),
  );
  const after = marker === undefined ? undefined : await find(marker);
  const order = sort.map(([name, direction]) => [columns[name] ?? name, direction] as const);
  for (const column of ['created_at', 'id']) if (!order.some(([name]) => name === column)) order.push([column, order[0]?.[1] ?? 'desc']);
  const found = await rows.list(from, { sort: order, limit: offset + limit, ...(where && { where }), ...(filter && { filter }), ...(after && { after }) });
  return { page: found.slice(offset), limit };
}

const PAGING = ['limit', 'marker', 'offset', 'sort', 'sort_key', 'sort_dir'];
/** What a query asks for besides pages and order; of a member that is sent several times the last counts. */
export const filtersOf = (query: Query, ...known: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query)
      .filter(([name, value]) => value !== undefined && !PAGING.includes(name) && !known.includes(name))
      .map(([name, value]) => [name, String(Array.isArray(value) ? value.at(-1) : value)]),
  );

/** Whether there are columns for all of these filters. */
export const areKnown = <Row>(filters: Record<string, string>, columns: Columns<Row>): boolean => Object.keys(filters).every((name) => columnOf(name, columns));
const columnOf = <Row>(name: string, columns: Columns<Row>) => columns[name.replace(/~+$/, '')];

/** Which rows have these values, or, under a name that ends with `~`, contain them; none where there is no such column. */
export function matching<Row>(filters: Record<string, string>, columns: Columns<Row>): (row: Row) => boolean {
  const tests = Object.entries(filters).map(([name, wanted]) => [columnOf(name, columns), wanted.toLowerCase(), name.endsWith('~')] as const);
  return (row) => tests.every(([column, wanted, part]) => column !== undefined && holds(row[column], wanted, part));
}
function holds(value: unknown, wanted: string, part: boolean): boolean {
  if (value === null || value === undefined) return false;
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value).toLowerCase();
  return part ? text.includes(wanted) : text === wanted;
}

/** A member of a query that says yes or no. @throws CloudError 400 */
export function booleanIn(query: Record<string, unknown>, name: string): boolean {
  const value = query[name];
  if (value === undefined) return false;
  const text = String(Array.isArray(value) ? value.at(-1) : value);
  const said = boolFromString(text);
  if (said === undefined) throw badRequest(`Value '${text}' for '${name}' is not a boolean.`);
  return said;
}
