/** The versions of the API, which all are one. `glance/api/versions.py` */
import { versions as table } from '../../contracts/image/versions.ts';
import type { z } from 'zod';
import type { Versions } from '../../contracts/image/versions.ts';
import { implement, reply } from '../core/context.ts';
import type { Era } from '../core/eras.ts';

const NEWEST = 18;

type Document = z.output<typeof Versions>;
/** What other times told of. `glance/api/versions.py` of 2014 */
const FORMER: Record<Era, readonly (readonly [id: string, root: string, status: Document['versions'][number]['status']])[]> = {
  modern: [],
  2014: [
    ['v2.2', 'v2', 'CURRENT'],
    ['v2.1', 'v2', 'SUPPORTED'],
    ['v2.0', 'v2', 'SUPPORTED'],
    ['v1.1', 'v1', 'CURRENT'],
    ['v1.0', 'v1', 'SUPPORTED'],
  ],
  2012: [
    ['v1.1', 'v1', 'CURRENT'],
    ['v1.0', 'v1', 'SUPPORTED'],
  ],
};

/** @param origin where the client found the service */
export function versionDocument(origin: string, era: Era): Document {
  const former = FORMER[era];
  if (former.length) return { versions: former.map(([id, root, status]) => ({ id, status, links: [{ rel: 'self', href: `${origin}/${root}/` }] })) };
  const links = [{ rel: 'self' as const, href: `${origin}/v2/` }];
  const minors = Array.from({ length: NEWEST + 1 }, (_, n) => NEWEST - n);
  return { versions: minors.map((minor) => ({ id: `v2.${minor}`, status: minor === NEWEST ? ('CURRENT' as const) : ('SUPPORTED' as const), links })) };
}

export const versionHandlers = implement(table, {
  choices: ({ origin, world }) => versionDocument(origin, world.era),
  root: ({ origin }) => reply(undefined, { Location: `${origin}/v2/` }),
  list: ({ origin, world }) => versionDocument(origin, world.era),
});
