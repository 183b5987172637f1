/** Sockets. */
import type { ServerResponse } from 'node:http';
import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server';
import type { Fields } from '../core/fields.ts';
import type { Deliver } from './answer.ts';
import { send } from './deliver.ts';
import { tolerateStrayBytes } from './stray-bytes.ts';

export interface Socket {
  port: number;
  close: () => Promise<void>;
}
/** How long answers under way may take when a socket closes. */
const GRACE = 2000;

/** @throws Node's error of `listen()`: EADDRINUSE, EACCES... */
export async function listen(
  fetch: (request: Request, headers: Fields, deliver: Deliver) => Promise<Response>,
  hostname: string,
  port: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const onSocket = async (request: Request, { incoming, outgoing }: HttpBindings | Http2Bindings): Promise<Response> =>
      fetch(request, incoming.headers, async (answer) => send(outgoing as ServerResponse, answer));
    // Request and Response stay those of whoever has this cloud in a process
    const server = serve({ fetch: onSocket, hostname, port, overrideGlobalObjects: false }, (address) =>
      resolve({
        port: address.port,
        close: async () =>
          new Promise((closed) => {
            const drop = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE);
            server.close(() => {
              clearTimeout(drop);
              closed();
            });
          }),
      }),
    );
    tolerateStrayBytes(server);
    server.on('error', reject);
  });
}

/** A host to reach a listener at, as a URL has it. */
export const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};
