/** One of everything that Keystone's rules are about, in a domain of its own, and people with every role on every kind of scope. */
import type { Stage } from '../contract.ts';
import { password, tokenFor } from '../people.ts';
import type { Actor } from './rights.ts';

export interface Scene {
  /** Path parameter > id. */
  ids: Record<string, string>;
  /** A role made for the scene, and one of its domain; grants and looks use `member`. */
  ownRole: string;
  domainRole: string;
  /** What is certainly not there. */
  absent: string;
  tokenOf: (actor: Actor) => Promise<string>;
  /** A fresh token of `self`, to be asked about or revoked. */
  subject: () => Promise<string>;
}

const PASSWORD = 'first';
const kindOf = (body: object): string => Object.keys(body)[0] ?? '';

export async function scene({ admin, name, later }: Stage): Promise<Scene> {
  const send = async (method: string, path: string, json?: object, token?: string) => {
    const headers = token === undefined ? {} : { 'x-auth-token': token };
    const answer = await admin.identity.request(method, path, { ...(json && { json }), headers });
    if (answer.status >= 300) throw new Error(`setting the scene: ${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  };
  const make = async (path: string, body: object, token?: string): Promise<string> => {
    const json = await send('POST', path, body, token);
    const kind = kindOf(body);
    const made = json[kind];
    const { id } = (Array.isArray(made) ? made[0] : made) as { id: string };
    later(() => admin.identity.request('DELETE', `${path}/${id}`));
    return id;
  };
  const domain = async (): Promise<string> => {
    const id = await make('/domains', { domain: { name: name('domain') } });
    later(() => admin.identity.request('PATCH', `/domains/${id}`, { json: { domain: { enabled: false } } }));
    return id;
  };
  const role = async (wanted: string): Promise<string> => (await send('GET', `/roles?name=${wanted}`)).roles[0].id as string;
  const [own, foreign] = [await domain(), await domain()];
  const user = async (): Promise<string> => make('/users', { user: { name: name('user'), domain_id: own, password: PASSWORD } });
  const [self, friend, home, project, group] = [
    await user(),
    await user(),
    await make('/projects', { project: { name: name('home'), domain_id: own } }),
    await make('/projects', { project: { name: name('project'), domain_id: own, tags: ['blue'] } }),
    await make('/groups', { group: { name: name('group'), domain_id: own } }),
  ];
  const member = await role('member');
  await send('PUT', `/projects/${project}/users/${self}/roles/${member}`);
  const logIn = async (id: string, scope?: object): Promise<string> => tokenFor({ admin }, password({ id, password: PASSWORD }, scope));

  const places: Record<string, [path: string, scope: object]> = {
    project: [`/projects/${home}`, { project: { id: home } }],
    domain: [`/domains/${own}`, { domain: { id: own } }],
    foreign: [`/domains/${foreign}`, { domain: { id: foreign } }],
    system: ['/system', { system: { all: true } }],
  };
  const tokens = new Map<Actor, Promise<string>>();
  const enter = async (actor: Actor): Promise<string> => {
    if (actor === 'nobody') return '';
    if (actor === 'self') return logIn(self, { project: { id: project } });
    if (actor === 'friend') return logIn(friend);
    const [place = '', roleName = ''] = actor.split(' ');
    const [path = '', scope] = places[place] ?? [];
    const id = await user();
    await send('PUT', `${path}/users/${id}/roles/${await role(roleName)}`);
    return logIn(id, scope);
  };
  const tokenOf = async (actor: Actor): Promise<string> => {
    const known = tokens.get(actor) ?? enter(actor);
    tokens.set(actor, known);
    return known;
  };

  const token = await tokenOf('self');
  const service = await make('/services', { service: { type: name('type'), name: name('service') } });
  const credential = { name: name('credential'), access_rules: [{ service: 'compute', method: 'GET', path: '/x' }] };
  const { application_credential } = await send('POST', `/users/${self}/application_credentials`, { application_credential: credential }, token);
  const trust = { trustor_user_id: self, trustee_user_id: friend, project_id: project, impersonation: false, roles: [{ id: member }] };
  const registered = [{ service_id: service, resource_name: 'cores', default_limit: 1 }];
  const registeredLimit = await make('/registered_limits', { registered_limits: registered });
  const limits = [{ service_id: service, resource_name: 'cores', resource_limit: 1, project_id: project }];
  const ec2 = await send('POST', `/users/${self}/credentials/OS-EC2`, { tenant_id: project }, token);
  const ownRole = await make('/roles', { role: { name: name('role') } });
  return {
    ids: {
      domain_id: own,
      user_id: self,
      project_id: project,
      group_id: group,
      role_id: member,
      prior_role_id: ownRole,
      implied_role_id: await role('reader'),
      tag: 'blue',
      service_id: service,
      application_credential_id: application_credential.id as string,
      access_rule_id: application_credential.access_rules[0].id as string,
      trust_id: await make('/OS-TRUST/trusts', { trust }, token),
      registered_limit_id: registeredLimit,
      limit_id: await make('/limits', { limits }),
      credential_id: await make('/credentials', { credential: { type: 'cert', blob: 'x', user_id: self } }),
      access: ec2.credential.access as string,
    },
    ownRole,
    domainRole: await make('/roles', { role: { name: name('role'), domain_id: own } }),
    absent: name('absent'),
    tokenOf,
    subject: () => logIn(self),
  };
}
