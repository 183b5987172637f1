/** Users made for one test, and what they log in with. */
import type { RawAnswer } from '../../client/bind.ts';
import type { Stage } from './contract.ts';

/** Body of a log-in with a password. */
export const password = (user: object, scope?: unknown) => ({
  auth: { identity: { methods: ['password'], password: { user } }, ...(scope !== undefined && { scope }) },
});
/** An error of Keystone's. */
export const error = (code: number, title: string, message: string) => ({ error: { code, message, title } });
export const denied = (rule: string) => error(403, 'Forbidden', `You are not authorized to perform the requested action: ${rule}.`);

type Making = Pick<Stage, 'admin' | 'name' | 'later'>;

/** Logs in with any body; the token, or nothing where it fails. */
export async function tokenFor({ admin }: Pick<Stage, 'admin'>, json: unknown): Promise<string> {
  const { headers } = await admin.identity.request('POST', '/auth/tokens', { json });
  return headers.get('x-subject-token') ?? '';
}

/** A user with a role on a project of its own, whose password is `first`. */
export async function someone(stage: Making, roleName = 'member') {
  const { admin, name, later } = stage;
  const { project } = await admin.identity.projects.create({ body: { project: { name: name('project'), domain_id: 'default' } } });
  later(() => admin.identity.projects.delete({ project_id: project.id }));
  const { user } = await admin.identity.users.create({ body: { user: { name: name('user'), domain_id: 'default', password: 'first' } } });
  later(() => admin.identity.users.delete({ user_id: user.id }));
  const role = (await admin.identity.roles.list({ query: { name: roleName } })).roles[0];
  if (!role) throw new Error(`there is no role ${roleName}`);
  await admin.identity.projectUserRoles.assign({ project_id: project.id, user_id: user.id, role_id: role.id });
  const logIn = async (scope?: unknown): Promise<string> => tokenFor(stage, password({ id: user.id, password: 'first' }, scope));
  /** Headers of a request with a token for the project. */
  const headers = async () => ({ 'x-auth-token': await logIn({ project: { id: project.id } }) });
  return { user, project, role, logIn, headers };
}

/** Status and message of an error, or the body of an answer. */
export const said = ({ status, json }: RawAnswer): [status: number, body: unknown] => [status, json?.error?.message ?? json];
