/** The rows of a list: filtered, sorted, and a page of them. */
import type { Collection, Query, Scalar, Where } from '../../core/store.ts';
import { type Asking, accessible } from '../rbac-rows.ts';
import { type Listing, passes } from './listing.ts';
import { type Owned, type Shown, seen, viewsOf } from './served.ts';

/** The views on a page, in its order. Rows carry what filters and sort keys name, under the API's names. */
export async function page<Row extends Owned>(kind: Shown<Row>, request: Asking, listing: Listing, parent?: string): Promise<Record<string, unknown>[]> {
  const { limit, marker, reverse } = listing;
  const { where, rest } = byColumn(kind.rows, listing.filters);
  const filtered = Object.keys(rest).length > 0;
  const direction = reverse ? opposite : same;
  const sort = [...listing.sort, ['id', 'asc'] as const].map(([key, way]) => [column(key), direction[way]] as const);
  const query: Query<Row> = { where: { ...where, ...kind.listed, ...(kind.parent && { [kind.parent.key]: parent }) }, sort };
  if (limit && !kind.unpaged) query.limit = limit;
  const visible = await seen(kind, request);
  const whole = filtered ? await completing(kind, request) : undefined;
  if (visible || whole) query.filter = (row) => (!visible || visible(row)) && (!whole || passes(whole(row), rest));
  if (marker !== undefined && !kind.unpaged) {
    const after = await request.rows.get(kind.rows, marker);
    if (!after) throw kind.missing(marker);
    query.after = after;
  }
  const found = await request.rows.list(kind.rows, query);
  return viewsOf(kind, request, reverse && query.limit ? found.toReversed() : found);
}
/** A row with what it does not carry itself, for filters. */
async function completing<Row extends Owned>({ shares, derived }: Shown<Row>, request: Asking): Promise<(row: Row) => object> {
  const [shared, more] = [shares && (await accessible(request, shares)), await derived?.(request)];
  return (row) => ({ ...row, ...(shared && { shared: shared.has(row.id) }), ...more?.(row) });
}
const same = { asc: 'asc', desc: 'desc' } as const;
const opposite = { asc: 'desc', desc: 'asc' } as const;
const column = (key: string): string => (key === 'tenant_id' ? 'project_id' : key);

/** A query's values are texts, also those of numbers. */
const typed = (type: string | undefined, values: readonly Scalar[]): readonly Scalar[] =>
  type === 'integer' ? values.map((value) => (typeof value === 'string' ? Number(value) : value)) : values;
/** Filters on columns are the store's to apply. */
function byColumn(from: Collection, filters: Listing['filters']) {
  const entries = Object.entries(filters).map(([key, wanted]) => [column(key), wanted] as const);
  const stored = entries.filter(([key, wanted]) => from.columns[key] && Array.isArray(wanted));
  return {
    where: Object.fromEntries(stored.map(([key, wanted]) => [key, typed(from.columns[key], wanted as Scalar[])])) as Where,
    rest: Object.fromEntries(entries.filter((entry) => !stored.includes(entry))),
  };
}
