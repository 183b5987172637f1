/**
 * Consoles of servers. https://docs.openstack.org/api-ref/compute/#server-consoles-servers-remote-consoles
 * Follows `nova/api/openstack/compute/remote_consoles.py`, `console_output.py`, and the fake hypervisor, which prints always the same and has
 * VNC only. Nothing listens where the URL leads.
 */
import { serverConsoles as table } from '../../contracts/compute/server-consoles.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { checkHost } from './server-checks.ts';
import { serverOf } from './server-lookup.ts';

const PRINTED = ['FAKE CONSOLE OUTPUT', 'ANOTHER', 'LAST LINE'];
type OnServer = Context & { params: { server_id: string } };

export const serverConsoleHandlers = implement(table, {
  output: async (request) => {
    checkHost(await serverOf(request));
    const { length } = request.body['os-getConsoleOutput'];
    const lines = length === undefined || length === null || length < 0 ? PRINTED : PRINTED.slice(Math.max(0, PRINTED.length - length));
    return { output: lines.join('\n') };
  },
  vnc: async (request) => consoleOf(request, request.body['os-getVNCConsole'].type),
  spice: async (request) => consoleOf(request, request.body['os-getSPICEConsole'].type),
  serial: async (request) => consoleOf(request, request.body['os-getSerialConsole'].type),
  create: async (request) => {
    const { protocol, type } = request.body.remote_console;
    if (protocol === 'rdp') throw badRequest('Unavailable console type rdp.');
    return { remote_console: { protocol, type, url: await urlOf(request, protocol === 'vnc' ? type : `${protocol}/${type}`, type) } };
  },
});

const consoleOf = async (request: OnServer, type: string) => ({ console: { type, url: await urlOf(request, type, type) } });

async function urlOf(request: OnServer, wanted: string, type: string): Promise<string> {
  checkHost(await serverOf(request));
  if (wanted !== 'novnc') throw badRequest(`Unavailable console type ${type}.`);
  const { hostname } = new URL(request.origin);
  return `http://${hostname}:6080/vnc_auto.html?path=%3Ftoken%3D${request.world.ids.uuid()}`;
}
