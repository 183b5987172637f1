/** The control API on the wire: its tables as Hono routes, its errors, its guard. */
import { type Context as HonoContext, Hono } from 'hono';
import { z } from 'zod';
import { identityService } from '../../contracts/identity/service.ts';
import { controlService } from '../../contracts/control/service.ts';
import type { Operation } from '../../contracts/operation.ts';
import { type ControlContext, type Controlled, type Controls } from '../control/context.ts';
import { Reply } from '../core/context.ts';
import { CloudError, badRequest, methodNotAllowed, notFound, tooLarge } from '../core/errors.ts';
import { SeedError } from '../core/seed-error.ts';
import { type Listener, arrive } from './arrival.ts';
import { guard } from './guard.ts';
import { readQuery } from './query.ts';

export interface ControlOptions {
  controls: readonly Controls[];
  controlled: Controlled;
  /** Undefined where a listener asks for none. */
  tokenOf: (listener: Listener) => string | undefined;
  /** Told of what should never happen. */
  onBug: (error: unknown, request: Request) => void;
}
type Env = { Bindings: { listener: Listener } };
type Fetch = (request: Request, listener: Listener) => Promise<Response>;

/** A seed may bring the content of small images. */
const MOST = 64 * 2 ** 20;

/** Is this URL the control API's? */
export const isControl = (url: string): boolean => {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  return url.startsWith(controlService.root, start) && /^(?:[/?]|$)/.test(url.slice(start + controlService.root.length));
};

export function mountControl({ controls, controlled, tokenOf, onBug }: ControlOptions): Fetch {
  const app = new Hono<Env>();
  const serve = async (c: HonoContext<Env>, work: () => Promise<Response>): Promise<Response> => {
    try {
      guard(c.req.raw, c.env.listener, tokenOf(c.env.listener));
      return await work();
    } catch (error) {
      const known = error instanceof SeedError ? badRequest(`line ${error.line}: ${error.message}`) : error;
      if (known instanceof CloudError) return refusal(known);
      onBug(error, c.req.raw);
      return refusal(new CloudError(500, 'Virga made a mistake. Please report it.'));
    }
  };
  for (const { table, handlers } of controls) {
    for (const [name, row] of Object.entries(table)) {
      const path = (controlService.root + row.path).replaceAll(/\{(\w+)\}/g, ':$1');
      app.on(row.method, path, (c) =>
        serve(c, async () => {
          const { listener } = c.env;
          const context: ControlContext = { ...controlled, authUrl: (world) => authUrl(c.req.url, world, listener), signal: c.req.raw.signal };
          const input = { params: c.req.param(), ...(await read(row, c.req.raw)) };
          return answer(row, await handlers[name]?.({ ...context, ...input }));
        }),
      );
    }
  }
  const paths = new Set(controls.flatMap(({ table }) => Object.values(table).map(({ path }) => (controlService.root + path).replaceAll(/\{(\w+)\}/g, ':$1'))));
  for (const path of paths) app.all(path, (c) => serve(c, () => Promise.reject(methodNotAllowed(`The control API has no ${c.req.method} there`))));
  app.notFound((c) =>
    serve(c, () => Promise.reject(notFound(`The control API has nothing at ${c.req.path}; ${controlService.root}/openapi.json says what it has`))),
  );
  return async (request, listener) => app.fetch(request, { listener });
}

async function read(row: Operation, request: Request): Promise<{ body?: unknown; query?: unknown }> {
  const query = row.query && parsed(row.query, readQuery(request.url, row.query));
  if (!row.body) return { query };
  if (Number(request.headers.get('content-length') ?? 0) > MOST) throw tooLarge('The control API takes no more than 64 MiB');
  const text = await request.text();
  // what a form on a page can send without the browser asking first is not taken
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new CloudError(415, 'The control API takes application/json');
  try {
    return { query, body: parsed(row.body, JSON.parse(text)) };
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest(`The body is no JSON: ${error.message}`);
    throw error;
  }
}
function parsed(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw badRequest(result.error.issues.map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message)).join('; '));
}

function answer(row: Operation, result: unknown): Response {
  const { body, headers, status } = result instanceof Reply ? result : { body: result, headers: {}, status: undefined };
  const init = { status: status ?? (row.status as number) };
  if (!row.returns || body === undefined) return new Response(null, { ...init, headers });
  if (body instanceof ReadableStream || typeof body === 'string') return new Response(body as string, { ...init, headers });
  return Response.json(z.encode(row.returns, body), { ...init, headers });
}
function refusal({ status, message }: CloudError): Response {
  return Response.json({ error: { code: status, title: TITLES[status] ?? 'Error', message } }, { status });
}
const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};

/** Where the client that asks finds the Keystone of a world. */
function authUrl(url: string, world: string, listener: Listener): string {
  const { protocol, host } = new URL(url);
  const prefix = world === 'default' ? '' : `/worlds/${world}`;
  return arrive(`${protocol}//${host}${prefix}/`, undefined, [identityService], listener).originOf('identity') + identityService.root;
}
