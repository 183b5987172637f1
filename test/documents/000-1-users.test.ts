/** Document 000, section 1: users. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Deviation, differences, named } from './like.ts';
import { type Lab, logIn, openLab, send } from './lab.ts';

const ID = '89f8027475294689ae6c0183fa35bf5a';
const self = { self: `http://172.128.11.18:5000/v3/users/${ID}` };
const person = (name: string) => ({ password_expires_at: null, name, links: self, domain_id: ID, enabled: true, id: ID, options: {} });
/** The printed list; the lab's further service users are those of services that it alone has. */
const users = [{ ...person('admin'), default_project_id: ID }, person('demo'), ...['glance', 'placement', 'nova', 'neutron'].map(person)];
const created = {
  user: {
    description: 'A user created by python code.',
    name: 'user_demo',
    domain_id: 'default',
    enabled: true,
    links: self,
    options: {},
    id: ID,
    password_expires_at: null,
  },
};

describe('document 000, section 1: users', () => {
  let lab: Lab;
  let url: string;
  let headers: Record<string, string>;
  let id: string;
  beforeAll(async () => {
    lab = await openLab();
    url = `${lab.origin('identity')}/v3/users`;
  });
  afterAll(() => lab.close());

  test('1.2 a token for admin of the domain demo', async () => {
    const answer = await send('POST', `${lab.origin('identity')}/v3/auth/tokens`, { 'content-type': 'application/json' }, logIn);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-subject-token')).toMatch(/^gAAAA[\w-]{100,}$/);
    headers = { 'x-auth-token': answer.headers.get('x-subject-token') ?? '' };
  });

  test('1.3 step 1: all users', async () => {
    const answer = await send('GET', url, headers);
    expect(answer.status).toBe(200);
    const list = named(answer.json.users as { name: string; domain_id: string }[], users);
    for (const expected of users) {
      const candidates = list.filter(({ name }) => name === expected.name);
      expect(candidates.map((user) => differences(expected, user, domains(user)))).toContainEqual([]);
    }
    expect(differences({ self: 'http://172.128.11.18:5000/v3/users', previous: null, next: null }, answer.json.links)).toEqual([]);
  });

  test('1.3 step 2: create', async () => {
    const body = { user: { name: 'user_demo', password: 'passw0rd', description: 'A user created by python code.' } };
    const answer = await send('POST', url, headers, body);
    expect(answer.status).toBe(201);
    expect(differences(created, answer.json)).toEqual([]);
  });

  test('1.3 the id by name', async () => {
    const { json } = await send('GET', url, headers);
    id = (json.users as { name: string; id: string }[]).find(({ name }) => name === 'user_demo')?.id ?? 'NONE';
    expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('1.3 step 3: by id', async () => {
    const answer = await send('GET', `${url}/${id}`, headers);
    expect(answer.status).toBe(200);
    expect(differences(created, answer.json)).toEqual([]);
    expect(answer.json.user.id).toBe(id);
  });

  test('1.3 step 4: change the password', async () => {
    headers['content-type'] = 'application/json';
    const body = { user: { password: '8assw52d', original_password: 'passw0rd' } };
    const answer = await send('POST', `${url}/${id}/password`, headers, body);
    expect([answer.status, answer.text]).toEqual([204, '']);
    const again = await send('POST', `${url}/${id}/password`, headers, body);
    expect(again.status).toBe(401);
  });

  test('1.3 step 5: delete', async () => {
    const answer = await send('DELETE', `${url}/${id}`, headers);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await send('GET', `${url}/${id}`, headers)).status).toBe(404);
  });

  test('1.1 the request that the document gives as an example', async () => {
    const body = {
      user: {
        default_project_id: '263fd9',
        domain_id: 'default',
        enabled: true,
        federated: [],
        name: 'James Doe',
        password: 'secretsecret',
        description: 'James Doe user',
        email: 'jdoe@example.com',
        options: { ignore_password_expiry: true },
      },
    };
    const answer = await send('POST', url, headers, body);
    expect(answer.status).toBe(201);
    const { federated: _, password: _secret, ...shown } = body.user;
    expect(differences({ user: { ...shown, id: ID, links: self, password_expires_at: null } }, answer.json)).toEqual([]);
    expect((await send('DELETE', `${url}/${answer.json.user.id}`, headers)).status).toBe(204);
  });
});

/** In the lab all users are of one domain with a generated id. */
const domains = ({ name, domain_id }: { name: string; domain_id: string }): Deviation[] => [
  ...(domain_id === 'default' ? [{ at: 'domain_id', now: 'default', reason: 'a user of the domain Default' }] : []),
  ...(name === 'demo' ? [{ at: 'email', now: 'demo@example.com', reason: 'the seed gives the user demo an address' }] : []),
];
