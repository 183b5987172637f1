/** What tokens may not do that stand on somebody's leave. `keystone/api/_shared/delegation.py` */
import type { Context } from '../core/context.ts';
import { forbidden } from '../core/errors.ts';
import { type Bearer, bearer } from './bearer.ts';
import { unexplained } from './trust-chain.ts';

const PRIMARY = new Set(['external', 'kerberos', 'mapped', 'openid', 'password', 'saml2', 'token', 'totp', 'x509']);
/** Whether somebody else than the user, or a program, has logged in; a trust is told by itself. */
export const delegated = ({ methods }: Pick<Bearer, 'methods'>): boolean => !methods.length || methods.some((method) => !PRIMARY.has(method));

/** The caller's token. */
export async function ownToken(context: Context): Promise<Bearer> {
  const found = await bearer(context, context.caller.token);
  if (!found) throw unexplained();
  return found;
}

/** Of application credentials and access rules, for all but the bearers of application credentials. @throws CloudError 403 */
export function checkUndelegated(token: Bearer): void {
  if (!token.application_credential && (token.trust || delegated(token))) throw unexplained();
}
/** @throws CloudError 403 */
export function checkUnrestricted({ application_credential }: Bearer): void {
  if (application_credential && application_credential.unrestricted !== true) {
    throw action("Using method 'application_credential' is not allowed for managing additional application credentials.");
  }
}
/** @throws CloudError 403 */
export function checkMayTrust(token: Bearer): void {
  if (delegated(token)) throw action('Delegated tokens cannot manage trusts.');
}
/** @throws CloudError 403 */
export function checkPrimary(token: Bearer): void {
  if (token.trust || delegated(token)) throw action('Delegated tokens cannot access credentials directly');
}

/** Why somebody may not, in Keystone's sentence. */
export const action = (why: string) => forbidden(`You are not authorized to perform the requested action: ${why}.`);
