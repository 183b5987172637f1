/**
 * Lists, shows, creates, updates and deletes any resource that has an attribute map.
 * `neutron/pecan_wsgi/controllers/resource.py`
 */
import type { Context } from '../../core/context.ts';
import { CloudError, notFound } from '../../core/errors.ts';
import type { Caller, Target } from '../../core/policy.ts';
import type { Collection, Query, Scalar, Where } from '../../core/store.ts';
import type { Scope } from '../../core/world.ts';
import { rules } from '../policy.ts';
import { type Kind, type Prepared, forCreate, forUpdate, nothingFor } from './body.ts';
import { enforceCreate, enforceDelete, enforceUpdate, withoutHidden } from './enforcement.ts';
import { type Listing, pageLinks, passes, readFields, readListing } from './listing.ts';
import { type Standard, matchRevision } from './standard.ts';

/** A resource as the engine serves it. */
export interface Served<Row extends Standard> extends Kind {
  rows: Collection<Row>;
  missing: (id: string) => CloudError;
  /** Which rows a caller without the admin role gets to see; without it, those of its project. */
  visible?: (scope: Scope, caller: Caller) => Promise<(row: Row) => boolean>;
  /** What the policy rules are asked about, where that is more than the attributes. */
  target?: (scope: Scope, attributes: Target) => Promise<Target>;
  views: (scope: Scope, rows: readonly Row[]) => Promise<Record<string, unknown>[]>;
  /** Runs before policy, as quota does upstream. */
  admit?: (request: Context, items: readonly Prepared[]) => Promise<void>;
  create?: (request: Context, body: Prepared) => Promise<Row>;
  update?: (request: Context, row: Row, body: Prepared) => Promise<Row>;
  remove?: (request: Context, row: Row) => Promise<void>;
  /** The view of a row that was just made, where upstream shows more of it. */
  created?: (view: Record<string, unknown>, row: Row) => Record<string, unknown>;
  /** The same for one that was changed. */
  updated?: (view: Record<string, unknown>, row: Row) => Record<string, unknown>;
}
// oxlint-disable-next-line typescript/no-explicit-any -- the tables say what each answer is; `views` is checked against them where it is written
type Handler = (request: Context & { params: Record<string, string>; body?: unknown }) => Promise<any>;

const isAdmin = (caller: Caller): boolean => caller.roles.has('admin');
const idOf = (params: Record<string, string>): string => Object.values(params)[0] ?? '';

async function seen<Row extends Standard>(kind: Served<Row>, scope: Scope, caller: Caller): Promise<((row: Row) => boolean) | undefined> {
  if (isAdmin(caller)) return undefined;
  const owned = (row: Row): boolean => row.project_id === caller.project_id;
  return kind.visible ? kind.visible(scope, caller) : owned;
}
/** The row that a caller may see, or, with `hidden`, any. Throws the resource's 404. */
export async function find<Row extends Standard>(kind: Served<Row>, scope: Scope, caller: Caller, id: string, hidden = false): Promise<Row> {
  const row = await scope.rows.get(kind.rows, id);
  const visible = hidden ? undefined : await seen(kind, scope, caller);
  if (!row || (visible && !visible(row))) throw kind.missing(id);
  return row;
}

