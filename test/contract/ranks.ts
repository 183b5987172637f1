/** A project with one user of each rank, to try who may do what. */
import type { Connection } from '../../client/index.ts';
import type { Stage } from './contract.ts';

/** From nobody, who has a role that counts for nothing, up; each is of the project, admins besides of all. */
export const RANKS = ['nobody', 'reader', 'member', 'manager', 'admin'] as const;
export type Rank = (typeof RANKS)[number];

/** @param domain whether they are of a domain of their own @returns the project's id and its users, all of them gone after the test */
export async function ranks(stage: Stage, domain?: 'another domain'): Promise<{ project: string; by: Record<Rank, Connection> }> {
  const { admin, name, later } = stage;
  const make = async (path: string, body: Record<string, unknown>): Promise<string> => {
    const { status, json, text } = await admin.identity.request('POST', path, { json: body });
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${text}`);
    const [made] = Object.values(json as Record<string, { id: string }>);
    later(() => admin.identity.request('DELETE', `${path}/${made?.id}`));
    return made?.id ?? '';
  };
  const project_name = name('project');
  const domain_name = domain ? name('domain') : 'Default';
  const domain_id = domain ? await make('/domains', { domain: { name: domain_name } }) : 'default';
  // only then can it be deleted
  if (domain) later(() => admin.identity.request('PATCH', `/domains/${domain_id}`, { json: { domain: { enabled: false } } }));
  const project = await make('/projects', { project: { name: project_name, domain_id } });
  const idle = await make('/roles', { role: { name: name('role') } });
  const by: Partial<Record<Rank, Connection>> = {};
  for (const rank of RANKS) {
    const username = name(rank);
    const user = await make('/users', { user: { name: username, password: username, domain_id } });
    const role = rank === 'nobody' ? idle : ((await admin.identity.request('GET', `/roles?name=${rank}`)).json.roles[0].id as string);
    await admin.identity.request('PUT', `/projects/${project}/users/${user}/roles/${role}`);
    by[rank] = stage.as({ username, password: username, user_domain_name: domain_name, project_name, project_domain_name: domain_name });
  }
  return { project, by: by as Record<Rank, Connection> };
}
