/** What the control API says of itself. */
import { about as table } from '../../contracts/control/about.ts';
import { Reply } from '../core/context.ts';
import { implement } from './context.ts';
import { openapi } from './openapi.ts';

export const aboutHandlers = implement(table, {
  show: ({ version, worlds }) => ({ version, worlds: worlds.size }),
  metrics: async ({ metrics }) => new Reply(await metrics(), { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
  openapi: ({ version }) => openapi(version),
});
