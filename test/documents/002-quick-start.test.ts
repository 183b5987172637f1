/** Document 002: a quick start with Keystone v2.0, Nova v2 and the nova command, of 2014. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curl } from './curl.ts';
import { type Lab, openLab, send } from './lab.ts';
import { differences, named } from './like.ts';
import { byId, flavorRow, flavorTable, flavors, images, servers } from './quick-start.ts';

const HEX = 'f9828a18c6484624b571e85728780ba8';
/** A service of the printed catalog; its endpoint has the same three addresses but for one. */
const service = (name: string, type: string, publicURL: string, adminURL = publicURL) => ({
  endpoints: [{ adminURL, id: '0eb78b6d3f644438aea327d9c57b7b5a', internalURL: publicURL, publicURL, region: 'RegionOne' }],
  endpoints_links: [],
  name,
  type,
});
const printed = {
  access: {
    metadata: { is_admin: 0, roles: ['9fe2ff9ee4384b1894a90878d3e92bab'] },
    serviceCatalog: [
      service('nova', 'compute', `http://8.21.28.222:8774/v2/${HEX}`),
      service('neutron', 'network', 'http://8.21.28.222:9696/'),
      service('cinder_v2', 'volumev2', `http://8.21.28.222:8776/v2/${HEX}`),
      service('trove', 'database', `http://8.21.28.222:8779/v1.0/${HEX}`),
      service('glance', 'image', 'http://8.21.28.222:9292'),
      service('ceilometer', 'metering', 'http://8.21.28.222:8777'),
      service('heat-cfn', 'cloudformation', 'http://8.21.28.222:8000/v1/'),
      service('cinder', 'volume', `http://8.21.28.222:8776/v1/${HEX}`),
      service('nova_ec2', 'ec2', 'http://8.21.28.222:8773/services/Cloud', 'http://8.21.28.222:8773/services/Admin'),
      service('heat', 'orchestration', `http://8.21.28.222:8004/v1/${HEX}`),
      service('keystone', 'identity', 'http://8.21.28.222:5000/v2.0', 'http://10.100.0.222:35357/v2.0'),
    ],
    token: {
      audit_ids: ['gsjrNoqFSQeuLUo0QeJprQ'],
      expires: '2014-12-15T15:09:29Z',
      id: `gAAAA${'x'.repeat(100)}`,
      issued_at: '2014-12-15T14:09:29.794527',
      tenant: { description: 'Auto created account', enabled: true, id: HEX, name: 'trystack' },
    },
    user: { id: HEX, name: 'trystack', roles: [{ name: '_member_' }], roles_links: [], username: 'trystack' },
  },
};
/** Not emulated: a catalog that named them would send clients where nobody is. */
const ABSENT = ['cinder_v2', 'trove', 'ceilometer', 'heat-cfn', 'cinder', 'nova_ec2', 'heat'];

