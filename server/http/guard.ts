/** Who may speak to the control API: it has no users, and a page in a browser on this machine is not meant. */
import { timingSafeEqual } from 'node:crypto';
import { TOKEN_HEADER } from '../../contracts/control/service.ts';
import { CloudError, forbidden } from '../core/errors.ts';
import type { Listener } from './arrival.ts';

/** Names that only this machine answers to. */
const LOOPBACK = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/i;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/**
 * @param token what has to be sent; undefined where none is asked for
 * @throws CloudError 401 without the token, 403 for what a browser sends on behalf of another site
 */
export function guard(request: Request, listener: Listener, token: string | undefined): void {
  // in this process there is nobody to keep out
  if (listener.host === undefined) return;
  const { headers } = request;
  const host = headers.get('host') ?? new URL(request.url).host;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (origin !== null && !sameOrigin(origin, host)) throw forbidden(`The control API answers no page of ${origin}`);
  if (site !== null && site !== 'same-origin' && site !== 'none') throw forbidden('The control API answers no page of another site');
  if (token !== undefined) {
    const given = headers.get(TOKEN_HEADER) ?? /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (given === undefined || !equal(given, token))
      throw new CloudError(401, `The control API wants the token that was printed at the start, as ${TOKEN_HEADER}`);
  } else if (!isLoopback(hostName(host))) {
    // a name that somebody has made point here
    throw forbidden(`The control API does not answer to the name ${hostName(host)} without a token`);
  }
}

const hostName = (host: string): string => host.replace(/:\d*$/, '');
function sameOrigin(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
function equal(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
