/** https://docs.openstack.org/api-ref/compute/#server-consoles-servers-remote-consoles */
import { z } from 'zod';
import { flexInteger, types } from '../json-schema.ts';
import { changes } from '../microversion.ts';
import { action, post, resource } from '../operation.ts';

const PATH = '/servers/{server_id}/action';
const policy = 'os_compute_api:os-remote-consoles';
const Console = z.object({ console: z.object({ type: z.string(), url: z.string() }) });
const errors = [400, 403, 404, 409];
const PROTOCOLS = ['vnc', 'spice', 'serial', 'rdp'] as const;
const TYPES = ['novnc', 'xvpvnc', 'spice-html5', 'serial', 'rdp-html5'] as const;
const wanted = (protocol: z.ZodType<string>, type: z.ZodType<string>) => z.strictObject({ remote_console: z.strictObject({ protocol, type }) });

export const serverConsoles = resource({
  output: action(PATH, 'os-getConsoleOutput', {
    policy: 'os_compute_api:os-console-output',
    late: true,
    body: z.strictObject({
      'os-getConsoleOutput': z.strictObject({
        length: types(['integer', 'string', 'null'], flexInteger({ pattern: '^-?[0-9]+$', min: -1 }).nullable()).optional(),
      }),
    }),
    status: 200,
    returns: z.object({ output: z.string() }),
    errors,
  }),
  vnc: action(PATH, 'os-getVNCConsole', {
    until: '2.5',
    policy,
    body: z.strictObject({ 'os-getVNCConsole': z.strictObject({ type: z.enum(['novnc', 'xvpvnc']) }) }),
    late: true,
    status: 200,
    returns: Console,
    errors,
  }),
  spice: action(PATH, 'os-getSPICEConsole', {
    until: '2.5',
    policy,
    body: z.strictObject({ 'os-getSPICEConsole': z.strictObject({ type: z.enum(['spice-html5']) }) }),
    late: true,
    status: 200,
    returns: Console,
    errors,
  }),
  serial: action(PATH, 'os-getSerialConsole', {
    until: '2.5',
    policy,
    body: z.strictObject({ 'os-getSerialConsole': z.strictObject({ type: z.enum(['serial']) }) }),
    late: true,
    status: 200,
    returns: Console,
    errors,
  }),
  /** There is none any more. */
  rdp: action(PATH, 'os-getRDPConsole', {
    until: '2.5',
    body: z.strictObject({ 'os-getRDPConsole': z.strictObject({ type: z.enum(['rdp-html5']) }) }),
    status: 200,
    errors,
  }),
  create: post('/servers/{server_id}/remote-consoles', {
    since: '2.6',
    policy,
    late: true,
    body: changes({
      '2.6': wanted(z.enum(PROTOCOLS), z.enum(TYPES)),
      '2.8': wanted(z.enum([...PROTOCOLS, 'mks']), z.enum([...TYPES, 'webmks'])),
      '2.99': wanted(z.enum([...PROTOCOLS, 'mks']), z.enum([...TYPES, 'webmks', 'spice-direct'])),
    }),
    status: 200,
    returns: z.object({ remote_console: z.object({ protocol: z.string(), type: z.string(), url: z.string() }) }),
    errors,
  }),
});
