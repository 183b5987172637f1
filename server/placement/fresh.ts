/** From 1.15 on answers say when what they show was changed. `placement/util.py` (`pick_last_modified`) */
import { minor } from '../../contracts/microversion.ts';
import { type Context, type Reply, reply } from '../core/context.ts';

/** @param changed ms since the epoch; now unless said */
export function fresh<Body>({ version, now }: Context, body: Body, changed = now, headers: Record<string, string> = {}): Reply<Body> {
  const dated = minor(version) >= 15 && { 'last-modified': new Date(changed).toUTCString(), 'cache-control': 'no-cache' };
  return reply(body, { ...headers, ...dated });
}
