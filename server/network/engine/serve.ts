/**
 * Lists, shows, creates, updates and deletes any resource that has an attribute map.
 * `neutron/pecan_wsgi/controllers/resource.py`
 */
import type { Context } from '../../core/context.ts';
import { notFound } from '../../core/errors.ts';
import type { Target } from '../../core/policy.ts';
import { rules } from '../policy.ts';
import { type Kind, forCreate, forUpdate, nothingFor, ruleOf } from './body.ts';
import { enforceCreate, enforceDelete, enforceUpdate, withoutHidden } from './enforcement.ts';
import { choose, pageLinks, readFields, readListing } from './listing.ts';
import { page } from './page.ts';
import { type Owned, type Served, find, viewsOf } from './served.ts';
import { matchRevision } from './standard.ts';

export { find, type Served } from './served.ts';

type Asked = Context & { params: Record<string, string>; body?: unknown };
// oxlint-disable-next-line typescript/no-explicit-any -- the tables say what each answer is; `views` is checked against them where it is written
type Handler = (request: Asked) => Promise<any>;
type View = Record<string, unknown>;

/** The resource's own id, and that of the one above it. */
const idOf = ({ params }: Asked): string => Object.values(params).at(-1) ?? '';
const parentOf = ({ params }: Asked): string => Object.values(params)[0] ?? '';

export function serve<Row extends Owned, New extends object>(
  kind: Served<Row, New>,
): Record<'list' | 'show' | 'create' | 'createBulk' | 'update' | 'delete', Handler> {
  const targetOf = async (request: Asked, attributes: Target): Promise<Target> => {
    const target = kind.target ? await kind.target(request, attributes) : attributes;
    if (!kind.parent) return target;
    const { project_id } = await kind.parent.find(request, parentOf(request), true);
    return { ...target, 'ext_parent:project_id': project_id };
  };
  const viewOf = async (request: Asked, row: Row): Promise<View> => (await viewsOf(kind, request, [row]))[0] ?? {};
  const above = async (request: Asked): Promise<string> => (kind.parent ? (await kind.parent.find(request, parentOf(request))).id : '');
  const one = async (request: Asked): Promise<Row> => {
    const parent = await above(request);
    if (!kind.parent) return find(kind, request, request.caller, idOf(request));
    const row = await request.rows.get(kind.rows, idOf(request));
    if (row?.[kind.parent.key] !== parent) throw kind.missing(idOf(request), parent);
    return row;
  };
  const create: Handler = async (request) => {
    const { items, bulk } = forCreate(kind, request.caller, request.body);
    await kind.admit?.(request, items);
    for (const item of items) enforceCreate(request, kind, await targetOf(request, item), item);
    const parent = await above(request);
    const views: View[] = [];
    for (const item of items) {
      const row = await (kind.create as NonNullable<typeof kind.create>)(request, (kind.parent ? { ...item, [kind.parent.key]: parent } : item) as New);
      const view = await viewOf(request, row);
      const all = kind.created?.(view, row) ?? view;
      views.push(withoutHidden(request, kind, await targetOf(request, view), [all])[0] ?? {});
    }
    return bulk ? { [kind.collection]: views } : { [kind.name]: views[0] };
  };
  return {
    async list(request) {
      const listing = readListing(kind, request.path);
      const views = await page(kind, request, listing, await above(request));
      const shown = await permitted(kind, request, views, targetOf);
      const links = kind.unpaged ? [] : pageLinks(request.origin + request.path.replace(/\?.*$/s, ''), request.path, listing, views);
      // where the owner is known by the newer name alone, the older one is shown in any case
      const always = listing.fields.length && kind.attributes['project_id'] && !kind.attributes['tenant_id'] ? ['tenant_id'] : [];
      const chosen = shown.map((view) => choose(view, [...listing.fields, ...always]));
      return { [kind.collection]: chosen, ...(links.length && { [`${kind.collection}_links`]: links }) };
    },
    async show(request) {
      const fields = readFields(kind, request.path);
      const view = await viewOf(request, await one(request));
      const target = await targetOf(request, view);
      if (!request.may(`get_${ruleOf(kind)}`, target)) throw notFound('The resource could not be found.');
      request.enforce(target);
      return { [kind.name]: choose(withoutHidden(request, kind, target, [view])[0] ?? {}, fields) };
    },
    create,
    createBulk: create,
    async update(request) {
      const body = forUpdate(kind, request.caller, request.body);
      const row = await one(request);
      if (!body) {
        request.enforce(await targetOf(request, await viewOf(request, row)));
        throw nothingFor(kind);
      }
      enforceUpdate(request, kind, await targetOf(request, await viewOf(request, row)), body);
      constrain(request, row);
      const changed = await (kind.update as NonNullable<typeof kind.update>)(request, row, body as Partial<New>);
      const view = await viewOf(request, changed);
      const all = kind.updated?.(view, changed) ?? view;
      return { [kind.name]: withoutHidden(request, kind, await targetOf(request, view), [all])[0] };
    },
    async delete(request) {
      const row = await one(request);
      enforceDelete(request, kind, await targetOf(request, await viewOf(request, row)));
      constrain(request, row);
      await (kind.remove as NonNullable<typeof kind.remove>)(request, row);
    },
  };
}
function constrain(request: Context, row: Owned): void {
  const failed = matchRevision(request.header('if-match'), row);
  if (failed) throw failed;
}

/** Drops what policy hides: rows one by one, attributes by the first row, as upstream does. */
async function permitted(kind: Kind, request: Asked, views: View[], targetOf: (request: Asked, view: View) => Promise<Target>) {
  const [first] = views;
  if (!first) return views;
  const rule = `get_${ruleOf(kind)}`;
  const shown: View[] = [];
  for (const view of views) {
    if (request.caller.roles.has('admin') || !rules[rule] || request.may(rule, await targetOf(request, view))) shown.push(view);
  }
  return withoutHidden(request, kind, await targetOf(request, first), shown);
}