describe('document 002: the OpenStack API', () => {
  let lab: Lab;
  let token: string;
  let tenant: string;
  const password = { username: 'trystack', password: '000000' };
  const authenticate = (auth: object) => send('POST', `${lab.origin('identity')}/v2.0/tokens`, { 'content-type': 'application/json' }, { auth });
  beforeAll(async () => {
    lab = await openLab('lifelike', '2014');
    const { access } = (await authenticate({ tenantName: 'trystack', passwordCredentials: password })).json;
    token = access.token.id;
    tenant = access.token.tenant.id;
    const server = { name: 'test-server', imageRef: images[0]?.id, flavorRef: '2' };
    await send('POST', `${lab.origin('compute')}/v2/${tenant}/servers`, { 'x-auth-token': token, 'content-type': 'application/json' }, { server });
    await lab.pass(5000);
  });
  afterAll(() => lab.close());

  test('authentication: a token', async () => {
    const answer = await curl(
      lab,
      `curl -s -X POST http://8.21.28.222:5000/v2.0/tokens -H "Content-Type: application/json" -d '{"auth": {"tenantName": "'"$OS_TENANT_NAME"'", "passwordCredentials": {"username": "'"$OS_USERNAME"'", "password": "'"$OS_PASSWORD"'"}}}' | python -m json.tool`,
      { OS_TENANT_NAME: 'trystack', OS_USERNAME: 'trystack', OS_PASSWORD: '000000' },
    );
    expect(answer.status).toBe(200);
    const { access } = answer.json;
    expect(access.token.audit_ids).toEqual([expect.stringMatching(/^[\w-]{22}$/)]);
    const order = printed.access.serviceCatalog.filter(({ name }) => !ABSENT.includes(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    access.serviceCatalog.sort((a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1));
    expect(
      differences(printed, answer.json, [
        { at: 'access.serviceCatalog', now: order, reason: `sorted by name, and without ${ABSENT.join(', ')}, which are not emulated` },
        { at: 'access.token.audit_ids', now: access.token.audit_ids, reason: 'made up anew each time' },
      ]),
    ).toEqual([]);
    const [glance, keystone] = access.serviceCatalog;
    expect([glance.endpoints[0].publicURL, keystone.endpoints[0].adminURL]).toEqual([lab.origin('image'), `${lab.origin('identity-admin')}/v2.0`]);
  });

  test('authentication: the parameters', async () => {
    const both = await authenticate({ tenantName: 'trystack', tenantId: tenant, passwordCredentials: password });
    expect([both.status, both.json.error.message]).toEqual([400, 'Expecting either Tenant ID or Tenant Name, but not both']);
    const byId = await authenticate({ tenantId: tenant, passwordCredentials: password });
    expect([byId.status, byId.json.access.token.tenant.name]).toEqual([200, 'trystack']);
    const withToken = await authenticate({ tenantName: 'trystack', token: { id: token } });
    expect([withToken.status, withToken.json.access.user.name]).toEqual([200, 'trystack']);
    for (const auth of [{}, { passwordCredentials: { username: 'trystack' } }, { passwordCredentials: { password: '000000' } }]) {
      expect((await authenticate(auth)).status).toBe(400);
    }
    const wrong = await authenticate({ tenantName: 'trystack', passwordCredentials: { ...password, password: 'x' } });
    expect(wrong.status).toBe(401);
  });

  test.each([{ tenantName: '' }, { tenantId: '' }, {}])('authentication: who does not know the tenant gets it told: %j', async (nothing) => {
    const answer = await authenticate({ ...nothing, passwordCredentials: password });
    expect([answer.status, answer.json.access.token.tenant]).toEqual([200, expect.objectContaining({ id: tenant, name: 'trystack' })]);
  });

  const list = (noun: string) =>
    curl(lab, `curl -s -H "X-Auth-Token:令牌" http://8.21.28.222:8774/v2/租户/${noun} | python -m json.tool`, {}, { 令牌: token, 租户: tenant });
  test('sending API requests: flavors', async () => {
    const answer = await list('flavors');
    expect(answer.status).toBe(200);
    expect(differences(flavors, named(answer.json.flavors, flavors))).toEqual([]);
  });
  test('sending API requests: images', async () => {
    const answer = await list('images');
    expect(answer.status).toBe(200);
    expect(differences(byId(images), byId(named(answer.json.images as typeof images, images)))).toEqual([]);
  });
  test('sending API requests: servers', async () => {
    const answer = await list('servers');
    expect(answer.status).toBe(200);
    expect(differences({ servers }, answer.json)).toEqual([]);
  });
  test('a token that has expired is refused', async () => {
    const other = await openLab('instant', '2014');
    const { access } = (
      await send('POST', `${other.origin('identity')}/v2.0/tokens`, { 'content-type': 'application/json' }, { auth: { passwordCredentials: password } })
    ).json;
    await other.pass(3_700_000);
    const answer = await send('GET', `${other.origin('compute')}/v2/${access.token.tenant.id}/servers`, { 'x-auth-token': access.token.id });
    expect(answer.status).toBe(401);
    await other.close();
  });
});

describe('document 002: the nova command', () => {
  const IMAGE = '949c80c8-b4ac-4315-844e-69f9bef39ed1';
  let lab: Lab;
  let nova: string;
  let headers: Record<string, string>;
  let id: string;
  beforeAll(async () => {
    lab = await openLab('lifelike', '2014');
    const auth = { tenantName: 'admin', passwordCredentials: { username: 'admin', password: '000000' } };
    const { access } = (await send('POST', `${lab.origin('identity')}/v2.0/tokens`, { 'content-type': 'application/json' }, { auth })).json;
    headers = { 'x-auth-token': access.token.id, 'content-type': 'application/json' };
    nova = access.serviceCatalog.find(({ type }: { type: string }) => type === 'compute').endpoints[0].publicURL;
  });
  afterAll(() => lab.close());

  test('nova image-list', async () => {
    const { status, json } = await send('GET', `${nova}/images/detail`, headers);
    expect(status).toBe(200);
    expect(json.images).toContainEqual(expect.objectContaining({ id: IMAGE, name: 'cirros-0.3.1-x86_64-uec', status: 'ACTIVE' }));
  });
  test('nova flavor-list', async () => {
    const { status, json } = await send('GET', `${nova}/flavors/detail`, headers);
    expect([status, json.flavors.map(flavorRow)]).toEqual([200, flavorTable]);
    expect(new Set(json.flavors.map((flavor: { rxtx_factor: number }) => flavor.rxtx_factor))).toEqual(new Set([1]));
  });

  /** What the tables of `boot` and `show` have in common. */
  const common = {
    'OS-DCF:diskConfig': 'MANUAL',
    'OS-EXT-AZ:availability_zone': 'nova',
    'OS-EXT-SRV-ATTR:instance_name': 'instance-00000001',
    accessIPv4: '',
    accessIPv6: '',
    config_drive: '',
    created: '2013-11-07T17:34:16Z',
    id: '66129319-1f1d-420d-a226-bf9fc5ea0138',
    key_name: null,
    metadata: {},
    name: 'my_instance',
    progress: 0,
    security_groups: [{ name: 'default' }],
    tenant_id: '604bbe45ac7143a79e14f3158df67091',
    updated: '2013-11-07T17:34:16Z',
    user_id: '3273a50d6cfb4a2ebc75e83cb86e1554',
  };
  const booted = {
    ...common,
    'OS-EXT-SRV-ATTR:host': null,
    'OS-EXT-SRV-ATTR:hypervisor_hostname': null,
    'OS-EXT-STS:power_state': 0,
    'OS-EXT-STS:task_state': 'scheduling',
    'OS-EXT-STS:vm_state': 'building',
    hostId: '',
    status: 'BUILD',
  };
  const shown = {
    ...common,
    'OS-EXT-SRV-ATTR:host': 'devstack-grizzly',
    'OS-EXT-SRV-ATTR:hypervisor_hostname': 'devstack-grizzly',
    'OS-EXT-STS:power_state': 1,
    'OS-EXT-STS:task_state': null,
    'OS-EXT-STS:vm_state': 'active',
    hostId: 'd57e6f9f7885c615794b4d5a87103509620b6a7f567f7e7bd57e97a2',
    status: 'ACTIVE',
  };
  /** The answer without what the table shows by name, and what the Grizzly of the table did not have yet. */
  function table(server: Record<string, unknown>) {
    const { links, flavor, image, addresses, ...rest } = server;
    const later = ['OS-SRV-USG:launched_at', 'OS-SRV-USG:terminated_at', 'os-extended-volumes:volumes_attached'];
    expect(later.filter((key) => !(key in rest))).toEqual([]);
    return { row: Object.fromEntries(Object.entries(rest).filter(([key]) => !later.includes(key))), links, flavor, image, addresses };
  }

  test('nova boot --image 949c80c8-b4ac-4315-844e-69f9bef39ed1 --flavor 2 my_instance', async () => {
    const server = { name: 'my_instance', imageRef: IMAGE, flavorRef: '2', min_count: 1, max_count: 1 };
    const created = await send('POST', `${nova}/servers`, headers, { server });
    expect([created.status, created.json.server.adminPass]).toEqual([202, expect.stringMatching(/^\w{12}$/)]);
    id = created.json.server.id;
    const answer = await send('GET', `${nova}/servers/${id}`, headers);
    const { row, flavor, image, addresses } = table(answer.json.server);
    expect(differences(booted, row)).toEqual([]);
    expect([flavor, image, addresses]).toMatchObject([{ id: '2' }, { id: IMAGE }, {}]);
    const names = await Promise.all([`flavors/2`, `images/${IMAGE}`].map((path) => send('GET', `${nova}/${path}`, headers)));
    expect([names[0]?.json.flavor.name, names[1]?.json.image.name]).toEqual(['m1.small', 'cirros-0.3.1-x86_64-uec']);
  });
  test('nova list', async () => {
    await lab.pass(16_000);
    const { json } = await send('GET', `${nova}/servers/detail`, headers);
    const rows = json.servers.map((server: Record<string, unknown>) => [
      server['id'],
      server['name'],
      server['status'],
      server['OS-EXT-STS:task_state'],
      server['OS-EXT-STS:power_state'],
      Object.entries(server['addresses'] as Record<string, { addr: string }[]>).map(
        ([network, list]) => `${network}=${list.map(({ addr }) => addr).join(', ')}`,
      ),
    ]);
    expect(rows).toEqual([[id, 'my_instance', 'ACTIVE', null, 1, ['private=10.0.0.2']]]);
  });
  test('nova show', async () => {
    const answer = await send('GET', `${nova}/servers/${id}`, headers);
    const { row, flavor, image, addresses } = table(answer.json.server);
    expect(differences(shown, row)).toEqual([]);
    expect([flavor, image, addresses]).toMatchObject([{ id: '2' }, { id: IMAGE }, { private: [{ addr: '10.0.0.2', version: 4 }] }]);
  });
});
