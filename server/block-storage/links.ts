/** Links in Cinder's answers. `cinder/api/common.py: ViewBuilder` */
import type { Context } from '../core/context.ts';

export interface Link {
  rel: string;
  href: string;
}
type Called = Pick<Context, 'origin' | 'root' | 'path' | 'caller'>;

/** The caller's project, where it follows the root in the URL. */
const projectIn = ({ root, caller: { project_id } }: Called): string => (project_id && root === `/v3/${project_id}` ? `/${project_id}` : '');

/** The resource under the version, and without a version. @param collection `volumes` */
export const links = (called: Called, collection: string, id: string): Link[] => [
  { rel: 'self', href: `${called.origin}/v3${projectIn(called)}/${collection}/${id}` },
  { rel: 'bookmark', href: `${called.origin}${projectIn(called)}/${collection}/${id}` },
];

/** The next page of a collection (`volumes/detail`), when this one is full; the query is the client's with another marker at its end. */
export function nextPage(called: Called, collection: string, page: readonly { id: string }[], limit: number, count = page.length): Link[] | undefined {
  const last = page.at(-1);
  if (!last || count < limit) return undefined;
  const query = new URLSearchParams(called.path.split('?')[1]);
  query.delete('marker');
  query.append('marker', last.id);
  return [{ rel: 'next', href: `${called.origin}/v3${projectIn(called)}/${collection}?${query.toString()}` }];
}
