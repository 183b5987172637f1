/** Links in Nova's answers. `nova/api/openstack/common.py` */
import type { Context } from '../core/context.ts';

export interface Link {
  rel: string;
  href: string;
}
type Called = Pick<Context, 'origin' | 'root' | 'path' | 'caller'>;

/** The caller's project, when the URL has it anywhere. */
const projectIn = ({ root, path, caller: { project_id } }: Called): string => (project_id && (root + path).includes(project_id) ? `/${project_id}` : '');
const VERSION = /^\/v[12](?:\.[01])?(?=\/|$)/;
const versionRoot = (called: Called): string => called.origin + (VERSION.exec(called.root)?.[0] ?? '') + projectIn(called);
const bookmarkRoot = (called: Called): string => called.origin + projectIn(called);
/** The resource under the version that was called, and without a version. */
export const links = (called: Called, collection: string, id: string): Link[] => [
  { rel: 'self', href: `${versionRoot(called)}/${collection}/${id}` },
  bookmark(called, collection, id),
];
export const bookmark = (called: Called, collection: string, id: string): Link => ({ rel: 'bookmark', href: `${bookmarkRoot(called)}/${collection}/${id}` });

/** The next page, when this one is full: the same query, in order of its keys, with another marker. @param known keys that the query may have, those that its schema leaves; Nova drops others */
export function nextPage(
  called: Context & { query: object },
  collection: string,
  page: readonly { id: string }[],
  limit: number,
  known: (key: string) => boolean = (key) => Object.hasOwn(called.query, key),
): Link[] | undefined {
  const last = page.at(-1);
  if (!last || page.length < limit) return undefined;
  const search = new URLSearchParams(called.path.split('?')[1]);
  const query = new URLSearchParams();
  for (const key of [...new Set(search.keys())].filter(known).toSorted()) query.set(key, search.getAll(key).at(-1) ?? '');
  query.set('marker', last.id);
  return [{ rel: 'next', href: `${versionRoot(called)}/${collection}?${query.toString()}` }];
}
