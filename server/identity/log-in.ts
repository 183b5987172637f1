/** Who logs in, and by which methods. `keystone/auth/core.py`, `keystone/auth/plugins`, `keystone/api/_shared/authentication.py` */
import type { Auth } from '../../contracts/identity/tokens.ts';
import { notImplemented, unauthorized } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { rolesOf } from './access.ts';
import { type Bearer, bearer, lost } from './bearer.ts';
import { action, delegated } from './delegation.ts';
import { expecting, refused, userFor } from './lookups.ts';
import { checkFactors } from './factors.ts';
import { checkPassword } from './password-check.ts';
import { verify } from './passwords.ts';
import { METHODS } from './payload.ts';
import { userById } from './users.ts';
import type { UserRow } from './rows.ts';
import { type Wanted, applicationCredentialFor, checkReferences, usual, wanted } from './scopes.ts';
import { settingsOf } from './settings.ts';
import { checkPasscode } from './totp.ts';
import type { Context } from '../core/context.ts';

export interface Authenticated {
  user_id: string;
  methods: readonly string[];
  on: Wanted;
  /** The token that another is bought with. */
  parent?: Bearer;
}

/** @throws CloudError 400, 401, 403 or 404 of what is missing or wrong; 501 for methods that are not emulated */
export async function logIn(context: Context, auth: Auth | null | undefined): Promise<Authenticated> {
  if (!auth) throw expecting('auth', 'request body');
  checkReferences(auth);
  const methods = [...new Set(auth.identity.methods)];
  const { methods: supported } = (await settingsOf(context)).auth;
  for (const method of methods) if (!Object.hasOwn(auth.identity, method)) throw expecting(method, 'identity');
  if (methods.some((method) => !(supported as string[]).includes(method))) {
    throw unauthorized('Attempted to authenticate with an unsupported method.', { more: { identity: { methods: supported } } });
  }
  const asked = await wanted(context, auth);
  let user: UserRow | undefined;
  let parent: Bearer | undefined;
  for (const method of methods) {
    if (method === 'token') {
      parent = await byToken(context, auth);
      user = same(user, parent.user);
    } else user = same(user, await by(method, context, auth));
  }
  if (!user) throw refused();
  // a token counts for the method itself and for those it was issued for
  const used = new Set([...methods.toReversed(), ...(parent?.methods ?? [])]);
  const proven = await checkFactors(context, user, used);
  const on: Wanted = asked === 'unscoped' ? {} : asked && Object.keys(asked).length > 0 ? asked : await usual(context, user);
  if (!on.trust_id && (on.project_id ?? on.domain_id ?? on.system) && !(await rolesOf(context, user.id, on)).length) throw refused();
  return { user_id: user.id, methods: METHODS.filter((method) => proven.has(method)).toReversed(), on, ...(parent && { parent }) };
}
const same = (known: UserRow | undefined, user: UserRow): UserRow => {
  if (known && known.id !== user.id) throw refused();
  return user;
};

async function by(method: string, context: Context, { identity }: Auth): Promise<UserRow> {
  switch (method) {
    case 'password': {
      // upstream reports the method's name before it has learnt it
      if (!identity.password?.user) throw expecting('user', 'None');
      const user = await userFor(context, identity.password.user);
      await checkPassword(context, user, identity.password.user.password);
      return user;
    }
    case 'application_credential': {
      const given = identity.application_credential ?? {};
      const found = await applicationCredentialFor(context, given);
      const user = await userFor(context, { id: (await userById(context, found.user_id)).id });
      const expired = found.expires_at !== null && context.now >= found.expires_at;
      if (given.secret === undefined || !verify(given.secret, found.secret) || expired) throw refused();
      return user;
    }
    case 'totp': {
      if (!identity.totp?.user) throw expecting('user', 'None');
      const user = await userFor(context, identity.totp.user);
      await checkPasscode(context, user, identity.totp.user.passcode);
      return user;
    }
    case 'external':
      throw refused();
    default:
      throw notImplemented(`The authentication method ${method} is not emulated.`);
  }
}

async function byToken(scope: Scope, { identity: { token }, scope: asked }: Auth): Promise<Bearer> {
  const id = token?.id ?? '';
  const found = await bearer(scope, id);
  if (!found) throw await lost(scope, id);
  const bounded = typeof asked === 'object' && ('project' in asked || 'domain' in asked);
  if (found.trust) throw action('Using trust-scoped token to create another token. Create a new trust-scoped token instead');
  if (found.system && bounded) throw action('Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.');
  if (delegated(found)) throw action('Using a delegated token to create another token is not allowed.');
  return found;
}
