/** Who acts in a contract: users that the cloud has, and users made for the run. */
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../client/index.ts';
import type { Target } from './target.ts';

export interface Actors {
  /** User admin, project admin, domain Default. */
  admin: Connection;
  /** User demo, project demo, with the role member. */
  member: Connection;
  /** A user with the role reader only, in a project made for the run. */
  reader: Connection;
  /** Admin of the domain demo. */
  domainAdmin: Connection;
}

export interface Cast extends Actors {
  /** Deletes what was made for the run. */
  dismiss: () => Promise<void>;
}

export function cast(target: Target): Cast {
  const run = `virga-${randomUUID().slice(0, 8)}`;
  const admin = target.as();
  const undo: (() => Promise<unknown>)[] = [];
  const make = async (path: string, body: Record<string, unknown>): Promise<string> => {
    const [kind] = Object.keys(body) as [string];
    const { json, status, text } = await admin.identity.request('POST', path, { json: body });
    if (status !== 201) throw new Error(`making a ${kind} for the run: ${status} ${text}`);
    const { id } = json[kind] as { id: string };
    undo.unshift(() => admin.identity.request('DELETE', `${path}/${id}`));
    return id;
  };
  let made: Promise<void> | undefined;
  const prepare = async (): Promise<void> => {
    const project = await make('/projects', { project: { name: run, domain_id: 'default' } });
    const user = await make('/users', { user: { name: run, password: run, domain_id: 'default' } });
    const { json } = await admin.identity.request('GET', '/roles?name=reader');
    const { status, text } = await admin.identity.request('PUT', `/projects/${project}/users/${user}/roles/${json.roles[0].id}`);
    if (status !== 204) throw new Error(`giving the reader a role: ${status} ${text}`);
  };
  return {
    admin,
    member: target.as(target.member),
    reader: target.as(
      { username: run, password: run, user_domain_name: 'Default', project_name: run, project_domain_name: 'Default' },
      () => (made ??= prepare()),
    ),
    domainAdmin: target.as(target.domainAdmin),
    async dismiss() {
      for (const step of undo.splice(0)) await step();
    },
  };
}
