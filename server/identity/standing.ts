/** Who somebody is on something, as things are now. `keystone/models/token_model.py` */
import { type CloudError, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type On, rolesOf } from './access.ts';
import { remember } from './remember.ts';
import { type ApplicationCredentialRow, type ProjectRow, type RoleRow, type TrustRow, type UserRow, applicationCredentials, projects, users } from './rows.ts';
import { lentRoles, trustById, unexplained } from './trust-chain.ts';

/** What somebody has logged in for. */
export interface Grounds extends On {
  user_id: string;
  trust_id?: string;
  application_credential_id?: string;
}
/** With the rows behind it. */
export interface Standing {
  /** As whom the bearer acts: the trustor, where a trust says so. */
  user: UserRow;
  user_domain: ProjectRow;
  project?: ProjectRow;
  project_domain?: ProjectRow;
  domain?: ProjectRow;
  trust?: TrustRow;
  application_credential?: ApplicationCredentialRow;
  roles: readonly RoleRow[];
  /** Of all that it stands on. */
  generation: number;
}

const absent = (id: string): CloudError => notFound(`Could not find Application Credential: ${id}.`);
export async function applicationCredentialById({ rows }: Scope, id: string): Promise<ApplicationCredentialRow> {
  const found = await rows.get(applicationCredentials, id);
  if (!found) throw absent(id);
  return found;
}

/** @throws CloudError 403 or 404 of a trust or an application credential that no longer holds */
export async function rolesFor(scope: Scope, { user_id, trust_id, application_credential_id, ...on }: Grounds): Promise<readonly RoleRow[]> {
  if (trust_id) return lentRoles(scope, await trustById(scope, trust_id));
  if (!on.project_id && !on.domain_id && !on.system) return [];
  const own = await rolesOf(scope, user_id, on);
  if (!application_credential_id) return own;
  const { role_ids } = await applicationCredentialById(scope, application_credential_id);
  return own.filter(({ id }) => role_ids.includes(id));
}

const keyOf = ({ user_id, project_id, domain_id, system, trust_id, application_credential_id }: Grounds): string =>
  [user_id, project_id, domain_id, system, trust_id, application_credential_id].join('/');

/**
 * Undefined when it no longer stands: somebody or something is gone or disabled, or no role is left.
 * @throws CloudError 403 or 404 of a trust or an application credential that no longer holds
 */
export const standing = async (scope: Scope, grounds: Grounds): Promise<Standing | undefined> =>
  remember(scope, `standing/${keyOf(grounds)}`, async () => {
    const get = async (id: string | null | undefined): Promise<ProjectRow | undefined> => (id ? scope.rows.get(projects, id) : undefined);
    const { trust_id, application_credential_id, ...on } = grounds;
    const trust = trust_id ? await trustById(scope, trust_id) : undefined;
    const application_credential = application_credential_id ? await applicationCredentialById(scope, application_credential_id) : undefined;
    const bearer = await scope.rows.get(users, on.user_id);
    if (!bearer) throw notFound(`Could not find user: ${on.user_id}.`);
    const trustor = trust && (await trustorOf(scope, trust, on.user_id));
    const user = trust?.impersonation ? trustor : bearer;
    const user_domain = await get(user?.domain_id);
    const project = await get(on.project_id);
    const project_domain = project?.is_domain ? project : await get(project?.domain_id);
    const domain = await get(on.domain_id);
    const scoped = on.project_id ?? on.domain_id ?? on.system;
    const roles = await rolesFor(scope, grounds);
    if (on.project_id && !project) throw notFound(`Could not find project: ${on.project_id}.`);
    if (on.domain_id && !domain) throw notFound(`Could not find domain: ${on.domain_id}.`);
    checkEnabled('project', project);
    checkEnabled('domain', project_domain);
    checkEnabled('domain', user_domain);
    const people = [bearer, await get(bearer.domain_id), ...(trustor ? [trustor, await get(trustor.domain_id)] : [])];
    if (!user || !user_domain || people.some((row) => !row?.enabled) || (scoped && !roles.length)) return undefined;
    const generation = (bearer.generation + (trustor?.generation ?? 0)) % 1_000_000;
    return {
      user,
      user_domain,
      ...(project && { project }),
      ...(project_domain && { project_domain }),
      ...(domain && { domain }),
      ...(trust && { trust }),
      ...(application_credential && { application_credential }),
      roles,
      generation,
    };
  });

function checkEnabled(noun: string, row: ProjectRow | undefined): void {
  if (row && !row.enabled) throw notFound(`Unable to validate token because ${noun} ${row.id} is disabled`);
}
async function trustorOf({ rows }: Scope, trust: TrustRow, bearerId: string): Promise<UserRow> {
  const trustor = await rows.get(users, trust.trustor_user_id);
  if (trust.trustee_user_id !== bearerId || !trustor?.enabled) throw unexplained();
  return trustor;
}
