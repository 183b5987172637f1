/** Users, projects and domains as a log-in names them. `keystone/auth/core.py: AuthInfo`, `keystone/auth/plugins/core.py: BaseUserInfo` */
import { type CloudError, badRequest, unauthorized } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { remember } from './remember.ts';
import { type ProjectRow, type UserRow, fold, projects, users } from './rows.ts';

/** One text for whatever is wrong, so that nobody learns what it was. */
export const refused = (): CloudError => unauthorized('The request you have made requires authentication.');
/** Keystone's most frequent 400. */
export const expecting = (attribute: string, target: string): CloudError =>
  badRequest(
    `Expecting to find ${attribute} in ${target}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`,
  );

export type Reference = { id?: string | undefined; name?: string | undefined };
export type Owned = Reference & { domain?: Reference | undefined };

const first = async (scope: Scope, name: string, domain_id: string | null): Promise<ProjectRow | undefined> =>
  remember(scope, `project/${domain_id}/${name}`, async () => (await scope.rows.list(projects, { where: { folded: fold(name), domain_id }, limit: 1 }))[0]);
export const projectById = async (scope: Scope, id: string | undefined | null): Promise<ProjectRow | undefined> =>
  id ? remember(scope, `project/${id}`, async () => scope.rows.get(projects, id)) : undefined;

/** @throws CloudError 401 */
export async function domainFor(scope: Scope, { id, name }: Reference): Promise<ProjectRow> {
  const domain = name ? await first(scope, name, null) : await projectById(scope, id);
  if (!domain?.is_domain || !domain.enabled) throw refused();
  return domain;
}
/** @throws CloudError 400, 401 */
export async function projectFor(scope: Scope, { id, name, domain }: Owned): Promise<ProjectRow> {
  if (name && !domain) throw expecting('domain', 'project');
  const project = name && domain ? await first(scope, name, (await domainFor(scope, domain)).id) : await projectById(scope, id);
  if (!project?.enabled || project.domain_id === null) throw refused();
  await domainFor(scope, { id: project.domain_id });
  return project;
}

export const userNamed = async (scope: Scope, name: string, domain_id: string): Promise<UserRow | undefined> =>
  remember(scope, `user/${domain_id}/${name}`, async () => (await scope.rows.list(users, { where: { folded: fold(name), domain_id }, limit: 1 }))[0]);
/** @throws CloudError 400, 401 */
export async function userFor(scope: Scope, { id, name, domain }: Owned): Promise<UserRow> {
  if (!id && !name) throw expecting('id or name', 'user');
  if (name && !domain) throw expecting('domain', 'user');
  let user: UserRow | undefined;
  if (name && domain) user = await userNamed(scope, name, (await domainFor(scope, domain)).id);
  else if (id) user = await remember(scope, `user/${id}`, async () => scope.rows.get(users, id));
  if (!user?.enabled) throw refused();
  if (!name) await domainFor(scope, { id: user.domain_id });
  return user;
}
