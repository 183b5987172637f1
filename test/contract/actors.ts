/** Who acts in a contract: the admin that the cloud was given, and users made for the run. */
import { randomUUID } from 'node:crypto';
import type { Auth, Connection } from '../../client/index.ts';
import type { Target } from './target.ts';

export interface Actors {
  admin: Connection;
  /** A user with the role member, in a project of its own in the domain Default. */
  member: Connection;
  /** The same with the role reader only. */
  reader: Connection;
  /** A user with the role manager in the member's project. */
  manager: Connection;
  /** A user with the role reader in the member's project. */
  onlooker: Connection;
  /** Admin of a domain of its own and of a project in it. */
  domainAdmin: Connection;
  /** Anybody else. */
  as: (auth: Auth) => Connection;
}

export interface Cast extends Actors {
  /** Deletes what was made for the run. */
  dismiss: () => Promise<void>;
}

export function cast(target: Target): Cast {
  const run = `virga-${randomUUID().slice(0, 8)}`;
  const admin = target.as();
  const undo: (() => Promise<unknown>)[] = [];

  /** A user made when it is first needed. */
  const actor = (name: string, domain: string, prepare: () => Promise<void>): Connection => {
    const auth: Auth = { username: name, password: name, user_domain_name: domain, project_name: name, project_domain_name: domain };
    let made: Promise<void> | undefined;
    return target.as(auth, () => (made ??= prepare()));
  };
  const inDefault = (role: string): Connection => {
    const name = `${run}-${role}`;
    return actor(name, 'Default', async () => {
      const { project, user } = await people(admin, undo, name, 'default');
      await grant(admin, `/projects/${project}/users/${user}`, role);
    });
  };
  const member = inDefault('member');
  /** Another user of the member's project. */
  const colleague = (role: string): Connection => {
    const name = `${run}-colleague-${role}`;
    let made: Promise<void> | undefined;
    const prepare = async (): Promise<void> => {
      const project = (await member.whoami()).project?.id ?? '';
      const user = await make(admin, '/users', { user: { name, password: name, domain_id: 'default' } });
      undo.unshift(() => admin.identity.request('DELETE', `/users/${user}`));
      await grant(admin, `/projects/${project}/users/${user}`, role);
    };
    const auth: Auth = { username: name, password: name, user_domain_name: 'Default', project_name: `${run}-member`, project_domain_name: 'Default' };
    return target.as(auth, () => (made ??= prepare()));
  };
  return {
    admin,
    member,
    reader: inDefault('reader'),
    manager: colleague('manager'),
    onlooker: colleague('reader'),
    domainAdmin: actor(run, run, async () => {
      const domain = await make(admin, '/domains', { domain: { name: run } });
      undo.unshift(
        () => admin.identity.request('PATCH', `/domains/${domain}`, { json: { domain: { enabled: false } } }),
        () => admin.identity.request('DELETE', `/domains/${domain}`),
      );
      const { project, user } = await people(admin, undo, run, domain);
      await grant(admin, `/projects/${project}/users/${user}`, 'admin');
      await grant(admin, `/domains/${domain}/users/${user}`, 'admin');
    }),
    as: (auth) => target.as(auth),
    async dismiss() {
      for (const step of undo.splice(0)) await step();
    },
  };
}

async function make(admin: Connection, path: string, body: Record<string, unknown>): Promise<string> {
  const [kind] = Object.keys(body) as [string];
  const { json, status, text } = await admin.identity.request('POST', path, { json: body });
  if (status !== 201) throw new Error(`making a ${kind} for the run: ${status} ${text}`);
  return (json[kind] as { id: string }).id;
}

/** A project and a user of the same name; the name is the password, too. */
async function people(admin: Connection, undo: (() => Promise<unknown>)[], name: string, domain_id: string): Promise<{ project: string; user: string }> {
  const project = await make(admin, '/projects', { project: { name, domain_id } });
  undo.unshift(
    async () => withoutGroups(admin, project),
    () => admin.identity.request('DELETE', `/projects/${project}`),
  );
  const user = await make(admin, '/users', { user: { name, password: name, domain_id } });
  undo.unshift(() => admin.identity.request('DELETE', `/users/${user}`));
  return { project, user };
}

/** Neutron gives every project that it sees a default security group, and does not hear of its end. */
async function withoutGroups(admin: Connection, project: string): Promise<void> {
  const { json } = await admin.network.request('GET', `/security-groups?project_id=${project}&fields=id`);
  for (const { id } of (json?.security_groups ?? []) as { id: string }[]) await admin.network.request('DELETE', `/security-groups/${id}`);
}

async function grant(admin: Connection, on: string, role: string): Promise<void> {
  const { json } = await admin.identity.request('GET', `/roles?name=${role}`);
  const { status, text } = await admin.identity.request('PUT', `${on}/roles/${json.roles[0]?.id}`);
  if (status !== 204) throw new Error(`giving the role ${role}: ${status} ${text}`);
}
