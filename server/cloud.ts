/** A cloud in this process: every service, any number of worlds, listening or not. */
import type { ServiceType } from '../contracts/service.ts';
import { FileBlobs } from './core/blobs.ts';
import { type Clock, realClock } from './core/clock.ts';
import { Ids } from './core/ids.ts';
import { firstDue } from './core/lifecycle.ts';
import { type ProfileName, profiles } from './core/profiles.ts';
import type { World } from './core/world.ts';
import { type Listener, arrive } from './http/arrival.ts';
import { health } from './http/health.ts';
import { type Socket, listen, reachable } from './http/listen.ts';
import { mount } from './http/mount.ts';
import { type Surroundings, serve, serveUnrouted } from './http/pipeline.ts';
import { authenticate } from './identity/authenticate.ts';
import { defaultSeed, loadSeed } from './seed.ts';
import { implementations } from './services.ts';
import { MemoryStore } from './store/memory.ts';
import { SqliteStore } from './store/sqlite.ts';

export interface CloudOptions {
  /** SQLite file that keeps the cloud; in memory without one. */
  data?: string;
  /** Seed as YAML text; `none` for an empty cloud. Only read when the data is new. */
  seed?: string;
  profile?: ProfileName;
  /** The real one unless another is given. */
  clock?: Clock;
  /** Random ones unless others are given. */
  ids?: Ids;
  /** Told of what should never happen. */
  onBug?: (error: unknown, request: { method: string; path: string }) => void;
  /** Told of every answer. */
  onAnswer?: (request: { method: string; path: string }, status: number, milliseconds: number) => void;
}
export interface Cloud {
  /** Answers a request without a socket; services by path: `http://any.host/identity/v3`. */
  fetch: (request: Request) => Promise<Response>;
  /** Opens sockets. Without `ports`, one for all services by path. */
  listen: (options?: { host?: string; port?: number; ports?: Partial<Record<ServiceType, number>> }) => Promise<Listening>;
  world: World;
  close: () => Promise<void>;
}
export interface Listening {
  /** Where Keystone is: for OS_AUTH_URL. */
  authUrl: string;
  ports: Partial<Record<ServiceType, number>>;
  port?: number;
  close: () => Promise<void>;
}

/** @throws CloudError on a seed that does not hold, Error on data that cannot be opened */
export async function createCloud(options: CloudOptions = {}): Promise<Cloud> {
  const world: World = {
    name: 'default',
    store: options.data === undefined ? new MemoryStore() : new SqliteStore(options.data),
    blobs: new FileBlobs(options.data && `${options.data}.blobs`),
    clock: options.clock ?? realClock,
    ids: options.ids ?? new Ids(),
    profile: profiles[options.profile ?? 'instant'],
    nextDue: Infinity,
  };
  try {
    await loadSeed(world, options.seed ?? defaultSeed());
  } catch (error) {
    await world.store.close();
    throw error;
  }
  world.nextDue = await firstDue(world);

  const surroundings: Surroundings = {
    implementations,
    lifeCycles: implementations.flatMap(({ lifeCycles = [] }) => lifeCycles),
    world: async (name) => (name === world.name ? world : undefined),
    authenticate,
    onBug: (error, { about }) => (options.onBug ?? report)(error, about),
  };
  const app = mount(
    implementations,
    (c, matched) => serve(c, matched, surroundings),
    (c, implementation, allow) => serveUnrouted(c, implementation, allow, surroundings),
  );
  const services = implementations.map(({ service }) => service);
  const answer = async (request: Request, listener: Listener = {}): Promise<Response> => {
    const arrival = arrive(request.url, undefined, services, listener);
    return arrival.path === '/healthcheck' ? health(request) : app.fetch(request, { arrival });
  };
  const fetch = options.onAnswer ? timed(answer, options.onAnswer) : answer;

  const opened: Listening[] = [];
  return {
    fetch: (request) => fetch(request),
    async listen(where = {}) {
      const listening = await open(fetch, where);
      opened.push(listening);
      return listening;
    },
    world,
    async close() {
      for (const listening of opened) await listening.close();
      await world.store.close();
      await world.blobs.close();
    },
  };
}
const report = (error: unknown, { method, path }: { method: string; path: string }): void => {
  console.error(`${method} ${path}:`, error);
};

type Fetch = (request: Request, listener?: Listener) => Promise<Response>;
const timed =
  (fetch: Fetch, tell: CloudOptions['onAnswer'] & {}): Fetch =>
  async (request, listener) => {
    const start = performance.now();
    const response = await fetch(request, listener);
    tell({ method: request.method, path: new URL(request.url).pathname }, response.status, performance.now() - start);
    return response;
  };

/** The ports that the services are known by, each moved up by `base`. */
export const nativePorts = (base = 0): Partial<Record<ServiceType, number>> =>
  Object.fromEntries(implementations.map(({ service }) => [service.type, base + service.port]));

async function open(fetch: Fetch, { host = '127.0.0.1', port, ports }: Parameters<Cloud['listen']>[0] & {}): Promise<Listening> {
  const sockets: Socket[] = [];
  const close = async (): Promise<void> => void (await Promise.all(sockets.map((socket) => socket.close())));
  const bind = async (listener: Listener, wanted: number): Promise<number> => {
    const socket = await listen((request) => fetch(request, listener), host, wanted);
    sockets.push(socket);
    return socket.port;
  };
  try {
    const bound: Partial<Record<ServiceType, number>> = {};
    for (const [service, wanted] of Object.entries(ports ?? {}) as [ServiceType, number][]) bound[service] = await bind({ service, ports: bound }, wanted);
    const shared = port !== undefined || !ports ? await bind({}, port ?? 0) : undefined;
    const authUrl = bound.identity ? `http://${reachable(host)}:${bound.identity}/v3` : `http://${reachable(host)}:${shared}/identity/v3`;
    return { authUrl, ports: bound, close, ...(shared !== undefined && { port: shared }) };
  } catch (error) {
    await close();
    throw error;
  }
}
