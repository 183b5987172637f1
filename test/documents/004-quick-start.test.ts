/** Document 004: the quick start of 2017, with Keystone v3, Nova v2 and the openstack command. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Lab, openLab, send } from './lab.ts';
import { curl } from './curl.ts';
import { type Deviation, differences, named } from './like.ts';
import { byId, flavorRow, flavorTable, flavors, images, servers } from './quick-start.ts';

const AUTHENTICATE = `curl -v -s -X POST $OS_AUTH_URL/auth/tokens?nocatalog -H "Content-Type: application/json" -d '{ "auth": { "identity": { "methods": ["password"],"password": {"user": {"domain": {"name": "'"$OS_USER_DOMAIN_NAME"'"},"name": "'"$OS_USERNAME"'", "password": "'"$OS_PASSWORD"'"} } }, "scope": { "project": { "domain": { "name": "'"$OS_PROJECT_DOMAIN_NAME"'" }, "name": "'"$OS_PROJECT_NAME"'" } } }}' \\
| python -m json.tool`;
const domain = { id: 'default', name: 'Default' };
const printed = {
  token: {
    audit_ids: ['HOGlhnMFT52xY7PjbuJZlA'],
    expires_at: '2017-05-26T07:48:58.000000Z',
    is_domain: false,
    issued_at: '2017-05-26T06:48:58.000000Z',
    methods: ['password'],
    project: { domain, id: '05ef0bf2a79c42b2b8155873b6404061', name: 'demo' },
    roles: [{ id: 'b18239b7026042ef8695c3c4cf10607b', name: 'user' }],
    user: { domain, id: '12846256e60c42f88d0e1ba9711a57f5', name: 'demo', password_expires_at: null },
  },
};
const FEDORA = 'a5604931-af06-4512-8046-d43aabf272d3';

describe('document 004: OpenStack APIs', () => {
  let lab: Lab;
  let variables: Record<string, string>;
  let answer: Answer;
  const shell = (line: string) => curl(lab, line, variables);
  beforeAll(async () => {
    lab = await openLab('lifelike', '2014');
    variables = {
      OS_PROJECT_NAME: 'demo',
      OS_PROJECT_DOMAIN_NAME: 'Default',
      OS_USERNAME: 'demo',
      OS_PASSWORD: '000000',
      OS_USER_DOMAIN_NAME: 'Default',
      OS_AUTH_URL: `${lab.origin('identity')}/v3`,
    };
    answer = await shell(AUTHENTICATE);
    const { id } = answer.json.token.project;
    variables['OS_TOKEN'] = answer.headers.get('x-subject-token') ?? '';
    variables['OS_PROJECT_ID'] = id;
    variables['OS_COMPUTE_API'] = `${lab.origin('compute')}/v2/${id}`;
    await create('test-server', FEDORA, '2');
    await lab.pass(5000);
  });
  afterAll(() => lab.close());
  const headers = () => ({ 'x-auth-token': variables['OS_TOKEN'] ?? '', 'content-type': 'application/json' });
  const nova = (path: string) => send('GET', `${variables['OS_COMPUTE_API']}${path}`, headers());
  const create = (name: string, imageRef: string, flavorRef: string) =>
    send('POST', `${variables['OS_COMPUTE_API']}/servers`, headers(), { server: { name, imageRef, flavorRef } });

  test('Authenticate', () => {
    expect(answer.status).toBe(201);
    expect(Object.fromEntries(['vary', 'content-type'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      vary: 'X-Auth-Token',
      'content-type': 'application/json',
    });
    expect(answer.headers.get('x-subject-token')).toMatch(/^gAAAA[\w-]{100,}/);
    expect(answer.headers.get('x-openstack-request-id')).toMatch(/^req-[0-9a-f-]{36}$/);
    const { audit_ids } = answer.json.token;
    expect(audit_ids).toEqual([expect.stringMatching(/^[\w-]{22}$/)]);
    const implied = { id: 'b18239b7026042ef8695c3c4cf10607b', name: 'member' };
    const deviations: Deviation[] = [
      { at: 'token.audit_ids', now: audit_ids, reason: 'made up anew each time' },
      {
        at: 'token.roles',
        now: [...printed.token.roles, implied, { ...implied, name: 'reader' }],
        reason: 'since 2018 rights hang on roles that others imply',
      },
    ];
    expect(differences(printed, answer.json, deviations)).toEqual([]);
  });

  test('Send API requests: flavors', async () => {
    const { status, json } = await shell(`curl -s -H "X-Auth-Token: $OS_TOKEN" \\\n$OS_COMPUTE_API/flavors \\\n| python -m json.tool`);
    expect(status).toBe(200);
    expect(differences(flavors, named(json.flavors, flavors))).toEqual([]);
  });
  test('Send API requests: images', async () => {
    const { status, json } = await shell(`curl -s -H "X-Auth-Token: $OS_TOKEN" \\\nhttp://8.21.28.222:8774/v2/$OS_PROJECT_ID/images \\\n| python -m json.tool`);
    expect(status).toBe(200);
    expect(differences(byId(images), byId(named(json.images as typeof images, images)))).toEqual([]);
  });
  test('Send API requests: servers', async () => {
    const { status, json } = await shell(
      `curl -s -H "X-Auth-Token: $OS_TOKEN" \\\nhttp://8.21.28.222:8774/v2/$OS_PROJECT_ID/servers \\\n| python -m json.tool`,
    );
    expect(status).toBe(200);
    expect(differences({ servers }, json)).toEqual([]);
  });

  test('openstack image list', async () => {
    const { status, json } = await send('GET', `${lab.origin('image')}/v2/images`, headers());
    expect(status).toBe(200);
    expect(json.images).toContainEqual(expect.objectContaining({ id: FEDORA, name: 'fedora-20.x86_64' }));
  });
  test('openstack flavor list', async () => {
    const { status, json } = await nova('/flavors/detail');
    expect([status, json.flavors.map(flavorRow)]).toEqual([200, flavorTable]);
  });
  test('openstack server create --image a5604931-af06-4512-8046-d43aabf272d3 --flavor 1 my_instance', async () => {
    const created = await create('my_instance', FEDORA, '1');
    expect([created.status, created.json.server.adminPass]).toEqual([202, expect.stringMatching(/^\w{12}$/)]);
    const { server } = (await nova(`/servers/${created.json.server.id}`)).json;
    const { links: _, flavor, image, metadata, tenant_id, ...row } = server;
    const table = {
      'OS-DCF:diskConfig': 'MANUAL',
      'OS-EXT-AZ:availability_zone': 'nova',
      'OS-EXT-STS:power_state': 0,
      'OS-EXT-STS:task_state': 'scheduling',
      'OS-EXT-STS:vm_state': 'building',
      'OS-SRV-USG:launched_at': null,
      'OS-SRV-USG:terminated_at': null,
      accessIPv4: '',
      accessIPv6: '',
      addresses: {},
      config_drive: '',
      created: '2015-08-27T03:02:27Z',
      hostId: '',
      id: '1553694c-d711-4954-9b20-84b8cb4598c6',
      key_name: null,
      name: 'my_instance',
      'os-extended-volumes:volumes_attached': [],
      progress: 0,
      security_groups: [{ name: 'default' }],
      status: 'BUILD',
      updated: '2015-08-27T03:02:28Z',
      user_id: 'b3ce0cfc170641e98ff5e42b1be9c85a',
    };
    expect(differences(table, row)).toEqual([]);
    expect([flavor.id, image.id, metadata, tenant_id]).toEqual(['1', FEDORA, {}, variables['OS_PROJECT_ID']]);
    expect([(await nova('/flavors/1')).json.flavor.name, (await nova(`/images/${FEDORA}`)).json.image.name]).toEqual(['m1.tiny', 'fedora-20.x86_64']);
  });
});
