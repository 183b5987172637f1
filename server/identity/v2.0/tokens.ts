/** Tokens of v2.0. `keystone/token/controllers.py` of 2014, and of 2011 for the form that has no `auth` around what is sent */
import type { z } from 'zod';
import { type Access, type Auth, tokens as table } from '../../../contracts/identity/v2.0/tokens.ts';
import { naive, seconds } from '../../core/clock.ts';
import { type Context, implement } from '../../core/context.ts';
import { badRequest, notFound } from '../../core/errors.ts';
import { grantedTo } from '../access.ts';
import { type Bearer, bearer } from '../bearer.ts';
import { logIn } from '../log-in.ts';
import { expecting, refused } from '../lookups.ts';
import { roles } from '../rows.ts';
import { issueTo, revoke } from '../tokens.ts';
import { legacyCatalog, serviceCatalog } from './catalog.ts';
import { DOMAIN, tenantView } from './views.ts';

export const tokenHandlers = implement(table, {
  async issue(context) {
    const { auth } = context.body;
    if (!auth) throw expecting('auth', 'request body');
    return { access: await accessOf(context, await logInV2(context, auth)) };
  },
  async issueLegacy(context) {
    const found = await logInV2(context, context.body);
    const catalog = await serviceCatalog(context, found.user.id, found.project?.id);
    return { auth: { token: { id: found.token, expires: seconds(found.expires_at).slice(0, -1) }, serviceCatalog: legacyCatalog(catalog) } };
  },
  async validate(context) {
    const found = await known(context);
    const { belongsTo } = context.query;
    if (belongsTo !== undefined && belongsTo !== found.project?.id) throw refused();
    return { access: await accessOf(context, found) };
  },
  async endpoints(context) {
    const { user, project } = await known(context);
    const catalog = await serviceCatalog(context, user.id, project?.id);
    return { endpoints: catalog.flatMap(({ name, type, endpoints }) => endpoints.map((endpoint) => ({ ...endpoint, name, type }))), endpoints_links: [] };
  },
  revoke: async (context) => revoke(context, await known(context), false),
});

async function known(context: Context & { params: { token_id: string } }): Promise<Bearer> {
  const found = await bearer(context, context.params.token_id);
  if (!found) throw notFound(`Could not find token: ${context.params.token_id}.`);
  if (found.user.domain_id !== DOMAIN) throw refused();
  return found;
}

/** Says in v3's words what is wished. An empty tenant is none: then it is the user's own, where there is one. Throws 400 or 401. */
async function logInV2(context: Context, { passwordCredentials, token, tenantId, tenantName }: Auth): Promise<Bearer> {
  if (tenantId && tenantName) throw badRequest('Expecting either Tenant ID or Tenant Name, but not both');
  const project = tenantName ? { name: tenantName, domain: { id: DOMAIN } } : tenantId ? { id: tenantId } : undefined;
  const scope = project && { project };
  if (token) {
    if (token.id === undefined) throw expecting('id', 'token');
    if (!(await bearer(context, token.id))) throw refused();
    return issueTo(context, await logIn(context, { identity: { methods: ['token'], token: { id: token.id } }, scope }));
  }
  if (!passwordCredentials) throw expecting('passwordCredentials', 'auth');
  const { username, userId, password } = passwordCredentials;
  if (password === undefined) throw expecting('password', 'passwordCredentials');
  if (!username && !userId) throw expecting('username or userId', 'passwordCredentials');
  const user = username ? { name: username, domain: { id: DOMAIN }, password } : { id: userId ?? '', password };
  return issueTo(context, await logIn(context, { identity: { methods: ['password'], password: { user } }, scope }));
}

/** Only the roles that were given: v2.0 knew none that others imply. */
export async function accessOf(context: Context, found: Bearer): Promise<z.output<typeof Access>> {
  const { user, project, token, audit_ids } = found;
  const given = project ? [...(await grantedTo(context, user.id, { project_id: project.id }))] : [];
  const named = (await Promise.all(given.map((id) => context.rows.get(roles, id)))).filter((role) => role !== undefined);
  return {
    token: {
      issued_at: naive(found.issued_at),
      expires: seconds(found.expires_at),
      id: token,
      ...(project && { tenant: tenantView(project) }),
      audit_ids: [...audit_ids],
    },
    serviceCatalog: await serviceCatalog(context, user.id, project?.id),
    user: { username: user.name, roles_links: [], id: user.id, roles: named.map(({ name }) => ({ name })), name: user.name },
    metadata: { is_admin: 0, roles: given },
  };
}
