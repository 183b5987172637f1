/** Who logs in, and for what. `keystone/auth/core.py`, `keystone/auth/plugins` */
import type { Auth } from '../../contracts/identity/tokens.ts';
import { type CloudError, badRequest, forbidden, notImplemented, unauthorized } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type On, rolesOf } from './access.ts';
import { type Bearer, bearer, lost } from './bearer.ts';
import { verify } from './passwords.ts';
import { METHODS } from './payload.ts';
import { remember } from './remember.ts';
import { type ProjectRow, type UserRow, fold, projects, users } from './rows.ts';

/** One text for whatever is wrong, so that nobody learns what it was. */
export const refused = (): CloudError => unauthorized('The request you have made requires authentication.');
/** Keystone's most frequent 400. */
export const expecting = (attribute: string, target: string): CloudError =>
  badRequest(
    `Expecting to find ${attribute} in ${target}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`,
  );
const incomplete = (field: string): CloudError => badRequest(`Invalid input for field ${field}: id or name must be present.`);

type Reference = { id?: string | undefined; name?: string | undefined };
type Owned = Reference & { domain?: Reference | undefined };
const named = ({ id, name }: Reference): boolean => id !== undefined || name !== undefined;

/** What the schema cannot say. `keystone/auth/schema.py: validate_issue_token_auth` */
function checkReferences({ identity, scope }: Auth): void {
  const check = (field: string, reference: Owned | undefined): void => {
    if (!reference) return;
    if (!named(reference)) throw incomplete(field);
    if (reference.domain && !named(reference.domain)) throw incomplete(`${field}/domain`);
  };
  check('identity/password/user', identity.password?.user);
  if (typeof scope !== 'object') return;
  check('scope/project', scope.project);
  check('scope/domain', scope.domain);
}

const first = async (scope: Scope, name: string, domain_id: string | null): Promise<ProjectRow | undefined> =>
  remember(scope, `project/${domain_id}/${name}`, async () => (await scope.rows.list(projects, { where: { folded: fold(name), domain_id }, limit: 1 }))[0]);
const byId = async (scope: Scope, id: string | undefined | null): Promise<ProjectRow | undefined> =>
  id ? remember(scope, `project/${id}`, async () => scope.rows.get(projects, id)) : undefined;

async function domainFor(scope: Scope, { id, name }: Reference): Promise<ProjectRow> {
  const domain = name ? await first(scope, name, null) : await byId(scope, id);
  if (!domain?.is_domain || !domain.enabled) throw refused();
  return domain;
}
async function projectFor(scope: Scope, { id, name, domain }: Owned): Promise<ProjectRow> {
  if (name && !domain) throw expecting('domain', 'project');
  const project = name && domain ? await first(scope, name, (await domainFor(scope, domain)).id) : await byId(scope, id);
  if (!project?.enabled || project.domain_id === null) throw refused();
  await domainFor(scope, { id: project.domain_id });
  return project;
}
async function userFor(scope: Scope, { id, name, domain }: Owned): Promise<UserRow> {
  if (!id && !name) throw expecting('id or name', 'user');
  if (name && !domain) throw expecting('domain', 'user');
  let user: UserRow | undefined;
  if (name && domain) {
    const { id: domain_id } = await domainFor(scope, domain);
    user = await remember(
      scope,
      `user/${domain_id}/${name}`,
      async () => (await scope.rows.list(users, { where: { folded: fold(name), domain_id }, limit: 1 }))[0],
    );
  } else if (id) user = await remember(scope, `user/${id}`, async () => scope.rows.get(users, id));
  if (!user?.enabled) throw refused();
  if (!name) await domainFor(scope, { id: user.domain_id });
  return user;
}

