/** Writes an exchange down in the journal of its world. */
import { operationId } from '../../contracts/operation-id.ts';
import { LONGEST } from '../core/journal.ts';
import type { Exchange } from './exchange.ts';

const kept = (text: string | undefined): string | undefined => (text !== undefined && text.length <= LONGEST ? text : undefined);

/** @param took milliseconds */
export function record(exchange: Exchange, response: Response, took: number): void {
  const { world, now, request, about, implementation, caller, text, input, routes, sent } = exchange;
  const { headers } = request;
  const body = kept(text);
  world.journal.write({
    number: 0,
    at: now,
    // what a deterministic world tells twice is the same
    took: world.ids.state === undefined ? Math.round(took * 1000) / 1000 : 0,
    service: implementation.service.type,
    method: about.method,
    url: request.url,
    microversion: implementation.service.versions && about.root ? about.version : undefined,
    requestId: about.requestId,
    subject: {
      operation: routes[0] && operationId(routes[0].row),
      project: { id: caller.project_id, name: caller.project_name },
      user: { id: caller.user_id, name: caller.user_name },
      header: (name) => headers.get(name) ?? undefined,
      body: body === undefined ? undefined : input,
    },
    status: response.status,
    fault: exchange.fault,
    request: { headers, body },
    response: { headers: sent?.headers ?? response.headers, body: kept(sent?.body) },
    transitions: exchange.happened,
  });
}
