/** Writes an exchange down in the journal of its world. */
import { LONGEST } from '../core/journal.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

const kept = (text: string | undefined): string | undefined => (text !== undefined && text.length <= LONGEST ? text : undefined);

/** @param took milliseconds */
export function record(exchange: Exchange, { status, headers, body }: Answer, took: number): void {
  const { world, about } = exchange;
  const { service } = exchange.implementation;
  world.journal.write({
    number: 0,
    at: exchange.now,
    // what a deterministic world tells twice is the same
    took: world.ids.state === undefined ? Math.round(took * 1000) / 1000 : 0,
    service: service.type,
    operation: exchange.operation,
    caller: exchange.caller,
    method: about.method,
    url: exchange.request.url,
    microversion: service.versions && about.root ? about.version : undefined,
    requestId: about.requestId,
    headers: exchange.headers,
    body: kept(exchange.text),
    status,
    fault: exchange.fault,
    answerHeaders: headers,
    answer: typeof body === 'string' ? kept(body) : undefined,
    transitions: exchange.happened,
  });
}
