/** Results and errors as HTTP responses. */
import { at } from '../../contracts/microversion.ts';
import { Reply } from '../core/context.ts';
import { CloudError } from '../core/errors.ts';
import { encode } from './compiled.ts';
import type { Exchange } from './exchange.ts';

/** What a handler returned, shaped by the row's schema at the version. */
export function answer(exchange: Exchange, result: unknown): Response {
  const { row, about, dialect } = exchange;
  const { body, headers, status } = result instanceof Reply ? result : { body: result, headers: {}, status: undefined };
  const all: Record<string, string> = { ...dialect.headers(about, exchange.routed, row), ...headers };
  const code = status ?? exchange.status;
  if (body instanceof ReadableStream) return new Response(body as ReadableStream<Uint8Array>, { status: code, headers: all });
  if (!row.returns || body === undefined) {
    const type = dialect.emptyType?.(row);
    return bare(exchange, code, type === undefined ? all : { 'Content-Type': type, ...all });
  }
  const text = JSON.stringify(encode(at(row.returns, about.version), body));
  return withBody(exchange, code, { 'Content-Type': 'application/json', ...all }, text);
}

/** What no row describes, as it is. */
export function document(exchange: Exchange, { body, headers, status = 200 }: Reply): Response {
  const { dialect, about } = exchange;
  return withBody(exchange, status, { 'Content-Type': 'application/json', ...dialect.headers(about, true), ...headers }, JSON.stringify(body));
}

/** An error in the service's dialect. What is no CloudError is a bug of ours and says so. */
export function refuse(exchange: Exchange, error: unknown): Response {
  const { dialect, about } = exchange;
  const known = error instanceof CloudError ? error : new CloudError(500, 'Virga made a mistake. Please report it.');
  const { status, headers, body } = dialect.fault(known, about);
  return withBody(exchange, status, { ...dialect.headers(about, exchange.routed && !known.details.unversioned), ...headers, ...known.details.headers }, body);
}

function withBody(exchange: Exchange, status: number, headers: Record<string, string>, body: string): Response {
  if (exchange.about.method === 'HEAD') return bare(exchange, status, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
  exchange.sent = { headers, body };
  return new Response(body, { status, headers });
}
function bare(exchange: Exchange, status: number, headers: Record<string, string>): Response {
  exchange.sent = { headers, body: undefined };
  return new Response(null, { status, headers });
}
