/** Results and errors as answers. */
import { at } from '../../contracts/microversion.ts';
import { Reply } from '../core/context.ts';
import { CloudError } from '../core/errors.ts';
import { encode } from './compiled.ts';
import type { Exchange } from './exchange.ts';

/** What is sent, over a socket or within this process. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array> | undefined;
  /** The connection breaks after these bytes. */
  broken?: Uint8Array;
}
/** Sends it. In this process that is a Response that has it, over a socket one that says that it is sent. */
export type Deliver = (answer: Answer) => Response | Promise<Response>;

/** What a handler returned, shaped by the row's schema at the version. */
export function answer(exchange: Exchange, result: unknown): Answer {
  const { row, about, dialect } = exchange;
  const { body, headers, status = exchange.status } = result instanceof Reply ? result : { body: result, headers: {} };
  const all: Record<string, string> = { ...dialect.headers(about, exchange.routed, row), ...headers };
  if (body instanceof ReadableStream) return { status, headers: all, body: body as ReadableStream<Uint8Array> };
  if (!row.returns || body === undefined) {
    const type = dialect.emptyType?.(row);
    return { status, headers: type === undefined ? all : { 'Content-Type': type, ...all }, body: undefined };
  }
  const text = JSON.stringify(encode(at(row.returns, about.version), body));
  return withText(exchange, status, { 'Content-Type': 'application/json', ...all }, text);
}

/** What no row describes, as it is. */
export function document(exchange: Exchange, { body, headers, status = 200 }: Reply): Answer {
  const { dialect, about } = exchange;
  return withText(exchange, status, { 'Content-Type': 'application/json', ...dialect.headers(about, true), ...headers }, JSON.stringify(body));
}

/** An error in the service's dialect. What is no CloudError is a bug of ours and says so. */
export function refuse(exchange: Exchange, error: unknown): Answer {
  const { dialect, about } = exchange;
  const known = error instanceof CloudError ? error : new CloudError(500, 'Virga made a mistake. Please report it.');
  const { status, headers, body } = dialect.fault(known, about);
  return withText(exchange, status, { ...dialect.headers(about, exchange.routed && !known.details.unversioned), ...headers, ...known.details.headers }, body);
}

/** Nobody is there to say it: no service, no world. */
export const nowhere = (message: string): Answer => ({
  status: 404,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ error: { code: 404, title: 'Not Found', message } }),
});

function withText({ about }: Exchange, status: number, headers: Record<string, string>, text: string): Answer {
  if (about.method === 'HEAD') return { status, headers: { ...headers, 'Content-Length': String(Buffer.byteLength(text)) }, body: undefined };
  return { status, headers, body: text };
}
