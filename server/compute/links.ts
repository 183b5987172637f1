/** Links in Nova's answers. `nova/api/openstack/common.py` */
import type { Context } from '../core/context.ts';

export interface Link {
  rel: string;
  href: string;
}
type Called = Pick<Context, 'origin' | 'root'>;

const bookmarkRoot = ({ origin, root }: Called): string => origin + root.replace(/^\/v(?:1\.1|2(?:\.1)?)(?=\/|$)/, '');
/** The resource under the version that was called, and without a version. */
export const links = (called: Called, collection: string, id: string): Link[] => [
  { rel: 'self', href: `${called.origin}${called.root}/${collection}/${id}` },
  bookmark(called, collection, id),
];
export const bookmark = (called: Called, collection: string, id: string): Link => ({ rel: 'bookmark', href: `${bookmarkRoot(called)}/${collection}/${id}` });

/** The next page, when this one is full: the same query, in order of its keys, with another marker. @param known keys that the query may have; Nova drops others */
export function nextPage(
  called: Context,
  collection: string,
  page: readonly { id: string }[],
  limit: number,
  known: (key: string) => boolean = () => true,
): Link[] | undefined {
  const last = page.at(-1);
  if (!last || page.length < limit) return undefined;
  const search = new URLSearchParams(called.path.split('?')[1]);
  const query = new URLSearchParams();
  for (const key of [...new Set(search.keys())].filter(known).toSorted()) query.set(key, search.getAll(key).at(-1) ?? '');
  query.set('marker', last.id);
  return [{ rel: 'next', href: `${called.origin}${called.root}/${collection}?${query.toString()}` }];
}
