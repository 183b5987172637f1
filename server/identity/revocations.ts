/** What has revoked tokens. https://docs.openstack.org/api-ref/identity/v3-ext/#os-revoke-api `keystone/api/os_revoke.py`, `keystone/revoke/core.py` */
import { certificates, revocations as table } from '../../contracts/identity/revocations.ts';
import { micros } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, gone } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { linkTo } from './listing.ts';
import { unexplained } from './trust-chain.ts';

/** One of these tells which tokens are meant. */
type Meant = { user_id: string } | { project_id: string } | { trust_id: string } | { audit_id: string } | { audit_chain_id: string };
interface RevocationEventRow {
  id: string;
  /** Milliseconds, a whole second: tokens issued before are meant. */
  revoked_at: number;
  meant: Meant;
}
const events = collection<RevocationEventRow>('identity_revocation_events', { revoked_at: 'integer' });
/** Half an hour longer than any token that they could mean. */
const KEPT = 5_400_000;

/** Notes what has been revoked, for those who ask; that it no longer holds is seen elsewhere. */
export async function noteRevocation({ rows, world, now }: Scope, meant: Meant): Promise<void> {
  for (const { id } of await rows.list(events, { where: { revoked_at: { lt: now - KEPT } } })) await rows.remove(events, id);
  await rows.insert(events, { id: world.ids.hex(), revoked_at: Math.floor(now / 1000) * 1000, meant });
}

export const revocationHandlers = implement(table, {
  async list(context) {
    const { since } = context.query;
    const time = since ? Date.parse(since) : Number.NEGATIVE_INFINITY;
    if (Number.isNaN(time)) throw badRequest(`invalidate date format ${since}`);
    const found = await context.rows.list(events, { sort: [['revoked_at', 'asc']], filter: ({ revoked_at }) => revoked_at >= time });
    return { events: found.map(view), links: { next: null, self: linkTo(context, 'OS-REVOKE', 'events'), previous: null } };
  },
});
function view({ meant, revoked_at }: RevocationEventRow) {
  const time = micros(revoked_at);
  return { ...('trust_id' in meant ? { 'OS-TRUST:trust_id': meant.trust_id } : meant), issued_before: time, revoked_at: time };
}

const removed = (_context: Context): never => {
  throw gone('This API is no longer available due to the removal of support for PKI tokens.');
};
export const certificateHandlers = implement(certificates, {
  revokedTokens: () => {
    throw unexplained();
  },
  list: removed,
  authority: removed,
});
