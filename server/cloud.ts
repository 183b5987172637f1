/** A cloud in this process: every service, any number of worlds, listening or not. */
import packageJson from '../package.json' with { type: 'json' };
import type { Place } from '../contracts/service.ts';
import { controls } from './control/index.ts';
import type { Worlds } from './control/registry.ts';
import { type Opening, openWorlds } from './control/open.ts';
import { ADMIN_PORTS, type Era } from './core/eras.ts';
import type { Fields } from './core/fields.ts';
import { Ids } from './core/ids.ts';
import { stepsOf } from './core/lifecycle.ts';
import type { World } from './core/world.ts';
import type { Answer, Deliver } from './http/answer.ts';
import { type Listener, arrive } from './http/arrival.ts';
import { isControl, mountControl } from './http/control.ts';
import { toResponse } from './http/deliver.ts';
import type { Exchange } from './http/exchange.ts';
import { guard, isLoopback } from './http/guard.ts';
import { health } from './http/health.ts';
import { type Socket, listen, reachable } from './http/listen.ts';
import { Metrics } from './http/metrics.ts';
import { mount } from './http/mount.ts';
import { type Surroundings, serve, serveUnrouted } from './http/pipeline.ts';
import { authenticate } from './identity/authenticate.ts';
import { defaultSeed } from './seed.ts';
import { implementations } from './services.ts';

export interface CloudOptions extends Partial<Opening> {
  /** What requests to the control API have to bring. Without it, listeners beyond this machine ask for a random one: see `controlToken`. */
  controlToken?: string;
  /** Told of what should never happen. */
  onBug?: (error: unknown, request: { method: string; path: string }) => void;
  /** Told of every answer of a service. */
  onAnswer?: (answer: Answered) => void;
}
export interface Answered {
  world: string;
  service: string;
  /** `compute.servers.create`; undefined where no row is for the request. */
  operation: string | undefined;
  method: string;
  path: string;
  request_id: string;
  status: number;
  milliseconds: number;
}
export interface Cloud {
  /** Answers a request without a socket; services by path: `http://any.host/identity/v3`. */
  fetch: (request: Request) => Promise<Response>;
  /** Opens sockets. Without `ports`, one for all services by path. */
  listen: (options?: { host?: string; port?: number; ports?: Partial<Record<Place, number>> }) => Promise<Listening>;
  /** The one at `/`, as it is now: another after a reset. */
  readonly world: World;
  worlds: Worlds;
  /** What the control API asks for beyond this machine. */
  controlToken: string;
  close: () => Promise<void>;
}
export interface Listening {
  /** Where Keystone is: for OS_AUTH_URL. */
  authUrl: string;
  ports: Partial<Record<Place, number>>;
  port?: number;
  close: () => Promise<void>;
}

/** @throws CloudError on a seed that does not hold, Error on data that cannot be opened */
export async function createCloud(options: CloudOptions = {}): Promise<Cloud> {
  const seed = options.seed ?? defaultSeed(options.era);
  const worlds = await openWorlds({ ...options, seed });
  const controlToken = options.controlToken ?? new Ids().hex();

  const tokenOf = ({ host = '' }: Listener): string | undefined => (options.controlToken === undefined && isLoopback(host) ? undefined : controlToken);

  const lifeCycles = implementations.flatMap(({ lifeCycles: own = [] }) => own);
  const metrics = new Metrics(() => ({ all: worlds.size, resident: worlds.resident }));
  const onBug = options.onBug ?? report;
  const surroundings: Surroundings = {
    implementations,
    lifeCycles,
    enter: (name) => worlds.enter(name),
    leave: (world) => worlds.leave(world),
    authenticate,
    mayBreak: ({ request, arrival: { listener } }) => guard(request, listener, tokenOf(listener)),
    onAnswer(exchange, answer, took) {
      metrics.count(exchange, answer, took);
      options.onAnswer?.(answered(exchange, answer, took));
    },
    onBug: (error, { about }) => onBug(error, about),
  };
  const app = mount(
    implementations,
    (c, matched) => serve(c, matched, surroundings),
    (c, implementation, allow) => serveUnrouted(c, implementation, allow, surroundings),
  );
  const services = implementations.map(({ service }) => service);
  const control = mountControl({
    controls,
    controlled: { worlds, seed, era: options.era ?? 'modern', version: packageJson.version, steps: stepsOf(lifeCycles), metrics: () => metrics.text() },
    tokenOf,
    onBug: (error, { method, url }) => onBug(error, { method, path: new URL(url).pathname }),
  });
  const fetch: Fetch = async (request, listener, headers, deliver) => {
    if (isControl(request.url)) return control(request, listener);
    const arrival = arrive(request.url, undefined, services, listener);
    return arrival.path === '/healthcheck' ? health(request) : app.fetch(request, { arrival, headers, deliver });
  };

  const opened: Listening[] = [];
  return {
    fetch: async (request) => fetch(request, {}, Object.fromEntries(request.headers), toResponse),
    async listen(where = {}) {
      const listening = await open(fetch, where);
      opened.push(listening);
      return listening;
    },
    get world() {
      return worlds.entry('default').world as World;
    },
    worlds,
    controlToken,
    async close() {
      for (const listening of opened) await listening.close();
      await worlds.close();
    },
  };
}
const answered = ({ world, implementation, operation, about, request }: Exchange, { status }: Answer, milliseconds: number): Answered => ({
  world: world.name,
  service: implementation.service.type,
  operation,
  method: about.method,
  path: new URL(request.url).pathname,
  request_id: about.requestId,
  status,
  milliseconds,
});
const report = (error: unknown, { method, path }: { method: string; path: string }): void => {
  console.error(`${method} ${path}:`, error);
};

type Fetch = (request: Request, listener: Listener, headers: Fields, deliver: Deliver) => Promise<Response>;

/** The ports that the services are known by at a time, each moved up by `base`. */
export function nativePorts(base = 0, era: Era = 'modern'): Partial<Record<Place, number>> {
  const admin = ADMIN_PORTS[era];
  const ports = implementations.map(({ service }) => [service.type, base + service.port]);
  return Object.fromEntries([...ports, ...(admin === undefined ? [] : [['identity-admin', base + admin]])]) as Partial<Record<Place, number>>;
}

async function open(fetch: Fetch, { host = '127.0.0.1', port, ports }: Parameters<Cloud['listen']>[0] & {}): Promise<Listening> {
  const sockets: Socket[] = [];
  const close = async (): Promise<void> => void (await Promise.all(sockets.map((socket) => socket.close())));
  const bind = async (listener: Listener, wanted: number): Promise<number> => {
    const socket = await listen((request, headers, deliver) => fetch(request, listener, headers, deliver), host, wanted);
    sockets.push(socket);
    return socket.port;
  };
  try {
    const bound: Partial<Record<Place, number>> = {};
    for (const [service, wanted] of Object.entries(ports ?? {}) as [Place, number][]) bound[service] = await bind({ host, service, ports: bound }, wanted);
    const shared = port !== undefined || !ports ? await bind({ host }, port ?? 0) : undefined;
    const authUrl = bound.identity ? `http://${reachable(host)}:${bound.identity}/v3` : `http://${reachable(host)}:${shared}/identity/v3`;
    return { authUrl, ports: bound, close, ...(shared !== undefined && { port: shared }) };
  } catch (error) {
    await close();
    throw error;
  }
}
