/**
 * Consoles of servers. https://docs.openstack.org/api-ref/compute/#server-consoles-servers-remote-consoles
 * Follows `nova/api/openstack/compute/remote_consoles.py`, `console_output.py`, and the fake hypervisor, which prints always the same and has
 * VNC only. Nothing listens where the URL leads.
 */
import { demands } from '../../contracts/compute/server-demands.ts';
import { serverConsoles as table } from '../../contracts/compute/server-consoles.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { unexplained } from './console-auth-tokens.ts';
import { issue } from './console-tokens.ts';
import { checkState } from './server-checks.ts';
import { type OnServer, serverOf } from './server-lookup.ts';
import { type ServerRow, servers } from './server-rows.ts';

const DEMANDS = { vnc: demands.vncConsole, spice: demands.spiceConsole, serial: demands.serialConsole, mks: demands.mksConsole };
const PRINTED = ['FAKE CONSOLE OUTPUT', 'ANOTHER', 'LAST LINE'];

export const serverConsoleHandlers = implement(table, {
  output: async (request) => {
    checkState(request, await serverOf(request), demands.consoleOutput);
    const { length } = request.body['os-getConsoleOutput'];
    // upstream counts from the end, so that less than none leaves out the first lines
    const lines = length === undefined || length === null ? PRINTED : length === 0 ? [] : PRINTED.slice(-length);
    return { output: lines.join('\n') };
  },
  vnc: async (request) => consoleOf(request, request.body['os-getVNCConsole'].type, 'vnc'),
  spice: async (request) => consoleOf(request, request.body['os-getSPICEConsole'].type, 'spice'),
  serial: async (request) => consoleOf(request, request.body['os-getSerialConsole'].type, 'serial'),
  rdp: () => {
    throw unexplained();
  },
  create: async (request) => {
    const { protocol, type } = request.body.remote_console;
    const server = await serverOf(request);
    if (protocol === 'rdp') throw unexplained();
    checkState(request, server, DEMANDS[protocol as keyof typeof DEMANDS]);
    if (protocol === 'vnc' && type !== 'novnc') return refuse(request, server, `Invalid console type ${type}`);
    if (protocol !== 'vnc') return refuse(request, server, unavailable(type));
    return { remote_console: { protocol, type, url: await urlFor(request, server) } };
  },
});

/** The hypervisor's refusal is a fault of the server's, though nothing is wrong with it. */
async function refuse(request: Context, server: ServerRow, message: string): Promise<never> {
  server.fault = { code: 400, created: request.now, message };
  await request.rows.update(servers, server);
  throw badRequest(message, { kept: true });
}
const unavailable = (type: string): string => `Unavailable console type ${type}.`;

async function consoleOf(request: OnServer, type: string, protocol: keyof typeof DEMANDS) {
  const server = await serverOf(request);
  checkState(request, server, DEMANDS[protocol]);
  if (type !== 'novnc') return refuse(request, server, unavailable(type));
  return { console: { type, url: await urlFor(request, server) } };
}
async function urlFor(request: Context, { id }: ServerRow): Promise<string> {
  const { hostname } = new URL(request.origin);
  return `http://${hostname}:6080/vnc_auto.html?path=%3Ftoken%3D${await issue(request, id)}`;
}