const SCOPES = ['project', 'domain', 'unscoped', 'system', 'OS-TRUST:trust'] as const;
/** `unscoped` is said, undefined where nothing is. */
async function wanted(scope: Scope, auth: Auth): Promise<On | 'unscoped' | undefined> {
  const asked = typeof auth.scope === 'string' ? { [auth.scope]: {} } : auth.scope;
  if (!asked) return undefined;
  const [kind, ...more] = SCOPES.filter((name) => name in asked);
  if (!kind || more.length || (typeof auth.scope === 'string' && kind !== 'unscoped'))
    throw expecting('system, project, domain, OS-TRUST:trust or unscoped', 'scope');
  if (kind === 'unscoped') return 'unscoped';
  if (kind === 'system') return { system: true };
  if (kind === 'OS-TRUST:trust') throw notImplemented('Trusts are not emulated.');
  if (kind === 'domain') return { domain_id: (await domainFor(scope, asked['domain'] as Reference)).id };
  return { project_id: (await projectFor(scope, asked['project'] as Owned)).id };
}

export interface Authenticated {
  user_id: string;
  methods: readonly string[];
  on: On;
  /** The token that another is bought with. */
  parent?: Bearer;
}

/** @throws the 400 or 401 of what is missing or wrong */
export async function logIn(scope: Scope, auth: Auth | null | undefined): Promise<Authenticated> {
  if (!auth) throw expecting('auth', 'request body');
  checkReferences(auth);
  const methods = [...new Set(auth.identity.methods)];
  for (const method of methods) if (!Object.hasOwn(auth.identity, method)) throw expecting(method, 'identity');
  if (methods.some((method) => !METHODS.includes(method))) {
    throw unauthorized('Attempted to authenticate with an unsupported method.', { more: { identity: { methods: METHODS } } });
  }
  const on = await wanted(scope, auth);
  let user: UserRow | undefined;
  let parent: Bearer | undefined;
  for (const method of methods) {
    if (method === 'password') user = same(user, await byPassword(scope, auth));
    else if (method === 'token') {
      parent = await byToken(scope, auth, on);
      user = same(user, parent.user);
    } else if (method === 'external') throw refused();
    else throw notImplemented(`The authentication method ${method} is not emulated.`);
  }
  if (!user) throw refused();
  const target = on === 'unscoped' ? {} : (on ?? (await usual(scope, user)));
  if (on && on !== 'unscoped' && !(await rolesOf(scope, user.id, on)).length) throw refused();
  // a token counts for the method itself and for those it was issued for
  const all = [...new Set([...methods.toReversed(), ...(parent?.methods ?? [])])];
  return { user_id: user.id, methods: METHODS.filter((method) => all.includes(method)).toReversed(), on: target, ...(parent && { parent }) };
}
const same = (known: UserRow | undefined, user: UserRow): UserRow => {
  if (known && known.id !== user.id) throw refused();
  return user;
};

async function byPassword(scope: Scope, { identity: { password } }: Auth): Promise<UserRow> {
  // upstream reports the method's name before it has learnt it
  if (!password?.user) throw expecting('user', 'None');
  const user = await userFor(scope, password.user);
  if (user.password === null || password.user.password === undefined || !verify(password.user.password, user.password)) throw refused();
  return user;
}

async function byToken(scope: Scope, { identity: { token } }: Auth, on: On | 'unscoped' | undefined): Promise<Bearer> {
  const id = token?.id ?? '';
  const found = await bearer(scope, id);
  if (!found) throw await lost(scope, id);
  if (found.system && typeof on === 'object' && !on.system) {
    throw forbidden(
      'You are not authorized to perform the requested action: Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.',
    );
  }
  return found;
}

/** The user's default project, if it can be had; otherwise nothing. */
async function usual(scope: Scope, user: UserRow): Promise<On> {
  const project = await byId(scope, user.default_project_id);
  const domain = await byId(scope, project?.domain_id);
  if (!project?.enabled || !domain?.enabled) return {};
  const on = { project_id: project.id };
  return (await rolesOf(scope, user.id, on)).length ? on : {};
}
