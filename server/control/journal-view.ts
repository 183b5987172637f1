/** Entries of the journal as they are shown. */
import { z } from 'zod';
import type { Entry } from '../../contracts/control/journal.ts';
import { services, tables } from '../../contracts/index.ts';
import { operationId } from '../../contracts/operation-id.ts';
import type { Operation, Resource } from '../../contracts/operation.ts';
import type { Fields } from '../core/fields.ts';
import { type Recorded, parsed } from '../core/journal.ts';
import { nearest } from '../core/nearest.ts';
import { unread } from './unread.ts';
import { redact, redactHeaders, redactText } from '../core/redaction.ts';

const instant = (time: number): string => new Date(time).toISOString();

export function view(entry: Recorded, world: string): Entry {
  const { caller, requestId, took, at, transitions, microversion } = entry;
  return {
    number: entry.number,
    at: instant(at),
    duration_ms: took,
    world,
    service: entry.service,
    operation: entry.operation ?? null,
    ...(unserved(entry) && { nearest: likely(entry) }),
    microversion: microversion ?? null,
    request_id: requestId,
    project_id: caller.project_id ?? null,
    user_id: caller.user_id || null,
    method: entry.method,
    url: entry.url,
    status: entry.status,
    fault: entry.fault,
    request: message(entry.headers, entry.body),
    response: message(entry.answerHeaders, entry.answer),
    unread: unread(entry),
    transitions: transitions.map(({ step, target, at: time, failed }) => ({ step, target, at: instant(time), failed })),
  };
}
/** Nothing serves such a request. */
export const unserved = ({ operation, status }: Recorded): boolean => status === 501 || (operation === undefined && status >= 400);

function message(headers: Fields, body: string | undefined): Entry['request'] {
  const shown = redactHeaders(headers);
  if (body === undefined || body === '') return { headers: shown };
  const document = parsed(body);
  return { headers: shown, body: (document === undefined ? redactText(body) : redact(document)) as z.output<ReturnType<typeof z.json>> };
}

/** The operation that is written most like the request. */
function likely({ service, method, url }: Recorded): string | undefined {
  if (!Object.hasOwn(tables, service)) return undefined;
  const { root, prefix } = services[service as keyof typeof services];
  const ids = new Map<string, string>();
  for (const table of Object.values(tables[service as keyof typeof tables] as Record<string, Resource>)) {
    for (const row of Object.values(table)) ids.set(written(row, root), operationId(row) ?? '');
  }
  const { pathname } = new URL(url);
  const path = pathname.slice(Math.max(0, pathname.indexOf(prefix + root)) && pathname.indexOf(prefix + root) + prefix.length);
  const found = nearest(`${method} ${path}`, ids.keys());
  return found === undefined ? undefined : ids.get(found);
}
const written = ({ method, path, root: own }: Operation, root: string): string => `${method} ${own ?? root}${path}`;
