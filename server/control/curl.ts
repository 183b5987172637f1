/** Requests of the journal as shell commands. */
import type { Entry } from '../../contracts/control/journal.ts';
import { REDACTED } from '../core/redaction.ts';

/** Headers that curl makes by itself. */
const OWN = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'user-agent', 'transfer-encoding']);
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A command a line. The token is left to the shell: `OS_TOKEN=$(openstack token issue -f value -c id)`. */
export const curl = (entries: readonly Entry[]): string => entries.map((entry) => `${command(entry)}\n`).join('');

function command({ method, url, request: { headers, body } }: Entry): string {
  const sent = Object.entries(headers)
    .filter(([name]) => !OWN.has(name.toLowerCase()))
    .map(([name, value]) => (name.toLowerCase() === 'x-auth-token' && value === REDACTED ? `-H "${name}: $OS_TOKEN"` : `-H ${quoted(`${name}: ${value}`)}`));
  const data = body === undefined ? [] : [`-d ${quoted(typeof body === 'string' ? body : JSON.stringify(body))}`];
  const way = method === 'HEAD' ? ['-I'] : method === 'GET' && !data.length ? [] : [`-X ${method}`];
  return ['curl -sS', ...way, quoted(url), ...sent, ...data].join(' ');
}
