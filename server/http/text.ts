/** The body of a request as text. */
import type { Exchange } from './exchange.ts';

/** Undefined when it is larger than the service takes: a client that does not say how much will come is stopped when it is too much. */
export async function textOf(exchange: Exchange): Promise<string | undefined> {
  const { request, dialect } = exchange;
  const most = dialect.maxBody;
  const said = exchange.header('content-length');
  if (said !== undefined) return Number(said) > most ? undefined : request.text();
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.length;
    if (size > most) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