export function serve<Row extends Standard>(kind: Served<Row>): Record<'list' | 'show' | 'create' | 'update' | 'delete', Handler> {
  const targetOf = async (scope: Scope, attributes: Target): Promise<Target> => (kind.target ? kind.target(scope, attributes) : attributes);
  const viewOf = async (scope: Scope, row: Row): Promise<Record<string, unknown>> => (await kind.views(scope, [row]))[0] ?? {};
  return {
    async list(request) {
      const listing = readListing(kind, request.path);
      const visible = await seen(kind, request, request.caller);
      const views = await page(kind, request, listing, visible);
      const shown = await permitted(kind, request, views, targetOf);
      const links = pageLinks(request.origin + request.path.replace(/\?.*$/s, ''), request.path, listing, views);
      const chosen = shown.map((view) => choose(view, listing.fields));
      return { [kind.collection]: chosen, ...(links.length && { [`${kind.collection}_links`]: links }) };
    },
    async show(request) {
      const fields = readFields(kind, request.path);
      const row = await find(kind, request, request.caller, idOf(request.params));
      const view = await viewOf(request, row);
      const target = await targetOf(request, view);
      if (!request.may(`get_${kind.name}`, target)) throw notFound('The resource could not be found.');
      request.enforce(target);
      return { [kind.name]: choose(withoutHidden(request, kind, target, [view])[0] ?? {}, fields) };
    },
    async create(request) {
      const { items, bulk } = forCreate(kind, request.caller, request.body);
      await kind.admit?.(request, items);
      for (const item of items) enforceCreate(request, kind, await targetOf(request, item), item);
      const views: Record<string, unknown>[] = [];
      for (const item of items) {
        const row = await (kind.create as NonNullable<typeof kind.create>)(request, item);
        const view = await viewOf(request, row);
        const all = kind.created?.(view, row) ?? view;
        views.push(withoutHidden(request, kind, await targetOf(request, view), [all])[0] ?? {});
      }
      return bulk ? { [kind.collection]: views } : { [kind.name]: views[0] };
    },
    async update(request) {
      const body = forUpdate(kind, request.caller, request.body);
      const row = await find(kind, request, request.caller, idOf(request.params));
      if (!body) {
        request.enforce(await targetOf(request, await viewOf(request, row)));
        throw nothingFor(kind);
      }
      enforceUpdate(request, kind, await targetOf(request, await viewOf(request, row)), body);
      constrain(request, row);
      const changed = await (kind.update as NonNullable<typeof kind.update>)(request, row, body);
      const view = await viewOf(request, changed);
      const all = kind.updated?.(view, changed) ?? view;
      return { [kind.name]: withoutHidden(request, kind, await targetOf(request, view), [all])[0] };
    },
    async delete(request) {
      const row = await find(kind, request, request.caller, idOf(request.params));
      enforceDelete(request, kind, await targetOf(request, await viewOf(request, row)));
      constrain(request, row);
      await (kind.remove as NonNullable<typeof kind.remove>)(request, row);
    },
  };
}
function constrain(request: Context, row: Standard): void {
  const failed = matchRevision(request.header('if-match'), row);
  if (failed) throw failed;
}
const choose = (view: object, fields: readonly string[]): object =>
  fields.length ? Object.fromEntries(Object.entries(view).filter(([name]) => fields.includes(name))) : view;

/** The views on a page, in its order. Rows carry what filters and sort keys name, under the API's names. */
async function page<Row extends Standard>(kind: Served<Row>, scope: Scope, listing: Listing, visible?: (row: Row) => boolean) {
  const { limit, marker, reverse } = listing;
  const { where, rest } = byColumn(kind.rows, listing.filters);
  const filtered = Object.keys(rest).length > 0;
  const direction = reverse ? opposite : same;
  const query: Query<Row> = { where, sort: [...listing.sort, ['id', 'asc'] as const].map(([key, way]) => [column(key), direction[way]] as const) };
  if (limit) query.limit = limit;
  if (visible || filtered) query.filter = (row) => (!visible || visible(row)) && (!filtered || passes(row, rest));
  if (marker !== undefined) {
    const after = await scope.rows.get(kind.rows, marker);
    if (!after) throw kind.missing(marker);
    query.after = after;
  }
  const found = await scope.rows.list(kind.rows, query);
  return kind.views(scope, reverse && limit ? found.toReversed() : found);
}
const same = { asc: 'asc', desc: 'desc' } as const;
const opposite = { asc: 'desc', desc: 'asc' } as const;
const column = (key: string): string => (key === 'tenant_id' ? 'project_id' : key);

/** Filters on columns are the store's to apply. */
function byColumn(from: Collection, filters: Listing['filters']) {
  const entries = Object.entries(filters).map(([key, wanted]) => [column(key), wanted] as const);
  const stored = entries.filter(([key, wanted]) => from.columns[key] && Array.isArray(wanted));
  return {
    where: Object.fromEntries(stored.map(([key, wanted]) => [key, wanted as Scalar[]])) as Where,
    rest: Object.fromEntries(entries.filter((entry) => !stored.includes(entry))),
  };
}
type View = Record<string, unknown>;

/** Drops what policy hides: rows one by one, attributes by the first row, as upstream does. */
async function permitted<Row extends Standard>(kind: Served<Row>, request: Context, views: View[], targetOf: (scope: Scope, view: View) => Promise<Target>) {
  const [first] = views;
  if (!first) return views;
  const rule = `get_${kind.name}`;
  const shown: View[] = [];
  for (const view of views) if (isAdmin(request.caller) || !rules[rule] || request.may(rule, await targetOf(request, view))) shown.push(view);
  return withoutHidden(request, kind, await targetOf(request, first), shown);
}
