/** Answers on their way out. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Answer } from './answer.ts';
import { endOfTurn } from './turn.ts';

/** For whoever asks within this process. @throws TypeError, as `fetch` does, where the connection breaks before anything is sent */
export function toResponse({ status, headers, body, broken }: Answer): Response {
  if (!broken) return new Response(body ?? null, { status, headers });
  if (!broken.length) throw new TypeError('fetch failed', { cause: new Error('the connection was reset') });
  const cut = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(broken),
    pull: (controller) => controller.error(new Error('the connection was closed')),
  });
  return new Response(cut, { status, headers });
}

/** Over a socket, with all that is answered in this turn. */
export async function send(outgoing: ServerResponse, answer: Answer): Promise<Response> {
  await endOfTurn();
  await write(outgoing, answer);
  return RESPONSE_ALREADY_SENT;
}

async function write(outgoing: ServerResponse, { status, headers, body, broken }: Answer): Promise<void> {
  if (broken?.length === 0) outgoing.socket?.resetAndDestroy();
  else if (broken) outgoing.writeHead(status, headers).write(broken, () => outgoing.destroy());
  else if (body === undefined) outgoing.writeHead(status, hasLength(status, headers) ? headers : { ...headers, 'Content-Length': 0 }).end();
  else if (typeof body === 'string') outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
  // whoever has gone away wants no error
  else await pipeline(Readable.fromWeb(body), outgoing.writeHead(status, headers)).catch(() => outgoing.destroy());
}
/** No length is said of a 204; that of HEAD is the length of what is not sent. */
const hasLength = (status: number, headers: Record<string, string>): boolean => status === 204 || status === 304 || 'Content-Length' in headers;
