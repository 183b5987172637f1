/** The way of a request, as a list of named steps. Each service says in which order it takes them (`dialect.order`). */
import type { Context as HonoContext } from 'hono';
import { z } from 'zod';
import { at, within } from '../../contracts/microversion.ts';
import type { Method } from '../../contracts/operation.ts';
import type { Service } from '../../contracts/service.ts';
import type { About, Dialect, Implementation, Step } from '../core/dialect.ts';
import { CloudError, badRequest, gone, notFound, notImplemented, tooLarge } from '../core/errors.ts';
import { field } from '../core/fields.ts';
import { type AnyLifeCycle, settle, transact } from '../core/lifecycle.ts';
import { look } from '../core/polling.ts';
import type { Caller } from '../core/policy.ts';
import type { Rows } from '../core/store.ts';
import type { Scope, World } from '../core/world.ts';
import { type Answer, answer, document, nowhere, refuse } from './answer.ts';
import { check } from './compiled.ts';
import { Exchange } from './exchange.ts';
import { faultOf, suffer } from './faults.ts';
import { lenient } from './lenient.ts';
import type { Env, Matched } from './mount.ts';
import { readQuery } from './query.ts';
import { record } from './record.ts';
import { violations } from './schema-text.ts';
import { textOf } from './text.ts';
import { tooDeep } from './depth.ts';
import { negotiate } from './version.ts';

/** What the pipeline needs of the cloud around it. */
export interface Surroundings {
  implementations: readonly Implementation[];
  lifeCycles: readonly AnyLifeCycle[];
  /** The world for one request, which gives it back with `leave`. */
  enter: (name: string) => World | Promise<World | undefined>;
  leave: (world: World) => void;
  /** Keystone's word on a token: undefined when it does not hold. @throws CloudError with what it has lost */
  authenticate: (scope: Scope, token: string, asked: { service: Service; about: About }) => Promise<Caller | undefined>;
  /** Throws for a listener on which a request may not bring its own faults. */
  mayBreak: (exchange: Exchange) => void;
  /** Told of every answer, and how many milliseconds it took. */
  onAnswer: (exchange: Exchange, answer: Answer, took: number) => void;
  /** Told of what should never happen. */
  onBug: (error: unknown, exchange: Exchange) => void;
}

/** Answers a request whose path and method have rows. */
export async function serve(c: HonoContext<Env>, matched: Matched, surroundings: Surroundings): Promise<Answer> {
  return attempt(c, matched.implementation, surroundings, async (exchange) => {
    exchange.take(matched);
    for (const step of matched.implementation.dialect.order) {
      const taking = steps[step](exchange, surroundings);
      // a step that has nothing to wait for costs no turn
      if (taking) await taking;
    }
    const effect = faultOf(exchange, surroundings.mayBreak);
    exchange.fault = effect !== undefined;
    const served = async (): Promise<Answer> => answer(exchange, await handle(exchange));
    return effect ? suffer(effect, exchange, served) : served();
  });
}

/** Answers a request that no row is for: 404, 405 or, where the service asks for a token first, 401. */
export async function serveUnrouted(
  c: HonoContext<Env>,
  implementation: Implementation | undefined,
  allow: readonly Method[] | undefined,
  surroundings: Surroundings,
): Promise<Answer> {
  if (!implementation) return nowhere(`No service is at ${c.env.arrival.path}`);
  return attempt(c, implementation, surroundings, async (exchange) => {
    const { dialect } = implementation;
    const { root, path } = exchange.about;
    const inside = root !== '' && path.length > root.length + 1;
    if (readsAnyway(exchange)) await steps.read(exchange, surroundings);
    if (dialect.outside && !inside) return document(exchange, dialect.outside(exchange.about));
    if (root) for (const step of beforeRouting(dialect)) await steps[step](exchange, surroundings);
    throw dialect.unrouted(exchange.about, allow);
  });
}

/** Does the service look at whatever body comes with a change, wherever it is sent? */
const readsAnyway = ({ dialect, about }: Exchange): boolean => dialect.readsAll === true && CHANGES.has(about.method);

/** What comes before the routing holds below the API roots only: a path outside of them is nobody's secret. */
const beforeRouting = ({ order }: Dialect): readonly Step[] => {
  const token = order.indexOf('authenticate');
  return token >= 0 && order.slice(0, token).every((step) => step === 'weigh') ? order.slice(0, token + 1) : [];
};

/** Everything that is the same for whatever is asked: the world, what is due in it, errors, the journal. */
async function attempt(
  c: HonoContext<Env>,
  implementation: Implementation,
  surroundings: Surroundings,
  work: (exchange: Exchange) => Promise<Answer>,
): Promise<Answer> {
  const { arrival } = c.env;
  const { lifeCycles } = surroundings;
  const world = await surroundings.enter(arrival.world);
  if (!world) return nowhere(`No world is named ${arrival.world}`);
  try {
    const started = performance.now();
    if (world.nextDue !== Infinity && implementation.lifeCycles) await look(world, lifeCycles, c.req.raw, field(c.env.headers, 'x-auth-token'));
    const exchange = new Exchange(c.req.raw, c.env, implementation, world);
    let made: Answer;
    try {
      if (world.nextDue !== Infinity) await settle(world, lifeCycles, exchange.happened);
      made = await work(exchange);
    } catch (error) {
      if (!(error instanceof CloudError)) surroundings.onBug(error, exchange);
      made = refuse(exchange, error);
    }
    const took = performance.now() - started;
    if (world.journal.most) record(exchange, made, took);
    surroundings.onAnswer(exchange, made, took);
    if (world.clock.mode !== 'real') made.headers['Date'] = new Date(world.clock.now()).toUTCString();
    return made;
  } finally {
    surroundings.leave(world);
  }
}

