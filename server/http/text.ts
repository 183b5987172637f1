/** The body of a request as text. */
import type { Exchange } from './exchange.ts';

/** Undefined when it is larger than `most` bytes: a client that does not say how much will come is stopped when it is too much. */
export async function textOf({ request, headers }: Pick<Exchange, 'request' | 'headers'>, most: number): Promise<string | undefined> {
  const said = headers['content-length'];
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
