/** Document 001: a token, the users, and the addresses of the services. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differences } from './like.ts';
import { type Lab, logIn, openLab, send } from './lab.ts';

const ID = 'a25fd183981a4c8393dca267a149e3b9';
const admin = {
  name: 'admin',
  links: { self: `http://192.168.100.10:5000/v3/users/${ID}` },
  domain_id: ID,
  enabled: true,
  options: {},
  default_project_id: ID,
  id: ID,
  password_expires_at: null,
};
/** Service name > URL, as `openstack endpoint list` prints them, each three times. */
const endpoints: Record<string, string> = {
  neutron: 'http://controller:9696',
  nova: 'http://controller:8774/v2.1',
  placement: 'http://controller:8778',
  glance: 'http://controller:9292',
  keystone: 'http://controller:5000/v3/',
};

describe('document 001', () => {
  let lab: Lab;
  let headers: Record<string, string>;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  test('a token, under /identity on the port of Keystone', async () => {
    const url = `${lab.origin('identity')}/identity/v3/auth/tokens`;
    const answer = await send('POST', url, { 'content-type': 'application/json' }, logIn);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-subject-token')).toMatch(/^gAAAA[\w-]{100,}$/);
    expect(answer.json.token).toMatchObject({ methods: ['password'], user: { name: 'admin', domain: { name: 'demo' } }, project: { name: 'admin' } });
    const services = (answer.json.token.catalog as { name: string; endpoints: { interface: string }[] }[]).map(({ name }) => name);
    expect(services).toEqual(expect.arrayContaining(Object.keys(endpoints)));
  });

  test('a token from the script', async () => {
    headers = await lab.token();
    expect(headers['x-auth-token']).toMatch(/^gAAAA/);
  });

  test('the users, with that token alone', async () => {
    const answer = await send('GET', `${lab.origin('identity')}/v3/users`, headers);
    expect(answer.status).toBe(200);
    const users = answer.json.users as { name: string; domain_id: string }[];
    const admins = users.filter(({ name, domain_id }) => name === 'admin' && domain_id !== 'default');
    expect(admins.map((user) => differences(admin, user))).toEqual([[]]);
    expect(users.map(({ name }) => name)).toEqual(expect.arrayContaining(['admin', 'demo', 'glance', 'placement', 'nova', 'neutron']));
  });

  test('the addresses of the services, for the public, internal and admin interface', async () => {
    const root = `${lab.origin('identity')}/v3`;
    const listed = (await send('GET', `${root}/endpoints`, headers)).json.endpoints as { service_id: string; url: string; interface: string }[];
    const services = (await send('GET', `${root}/services`, headers)).json.services as { id: string; name: string }[];
    for (const [name, url] of Object.entries(endpoints)) {
      const id = services.find((service) => service.name === name)?.id;
      const own = listed.filter(({ service_id }) => service_id === id);
      expect(own.map((endpoint) => endpoint.interface).sort()).toEqual(['admin', 'internal', 'public']);
      // a slash at the end is the lab's own
      for (const endpoint of own) expect(differences(url.replace(/\/$/, ''), endpoint.url.replace(/\/$/, ''))).toEqual([]);
    }
  });
});