const CHANGES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const steps: Record<Step, (exchange: Exchange, surroundings: Surroundings) => void | Promise<void>> = {
  /** Refuses a large body before anything else is looked at. */
  weigh(exchange) {
    exchange.dialect.admit?.(exchange.about);
    if (Number(exchange.header('content-length') ?? 0) > exchange.dialect.maxBody) throw oversized();
  },

  /** A bad token is refused even where none is needed. */
  async authenticate(exchange, { authenticate }) {
    const token = exchange.header('x-auth-token');
    const { world, dialect, about, implementation } = exchange;
    const ask = async (given: string): Promise<Caller | undefined> =>
      world.store.read((rows) => authenticate({ world, rows, now: exchange.now }, given, { service: implementation.service, about }));
    const caller = token === undefined ? undefined : await ask(token).catch((error: unknown) => without(error, dialect));
    if (caller) exchange.caller = caller;
    else if (!exchange.open) throw dialect.unauthorized(exchange.about);
    exchange.routed = exchange.routes.length > 0;
  },

  negotiate(exchange) {
    const { versions } = exchange.implementation.service;
    if (versions && !exchange.about.relaxed) exchange.about.version = negotiate(exchange, versions);
  },

  /** A project id in the URL has to be the token's. */
  address({ arrival: { project }, caller, dialect }) {
    if (project === undefined || project === caller.project_id) return;
    throw badRequest(dialect.misaddressed ?? `Malformed request URL: URL's project_id '${project}' doesn't match Context's project_id '${caller.project_id}'`);
  },

  /** Microversions: 404 for what the version lacks. */
  route(exchange) {
    const { version } = exchange.about;
    const inRange = exchange.routes.filter(({ row }) => within(version, row));
    if (!inRange.length) throw notFound('The resource could not be found.');
    exchange.routes = inRange;
  },

  /** Rows that share a URL are told apart by the key of the body. */
  choose(exchange) {
    exchange.choose();
  },

  async read(exchange) {
    const row = exchange.routes[0]?.row as { body?: unknown; action?: string; mediaType?: string; bodiless?: true } | undefined;
    if (row?.bodiless && exchange.dialect.unexpectedBody && (await textOf(exchange)) !== '') throw exchange.dialect.unexpectedBody();
    const idle = !row?.body && row?.action === undefined && !readsAnyway(exchange);
    if (idle || row?.mediaType === 'application/octet-stream') return;
    const text = await textOf(exchange);
    if (text === undefined) throw oversized();
    // what the service says of broken JSON, it says of what no parser gets to the end of
    exchange.text = text;
    exchange.input = exchange.dialect.parse(tooDeep(text) ? '' : text, exchange.header('content-type'), exchange.about);
  },

  validate(exchange) {
    const { row, dialect, about } = exchange;
    if (dialect.handlersValidate) {
      exchange.body = exchange.input;
      return;
    }
    const parse = (schema: z.ZodType, input: unknown, where: 'body' | 'query'): unknown => {
      const atVersion = about.relaxed ? lenient(at(schema, about.version)) : at(schema, about.version);
      const parsed = check(atVersion, input);
      if (parsed.success) return parsed.data;
      throw dialect.invalid(violations(atVersion, parsed.error, input), where, input, row, about);
    };
    if (row.body && row.mediaType !== 'application/octet-stream') exchange.body = parse(row.body, exchange.input, 'body');
    if (row.query) exchange.query = parse(row.query, readQuery(exchange.request.url, at(row.query, about.version)), 'query');
  },

  authorize(exchange) {
    if (exchange.row.policy && !exchange.row.late) exchange.enforce();
  },
};

/** Nobody, unless the service says why. */
function without(error: unknown, { explainsTokens }: Dialect): undefined {
  if (explainsTokens || !(error instanceof CloudError)) throw error;
}

/** oslo.middleware's word, its unfilled blank included. */
const oversized = (): CloudError => tooLarge('Request is too large. Larger than max_request_body_size (%s).', { type: 'webob' });

/** Runs the handler: reads together, changes in one transaction, bytes outside of one. */
async function handle(exchange: Exchange): Promise<unknown> {
  const { route, row, world, about } = exchange;
  if (row.gone && within(about.version, { since: row.gone })) throw gone('This resource is no longer available. No forwarding address is given.');
  if (!route.handler) throw notImplemented(`${exchange.implementation.service.name} ${row.method} ${row.path} is not emulated.`);
  const run = async (rows: Rows): Promise<unknown> => {
    try {
      return await route.handler(exchange.context(rows));
    } catch (error) {
      // thrown where it does not undo the transaction
      if (error instanceof CloudError && error.details.kept) return error;
      throw error;
    }
  };
  const reads = row.reads ?? (row.method === 'GET' || row.method === 'HEAD' || row.mediaType === 'application/octet-stream');
  const result = await (reads ? world.store.read(run) : transact(world, run, exchange.happened));
  if (result instanceof CloudError) throw result;
  if (row.late && row.policy && !exchange.enforced) throw new Error(`${route.name} never asked for ${row.policy}`);
  return result;
}
