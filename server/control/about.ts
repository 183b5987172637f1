/** What the control API says of itself. */
import { about as table } from '../../contracts/control/about.ts';
import { implement } from './context.ts';
import { openapi } from './openapi.ts';

export const aboutHandlers = implement(table, {
  show: ({ version, worlds }) => ({ version, worlds: worlds.size }),
  openapi: ({ version }) => openapi(version),
});
