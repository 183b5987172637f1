/** What a log-in is for. `keystone/auth/core.py: AuthInfo`, `keystone/auth/schema.py` */
import type { Auth } from '../../contracts/identity/tokens.ts';
import { type CloudError, badRequest, notFound, unauthorized } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type On, rolesOf } from './access.ts';
import { type Owned, type Reference, domainFor, expecting, projectById, projectFor, refused, userNamed } from './lookups.ts';
import { type ApplicationCredentialRow, type UserRow, applicationCredentials } from './rows.ts';
import { type Grounds, applicationCredentialById } from './standing.ts';
import { trustById } from './trust-chain.ts';

/** What somebody logs in for, whoever that is. */
export type Wanted = Omit<Grounds, 'user_id'>;

const incomplete = (field: string): CloudError => badRequest(`Invalid input for field ${field}: id or name must be present.`);
const named = ({ id, name }: Reference): boolean => id !== undefined || name !== undefined;

/** What the schema cannot say. @throws CloudError 400 */
export function checkReferences({ identity, scope }: Auth): void {
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

const SCOPES = ['project', 'domain', 'unscoped', 'system', 'OS-TRUST:trust'] as const;
/** `unscoped` is said, undefined where nothing is. @throws CloudError 400, 401 */
export async function wanted(scope: Scope, auth: Auth): Promise<Wanted | 'unscoped' | undefined> {
  if (auth.identity.methods.includes('application_credential')) return byApplicationCredential(scope, auth);
  const asked = typeof auth.scope === 'string' ? { [auth.scope]: {} } : auth.scope;
  if (!asked) return undefined;
  const [kind, ...more] = SCOPES.filter((name) => name in asked);
  if (!kind || more.length || (typeof auth.scope === 'string' && kind !== 'unscoped'))
    throw expecting('system, project, domain, OS-TRUST:trust or unscoped', 'scope');
  if (kind === 'unscoped') return 'unscoped';
  if (kind === 'system') return { system: true };
  if (kind === 'OS-TRUST:trust') return byTrust(scope, asked[kind]);
  if (kind === 'domain') return { domain_id: (await domainFor(scope, asked['domain'] as Reference)).id };
  return { project_id: (await projectFor(scope, asked['project'] as Owned)).id };
}

async function byTrust(scope: Scope, { id }: { id?: string | undefined } = {}): Promise<Wanted> {
  if (!id) throw expecting('trust_id', 'trust');
  const trust = await usableTrust(scope, id);
  if (trust.project_id === null) throw notFound('Could not find project: None.');
  return { project_id: (await projectFor(scope, { id: trust.project_id })).id, trust_id: id };
}
async function usableTrust(scope: Scope, id: string) {
  const trust = await trustById(scope, id).catch((error: CloudError) => {
    throw error.status === 404 ? refused() : error;
  });
  if (trust.remaining_uses !== null && trust.remaining_uses <= 0) throw refused();
  return trust;
}

/** They cannot choose their scope. */
async function byApplicationCredential(scope: Scope, auth: Auth): Promise<Wanted | undefined> {
  if (auth.scope !== undefined) {
    throw unauthorized('Error authenticating with application credential: Application credentials cannot request a scope.', { more: { identity: {} } });
  }
  const { id, project_id } = await applicationCredentialFor(scope, auth.identity.application_credential ?? {});
  return { application_credential_id: id, ...(project_id !== null && { project_id }) };
}

type ByName = Reference & { user?: Owned | undefined };
/** By its id, or by its name and whose it is. @throws CloudError 400, 401, 404 */
export async function applicationCredentialFor(scope: Scope, { id, name, user }: ByName): Promise<ApplicationCredentialRow> {
  if (id) return applicationCredentialById(scope, id);
  if (!name) throw expecting('name or ID', 'application credential');
  if (!user) throw expecting('user', 'application credential');
  const user_id = user.id || (await ownerNamed(scope, user)).id;
  const [found] = await scope.rows.list(applicationCredentials, { where: { user_id, name }, limit: 1 });
  if (!found) throw refused();
  return found;
}
async function ownerNamed(scope: Scope, { name = '', domain }: Owned): Promise<UserRow> {
  if (!domain) throw expecting('domain', 'user');
  const owner = await userNamed(scope, name, (await domainFor(scope, domain)).id);
  if (!owner) throw notFound(`Could not find user: ${name}.`);
  return owner;
}

/** The user's default project, if it can be had; otherwise nothing. */
export async function usual(scope: Scope, user: UserRow): Promise<On> {
  const project = await projectById(scope, user.default_project_id);
  const domain = await projectById(scope, project?.domain_id);
  if (!project?.enabled || !domain?.enabled) return {};
  const on = { project_id: project.id };
  return (await rolesOf(scope, user.id, on)).length ? on : {};
}
