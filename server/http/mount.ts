/** Turns the tables of operations into Hono routes. This folder alone knows Hono. */
import { type Context as HonoContext, Hono } from 'hono';
import type { Method, Operation } from '../../contracts/operation.ts';
import type { Implementation } from '../core/dialect.ts';
import type { Fields } from '../core/fields.ts';
import type { Answer, Deliver } from './answer.ts';
import type { Arrival } from './arrival.ts';

/** A row with its name and handler, as the pipeline chooses among those that share a path and a method. */
export interface Route {
  /** `compute.flavors.create` would be ambiguous without its table; the name within the table is enough for logs. */
  name: string;
  row: Operation;
  handler: (request: unknown) => unknown;
}
export interface Matched {
  implementation: Implementation;
  routes: readonly Route[];
  params: Record<string, string>;
}
export interface Bindings {
  arrival: Arrival;
  headers: Fields;
  deliver: Deliver;
}
export type Env = { Bindings: Bindings; Variables: { allow?: readonly Method[] } };
type Serve = (c: HonoContext<Env>, matched: Matched) => Promise<Answer>;
type Unrouted = (c: HonoContext<Env>, implementation: Implementation | undefined, allow: readonly Method[] | undefined) => Promise<Answer>;

/** @param serve answers a request that has rows; @param unrouted one that has none for its path or its method */
export function mount(implementations: readonly Implementation[], serve: Serve, unrouted: Unrouted): Hono<Env> {
  const app = new Hono<Env>({ getPath: (_request, options) => pathOf((options as { env: Bindings }).env.arrival, implementations) });
  for (const implementation of implementations.flatMap((one) => [one, ...(one.editions ?? [])])) {
    for (const root of [implementation.service.root, ...(implementation.aliases ?? [])]) {
      for (const [path, byMethod] of paths(implementation, root)) {
        const allow = [...byMethod.keys()];
        app.all(path, async (c, next) => {
          const method = c.req.raw.method as Method;
          const routes = byMethod.get(method) ?? (method === 'HEAD' && implementation.dialect.headIsGet ? byMethod.get('GET') : undefined);
          if (routes) return c.env.deliver(await serve(c, { implementation, routes, params: c.req.param() }));
          c.set('allow', [...(c.get('allow') ?? []), ...allow]);
          return next();
        });
      }
    }
  }
  // what goes wrong is answered in the pipeline; a connection that breaks is thrown, as `fetch` does
  app.onError((error) => {
    throw error;
  });
  app.notFound(async (c) => c.env.deliver(await unrouted(c, spokenTo(implementations, c.env.arrival), c.get('allow'))));
  return app;
}

/** The service, or that version of it whose root the path is below. */
function spokenTo(implementations: readonly Implementation[], { service, path }: Arrival): Implementation | undefined {
  const found = implementations.find((one) => one.service === service);
  return found?.editions?.find(({ service: { root } }) => path === root || path.startsWith(`${root}/`)) ?? found;
}

function pathOf({ service, path }: Arrival, implementations: readonly Implementation[]): string {
  const loose = path.length > 1 && path.endsWith('/') && implementations.some((one) => one.service === service && one.dialect.looseSlash);
  return (service?.prefix ?? '') + (loose ? path.slice(0, -1) : path);
}

/** Hono's path > method > the rows that share them. Fixed paths come before those with parameters. */
function paths({ service, dialect, resources }: Implementation, root: string): Map<string, Map<Method, Route[]>> {
  const table = new Map<string, Map<Method, Route[]>>();
  for (const { table: rows, handlers } of resources) {
    for (const [name, row] of Object.entries(rows)) {
      const path = (service.prefix + (row.root ?? root) + row.path).replaceAll(/\{(\w+)\}/g, ':$1');
      for (const spelling of dialect.looseDashes ? spellings(path) : [path]) {
        const byMethod = table.get(spelling) ?? new Map<Method, Route[]>();
        table.set(spelling, byMethod);
        byMethod.set(row.method, [...(byMethod.get(row.method) ?? []), { name, row, handler: handlers[name] as Route['handler'] }]);
      }
    }
  }
  return new Map([...table].toSorted(([a], [b]) => Number(a.includes(':')) - Number(b.includes(':'))));
}
/** A path with its collections written in every way; what comes after a collection and an id, if it is no collection, stays. */
function spellings(path: string): Set<string> {
  const written = (from: string, to: string): string => path.replaceAll(/(?<=\/)[a-z][\w-]*s(?=\/|$)/g, (collection) => collection.replaceAll(from, to));
  return new Set([path, written('-', '_'), written('_', '-')]);
}
