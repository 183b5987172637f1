/** Answers of Placement's GETs: JSON or nothing, and from 1.15 on they say when what they show was changed. `placement/util.py` (`check_accept`, `pick_last_modified`) */
import { within } from '../../contracts/microversion.ts';
import { type Context, type Reply, reply } from '../core/context.ts';
import { notAcceptable } from '../core/errors.ts';

/** @param changed ms since the epoch; now unless said, null where Placement does not know */
export function fresh<Body>(request: Context, body: Body, changed: number | null = request.now, headers: Record<string, string> = {}): Reply<Body> {
  if (!within(request.version, { since: '1.15' })) return reply(body, headers);
  const dated = { 'cache-control': 'no-cache', ...(changed !== null && { 'last-modified': new Date(changed).toUTCString() }) };
  return reply(body, { ...headers, ...dated });
}
/** The same for what is JSON only. Throws 406. */
export function shown<Body>(request: Context, body: Body, changed?: number | null, headers?: Record<string, string>): Reply<Body> {
  const accept = request.header('accept');
  const ranges = accept?.split(',').map((range) => range.trim().toLowerCase()) ?? [];
  const taken = !accept || ranges.some((range) => /^(?:\*\/\*|application\/(?:\*|json))(?:$|;(?!.*q=0(?:\.0*)?$))/.test(range));
  if (!taken) throw notAcceptable('', { detail: 'Only application/json is provided' });
  return fresh(request, body, changed, headers);
}
