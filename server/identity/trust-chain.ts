/** Trusts as they stand now: their chain of redelegations and the roles that they lend. `keystone/trust/core.py`, `keystone/models/token_model.py` */
import { type CloudError, forbidden, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { effective, withImplied } from './access.ts';
import { type RoleRow, type TrustRow, roles, trusts, users } from './rows.ts';

/** What upstream says of any 403 whose reason it keeps to itself. */
export const unexplained = (): CloudError => forbidden('You are not authorized to perform the requested action.');
/** Keystone's `max_redelegation_count`. */
export const DEEPEST = 3;

async function existing({ rows, now }: Scope, id: string): Promise<TrustRow> {
  const trust = await rows.get(trusts, id);
  if (!trust || (trust.expires_at !== null && now > trust.expires_at)) throw notFound(`Could not find trust: ${id}.`);
  return trust;
}

/** A trust and those that it was passed on from, the first one last. @throws CloudError 404 */
export async function pedigree(scope: Scope, id: string): Promise<TrustRow[]> {
  const chain = [await existing(scope, id)];
  for (let above = chain[0]?.redelegated_trust_id; above; above = chain.at(-1)?.redelegated_trust_id) chain.push(await existing(scope, above));
  return chain;
}

type Passed = Pick<TrustRow, 'expires_at' | 'remaining_uses' | 'role_ids' | 'impersonation'>;
/** Whether `trust` is within what its parent may pass on. @throws CloudError 403 */
export function checkRedelegation(parent: TrustRow, trust: Passed): void {
  const fits =
    parent.redelegation_count > 0 &&
    parent.redelegation_count <= DEEPEST &&
    trust.remaining_uses === null &&
    (trust.expires_at === null || parent.expires_at === null || trust.expires_at <= parent.expires_at) &&
    trust.role_ids.every((id) => parent.role_ids.includes(id)) &&
    (parent.impersonation || !trust.impersonation);
  if (!fits) throw unexplained();
}

/** A trust that may be used, whoever passed it on. @throws CloudError 403, 404 */
export async function trustById(scope: Scope, id: string): Promise<TrustRow> {
  const [trust, ...above] = (await pedigree(scope, id)) as [TrustRow, ...TrustRow[]];
  let child = trust;
  for (const parent of above) {
    checkRedelegation(parent, child);
    if (!(await scope.rows.get(users, parent.trustee_user_id))?.enabled) throw unexplained();
    child = parent;
  }
  return trust;
}

/** The roles that a trust lends; all of them have to be the trustor's still. @throws CloudError 403 */
export async function lentRoles(scope: Scope, trust: TrustRow): Promise<RoleRow[]> {
  const lent = await withImplied(scope, trust.role_ids);
  const chain = await pedigree(scope, trust.id);
  for (const { trustor_user_id } of [trust, chain.at(-1) ?? trust]) {
    const held = await effective(scope, trustor_user_id, { project_id: trust.project_id ?? '' });
    if (![...lent].every((id) => held.has(id))) throw unexplained();
  }
  const found = await Promise.all([...lent].map((id) => scope.rows.get(roles, id)));
  return found.filter((role) => role !== undefined).filter(({ domain_id }) => domain_id === null);
}
