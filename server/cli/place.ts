/** Where a cloud listens. */
import { identityService } from '../../contracts/identity/service.ts';
import { reachable } from '../http/listen.ts';
import { UserError } from './explain.ts';

export interface Place {
  host: string;
  /** One port for every service. */
  port?: number;
  /** Added to the native ports. */
  portBase?: number;
}

/** Where Keystone is: OS_AUTH_URL. */
export function authUrl({ host, port, portBase = 0 }: Place): string {
  const origin = `http://${reachable(host)}:${port ?? portBase + identityService.port}`;
  return origin + (port === undefined ? '' : identityService.prefix) + identityService.root;
}

/** @throws UserError unless a cloud answers */
export async function probe(place: Place): Promise<void> {
  const { origin } = new URL(authUrl(place));
  const healthy = await fetch(`${origin}/healthcheck`, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!healthy) throw new UserError(`no cloud answers at ${origin}; start one with virga start, or say where it is with --host and --port or --port-base`);
}
