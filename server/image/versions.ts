/** The versions of the API, which all are one. `glance/api/versions.py` */
import { versions as table } from '../../contracts/image/versions.ts';
import type { z } from 'zod';
import type { Versions } from '../../contracts/image/versions.ts';
import { implement, reply } from '../core/context.ts';

const NEWEST = 18;

/** @param origin where the client found the service */
export function versionDocument(origin: string): z.output<typeof Versions> {
  const links = [{ rel: 'self' as const, href: `${origin}/v2/` }];
  const minors = Array.from({ length: NEWEST + 1 }, (_, n) => NEWEST - n);
  return { versions: minors.map((minor) => ({ id: `v2.${minor}`, status: minor === NEWEST ? ('CURRENT' as const) : ('SUPPORTED' as const), links })) };
}

export const versionHandlers = implement(table, {
  choices: ({ origin }) => versionDocument(origin),
  root: ({ origin }) => reply(undefined, { Location: `${origin}/v2/` }),
  list: ({ origin }) => versionDocument(origin),
});
