/** Times until which something holds, as clients write them. `keystone/common/utils.py: parse_expiration_date` */
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';

const MALFORMED = 'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.';
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?$/;

/** Milliseconds, in UTC where nothing else is said. @throws CloudError 400 */
export function expiry({ now }: Pick<Scope, 'now'>, text: string): number {
  const zoned = text.endsWith('Z') ? text : `${text}Z`;
  const time = TIME.test(zoned) ? Date.parse(zoned.replace(' ', 'T').replace(',', '.')) : Number.NaN;
  if (Number.isNaN(time)) throw badRequest(`Timestamp not in expected format. ${MALFORMED}`);
  if (time < now) throw badRequest(`The 'expires_at' must not be before now. ${MALFORMED}`);
  return time;
}
