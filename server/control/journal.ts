/** What was asked of a world, for whoever wants to know. */
import type { z } from 'zod';
import { type Entry, journal as table } from '../../contracts/control/journal.ts';
import { Reply } from '../core/context.ts';
import { type Recorded, subjectIn } from '../core/journal.ts';
import { matches } from '../core/matching.ts';
import type { World } from '../core/world.ts';
import { type ControlContext, implement } from './context.ts';
import { curl } from './curl.ts';
import { checkOperation } from './faults.ts';
import { har } from './har.ts';
import { unserved, view } from './journal-view.ts';

type Filter = z.output<typeof table.list.query>;

/** @throws CloudError 400 for an operation that there is not */
function chosen({ journal }: World, filter: Filter): readonly Recorded[] {
  const { operation, project, user, status, request_id, unmatched, since = 0, limit } = filter;
  checkOperation(operation);
  const found = journal
    .entries()
    .filter(
      (entry) =>
        entry.number > since &&
        (status === undefined || entry.status === status) &&
        (request_id === undefined || entry.requestId === request_id) &&
        (unmatched === undefined || unserved(entry) === (unmatched === 'true')) &&
        matches({ operation, project, user }, subjectIn(entry)),
    );
  return limit === undefined ? found : found.slice(Math.max(0, found.length - limit));
}
const shown = ({ worlds }: ControlContext, world: string, filter: Filter): Promise<Entry[]> =>
  worlds.within(world, (found) => chosen(found, filter).map((entry) => view(entry, world)));

/** Each entry as an event, until the client goes away. */
function events(world: World, name: string, { operation, since }: Pick<Filter, 'operation' | 'since'>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = (): void => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const tell = (entry: Recorded): void => {
        if (matches({ operation }, subjectIn(entry))) controller.enqueue(encoder.encode(`id: ${entry.number}\ndata: ${JSON.stringify(view(entry, name))}\n\n`));
      };
      // a comment, so that the client knows that it is heard
      controller.enqueue(encoder.encode(': the journal\n\n'));
      if (since !== undefined) for (const entry of chosen(world, { operation, since })) tell(entry);
      end = world.journal.follow(tell);
      signal.addEventListener('abort', () => {
        end();
        controller.close();
      });
    },
    cancel: () => end(),
  });
}

interface Times {
  exactly?: number | undefined;
  at_least?: number | undefined;
  at_most?: number | undefined;
}
const holds = (count: number, { exactly, at_least, at_most }: Times): boolean =>
  (exactly === undefined || count === exactly) && count >= (at_least ?? 0) && count <= (at_most ?? Infinity);
const said = ({ exactly, at_least, at_most }: Times): string =>
  [exactly !== undefined && `exactly ${exactly}`, at_least !== undefined && `at least ${at_least}`, at_most !== undefined && `at most ${at_most}`]
    .filter(Boolean)
    .join(' and ');

export const journalHandlers = implement(table, {
  list: async (request) => ({ entries: await shown(request, request.params.world, request.query) }),
  har: async (request) => har(await shown(request, request.params.world, request.query), request.version),
  curl: async (request) => new Reply(curl(await shown(request, request.params.world, request.query)), { 'Content-Type': 'text/plain; charset=utf-8' }),
  tail: ({ worlds, params, query, signal }) => {
    checkOperation(query.operation);
    return worlds.within(
      params.world,
      (world) => new Reply(events(world, params.world, query, signal), { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }),
    );
  },
  verify: ({ worlds, params, body: { match, status, times = { at_least: 1 } } }) => {
    checkOperation(match.operation);
    return worlds.within(params.world, ({ journal }) => {
      const entries = journal.entries();
      const count = entries.filter((entry) => matches(match, subjectIn(entry)) && (status === undefined || entry.status === status)).length;
      const verified = holds(count, times);
      const calls = `${count} of ${entries.length} requests matched`;
      const close = entries.filter((entry) => match.operation !== undefined && matches({ operation: match.operation }, subjectIn(entry)));
      const others = close
        .slice(-3)
        .map((entry) => `${entry.status} ${entry.method} ${entry.url} ${JSON.stringify(view(entry, params.world).request.body ?? '')}`);
      const hint = verified || count === close.length ? '' : `; the latest of this operation: ${others.join(' | ')}`;
      return { verified, count, message: verified ? calls : `${calls}, not ${said(times)}${hint}` };
    });
  },
  clear: ({ worlds, params }) => worlds.within(params.world, ({ journal }) => journal.clear()),
});
