/** A cloud in this process: every service, any number of worlds, listening or not. */
import { serve as listen } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { ServiceType } from '../contracts/service.ts';
import { FileBlobs } from './core/blobs.ts';
import { realClock } from './core/clock.ts';
import { Ids } from './core/ids.ts';
import { firstDue } from './core/lifecycle.ts';
import { type ProfileName, profiles } from './core/profiles.ts';
import type { World } from './core/world.ts';
import { type Listener, arrive } from './http/arrival.ts';
import { mount } from './http/mount.ts';
import { type Surroundings, serve, serveUnrouted } from './http/pipeline.ts';
import { authenticate } from './identity/authenticate.ts';
import { defaultSeed, loadSeed } from './seed.ts';
import { implementations } from './services.ts';
import { SqliteStore } from './store/sqlite.ts';

export interface CloudOptions {
  /** SQLite file that keeps the cloud; in memory without one. */
  data?: string;
  /** Seed as YAML text; `none` for an empty cloud. Only read when the data is new. */
  seed?: string;
  profile?: ProfileName;
  /** Told of what should never happen. */
  onBug?: (error: unknown, request: { method: string; path: string }) => void;
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
    store: new SqliteStore(options.data),
    blobs: new FileBlobs(options.data && `${options.data}.blobs`),
    clock: realClock,
    ids: new Ids(),
    profile: profiles[options.profile ?? 'instant'],
    nextDue: Infinity,
  };
  await loadSeed(world, options.seed ?? defaultSeed());
  world.nextDue = await firstDue(world);

  const surroundings: Surroundings = {
    implementations,
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
  const fetch = async (request: Request, listener: Listener = {}): Promise<Response> =>
    app.fetch(request, { arrival: arrive(request.url, undefined, services, listener) });

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
async function open(fetch: Fetch, { host = '127.0.0.1', port, ports }: Parameters<Cloud['listen']>[0] & {}): Promise<Listening> {
  const servers: Awaited<ReturnType<typeof socket>>[] = [];
  const bound: Partial<Record<ServiceType, number>> = {};
  try {
    for (const [service, wanted] of Object.entries(ports ?? {}) as [ServiceType, number][]) {
      const server = await socket((request) => fetch(request, { service, ports: bound }), host, wanted);
      servers.push(server);
      bound[service] = server.port;
    }
    const shared = port !== undefined || !ports ? await socket((request) => fetch(request), host, port ?? 0) : undefined;
    if (shared) servers.push(shared);
    const authUrl = bound.identity ? `http://${name(host)}:${bound.identity}/v3` : `http://${name(host)}:${shared?.port}/identity/v3`;
    const close = async (): Promise<void> => void (await Promise.all(servers.map((server) => server.close())));
    return { authUrl, ports: bound, close, ...(shared && { port: shared.port }) };
  } catch (error) {
    await Promise.all(servers.map((server) => server.close()));
    throw error;
  }
}
/** An address to reach a listener at. */
const name = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host);

async function socket(fetch: (request: Request) => Promise<Response>, hostname: string, port: number): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname, port }, (address: AddressInfo) =>
      resolve({
        port: address.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
    server.once('error', reject);
  });
}
