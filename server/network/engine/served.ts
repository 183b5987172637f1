/** A resource as the engine serves it, and the way to one row of it. */
import type { Context } from '../../core/context.ts';
import type { CloudError } from '../../core/errors.ts';
import type { Caller, Target } from '../../core/policy.ts';
import type { Collection, Where } from '../../core/store.ts';
import type { Scope } from '../../core/world.ts';
import { type Asking, type Shareable, accessible } from '../rbac-rows.ts';
import type { Kind, Prepared } from './body.ts';

/** The least that rows have. */
export interface Owned {
  id: string;
  /** Resources that are everybody's have none. */
  project_id?: string;
  revision_number?: number;
}
/** What lists and look-ups need. */
export interface Shown<Row extends Owned> extends Kind {
  rows: Collection<Row>;
  /** @param parent id of the resource above */
  missing: (id: string, parent?: string) => CloudError;
  /** How RBAC policies call it: callers also see what is shared with them, and whether it is. */
  shares?: Shareable;
  /** Which rows a caller without the admin role gets to see besides those that are shared; without it, those of its project. */
  visible?: (request: Asking) => Promise<(row: Row) => boolean>;
  /** Attributes that rows do not carry, for filters. */
  derived?: (request: Asking) => Promise<(row: Row) => object>;
  /** What the policy rules are asked about, where that is more than the attributes. */
  target?: (request: Asking, attributes: Target) => Promise<Target>;
  /** Of a resource below another one: finds that one. Rows have its id under `key`. */
  parent?: { key: keyof Row & string; find: (request: Asking, id: string, hidden?: boolean) => Promise<Owned> };
  /** Conditions on all rows of a list. */
  listed?: Where;
  /** A list is always whole. */
  unpaged?: true;
  views: (request: Asking, rows: readonly Row[]) => Promise<Record<string, unknown>[]>;
}
/** What is made and changed as well. `New` is what a create is given, and an update parts of: the attribute map has checked, converted and completed it. */
export interface Served<Row extends Owned, New extends object = Prepared> extends Shown<Row> {
  /** Runs before policy, as quota does upstream. */
  admit?: (request: Context, items: readonly Prepared[]) => Promise<void>;
  create?: (request: Context, body: New) => Promise<Row>;
  update?: (request: Context, row: Row, body: Partial<New>) => Promise<Row>;
  remove?: (request: Context, row: Row) => Promise<void>;
  /** The view of a row that was just made, where upstream shows more of it. */
  created?: (view: Record<string, unknown>, row: Row) => Record<string, unknown>;
  /** The same for one that was changed. */
  updated?: (view: Record<string, unknown>, row: Row) => Record<string, unknown>;
}

const isAdmin = (caller: Caller): boolean => caller.roles.has('admin');

/** Whether a caller gets to see a row; undefined for admins, who see all. */
export async function seen<Row extends Owned>(kind: Shown<Row>, request: Asking): Promise<((row: Row) => boolean) | undefined> {
  const { caller } = request;
  if (isAdmin(caller) || kind.parent) return undefined;
  const owned = (row: Row): boolean => row.project_id === caller.project_id;
  const [visible, shared] = [kind.visible ? await kind.visible(request) : owned, kind.shares && (await accessible(request, kind.shares))];
  return (row) => visible(row) || shared?.has(row.id) === true;
}
/** The row that a caller may see, or, with `hidden`, any. Throws the resource's 404. */
export async function find<Row extends Owned>(kind: Shown<Row>, scope: Scope, caller: Caller, id: string, hidden = false): Promise<Row> {
  const row = await scope.rows.get(kind.rows, id);
  const visible = hidden ? undefined : await seen(kind, { ...scope, caller });
  if (!row || (visible && !visible(row))) throw kind.missing(id);
  return row;
}
/** Views with what the caller's own project makes of them. */
export async function viewsOf<Row extends Owned>(kind: Shown<Row>, request: Asking, rows: readonly Row[]): Promise<Record<string, unknown>[]> {
  const views = await kind.views(request, rows);
  if (!kind.shares) return views;
  const shared = await accessible(request, kind.shares);
  return views.map((view) => ({ ...view, shared: shared.has(String(view['id'])) }));
}
