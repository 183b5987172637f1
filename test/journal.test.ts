/** The journal, as its readers see it. */
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '../contracts/control/journal.ts';
import { type Cloud, createCloud } from '../server/cloud.ts';

let cloud: Cloud;
let url: string;
let token: string;
const password = { user: { name: 'admin', password: '000000', domain: { name: 'Default' } } };
const login = { auth: { identity: { methods: ['password'], password }, scope: { project: { name: 'admin', domain: { name: 'Default' } } } } };
beforeAll(async () => {
  cloud = await createCloud({ journal: 50 });
  url = `http://127.0.0.1:${(await cloud.listen()).port}`;
  token = String((await at().post('/identity/v3/auth/tokens').send(login).expect(201)).headers['x-subject-token']);
  await at().delete(JOURNAL).expect(204);
});
afterEach(() => at().delete(JOURNAL).expect(204));
afterAll(() => cloud.close());

const JOURNAL = '/_virga/worlds/default/journal';
const at = () => supertest(url);
const entries = async (query = ''): Promise<Entry[]> => {
  const { body } = await at()
    .get(JOURNAL + query)
    .expect(200);
  return (body as { entries: Entry[] }).entries;
};
const get = (path: string) => at().get(path).set('X-Auth-Token', token);

test('an entry tells the whole exchange', async () => {
  const { headers } = await get('/compute/v2.1/flavors?limit=1').set('OpenStack-API-Version', 'compute 2.61').expect(200);
  const [entry] = await entries();
  expect(entry).toMatchObject({
    world: 'default',
    service: 'compute',
    operation: 'compute.flavors.list',
    microversion: '2.61',
    request_id: headers['x-openstack-request-id'],
    method: 'GET',
    url: `${url}/compute/v2.1/flavors?limit=1`,
    status: 200,
    fault: false,
    unread: [],
    transitions: [],
  });
  expect(entry?.request.headers).toMatchObject({ 'openstack-api-version': 'compute 2.61' });
  expect(entry?.response.body).toHaveProperty('flavors_links');
  expect(entry?.duration_ms).toBeGreaterThan(0);
  expect(entry?.project_id).toMatch(/^[0-9a-f]{32}$/);
});

test('no secret is repeated', async () => {
  const response = await at().post('/identity/v3/auth/tokens').send(login).expect(201);
  await get('/compute/v2.1/servers').expect(200);
  await at()
    .post('/identity/v3/auth/tokens')
    .send({ auth: { identity: { methods: ['token'], token: { id: token } } } })
    .expect(201);
  await at().post('/identity/v3/auth/tokens').set('Content-Type', 'application/json').send('{"password": "000000').expect(400);
  for (const path of ['', '/har', '/curl']) {
    const { text } = await at()
      .get(JOURNAL + path)
      .expect(200);
    for (const secret of ['"000000', token, String(response.headers['x-subject-token'])]) expect(text).not.toContain(secret);
  }
});

test('transitions stand with the request that caused them', async () => {
  const { images } = (await get('/image/v2/images')).body as { images: { id: string }[] };
  const server = { name: 'one', flavorRef: '1', imageRef: images[0]?.id, networks: 'none' };
  const { body } = await at()
    .post('/compute/v2.1/servers')
    .set('X-Auth-Token', token)
    .set('OpenStack-API-Version', 'compute 2.37')
    .send({ server })
    .expect(202);
  const target = (body as { server: { id: string } }).server.id;
  const [entry] = await entries('?operation=compute.servers.create');
  expect(entry?.transitions.map(({ step, failed, target: on }) => [step, failed, on])).toEqual([
    ['server.build.scheduling', false, target],
    ['server.build.claiming', false, target],
    ['server.build.networking', false, target],
    ['server.build.block_device_mapping', false, target],
    ['server.build.spawning', false, target],
  ]);
  expect(entry?.response.body).toMatchObject({ server: { adminPass: '[redacted]' } });
});

test('what nothing read is named', async () => {
  const { user } = password;
  await at()
    .post('/identity/v3/auth/tokens')
    .send({ auth: { identity: { methods: ['password'], password: { user: { ...user, 'shoe/size': 43 } } } } })
    .expect(201);
  await get('/identity/v3/users?name=admin&frills=1').expect(200);
  const extra = { name: 'sent-more', nickname: 'comes back' };
  await at().post('/identity/v3/users').set('X-Auth-Token', token).send({ user: extra }).expect(201);
  const found = await entries();
  expect(found.map(({ unread }) => unread)).toEqual([['/auth/identity/password/user/shoe~1size'], ['?frills'], []]);
});

test('what nothing serves is told with what was probably meant', async () => {
  await get('/compute/v2.1/server').expect(404);
  await get('/compute/v2.1/servers').expect(200);
  const found = await entries('?unmatched=true');
  expect(found.map(({ operation, nearest, status }) => [operation, nearest, status])).toEqual([[null, 'compute.servers.list', 404]]);
});

test('is asked by operation, status, number and request', async () => {
  await get('/compute/v2.1/flavors').expect(200);
  const { headers } = await get('/compute/v2.1/flavors/none').expect(404);
  await get('/compute/v2.1/servers').expect(200);
  const operations = async (query: string) => (await entries(query)).map(({ operation }) => operation);
  expect(await operations('?operation=compute.flavors.*')).toEqual(['compute.flavors.list', 'compute.flavors.show']);
  expect(await operations('?status=404')).toEqual(['compute.flavors.show']);
  expect(await operations(`?request_id=${headers['x-openstack-request-id']}`)).toEqual(['compute.flavors.show']);
  expect(await operations('?limit=1')).toEqual(['compute.servers.list']);
  const [first] = await entries();
  expect(await operations(`?since=${first?.number}`)).toEqual(['compute.flavors.show', 'compute.servers.list']);
  await at().get(`${JOURNAL}?operation=compute.flavour.list`).expect(400);
});

test('holds no more than it is told to', async () => {
  for (let n = 0; n < 60; n++) await at().get('/identity/v3');
  const found = await entries();
  expect(found).toHaveLength(50);
  expect(found.at(-1)?.number).toBe((found[0]?.number ?? 0) + 49);
});

describe('verify', () => {
  const verify = async (question: object) => (await at().post(`${JOURNAL}/verify`).send(question).expect(200)).body as Record<string, unknown>;
  const keypair = (name: string) => at().post('/compute/v2.1/os-keypairs').set('X-Auth-Token', token).send({ keypair: { name } });
  test('counts what matches', async () => {
    await keypair('a').expect(200);
    await keypair('a').expect(409);
    await keypair('b').expect(200);
    const match = { operation: 'compute.keypairs.create' };
    expect(await verify({ match, times: { exactly: 3 } })).toEqual({ verified: true, count: 3, message: '3 of 3 requests matched' });
    expect(await verify({ match: { ...match, body: { '/keypair/name': 'a' } }, times: { exactly: 2 } })).toMatchObject({ verified: true });
    expect(await verify({ match, status: 409, times: { at_most: 1 } })).toMatchObject({ verified: true, count: 1 });
    expect(await verify({ match: { operation: 'compute.servers.create' } })).toMatchObject({ verified: false, count: 0 });
  });
  test('says what came instead', async () => {
    await keypair('c').expect(200);
    const { verified, message } = await verify({ match: { operation: 'compute.keypairs.create', name: 'd' }, times: { exactly: 1 } });
    expect(verified).toBe(false);
    expect(message).toContain('0 of 1 requests matched, not exactly 1; the latest of this operation: 200 POST');
    expect(message).toContain('{"keypair":{"name":"c"}}');
  });
});

test('the tail tells what comes', async () => {
  const end = new AbortController();
  const response = await fetch(`${url}${JOURNAL}/tail?operation=compute.*`, { signal: end.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe(': the journal\n\n');
  await at().get('/identity/v3').expect(200);
  await get('/compute/v2.1/flavors').expect(200);
  const { value = '' } = await reader.read();
  const [, id, data] = /^id: (\d+)\ndata: (.*)\n\n$/.exec(value) ?? [];
  const entry = JSON.parse(data ?? '{}') as Entry;
  expect([String(entry.number), entry.operation]).toEqual([id, 'compute.flavors.list']);
  end.abort();
});

test('as curl commands it can be played again', async () => {
  await at()
    .post('/compute/v2.1/os-keypairs')
    .set('X-Auth-Token', token)
    .send({ keypair: { name: "it's" } })
    .expect(400);
  const { text } = await at()
    .get(`${JOURNAL}/curl`)
    .expect(200)
    .expect('Content-Type', /text\/plain/);
  expect(text).toBe(
    `curl -sS -X POST '${url}/compute/v2.1/os-keypairs' -H "x-auth-token: $OS_TOKEN" -H 'content-type: application/json' -d '{"keypair":{"name":"it'\\''s"}}'\n`,
  );
});

test('each world has its own', async () => {
  await at().post('/_virga/worlds').send({ name: 'aside' }).expect(201);
  await at().get('/worlds/aside/identity/v3').expect(200);
  expect(await entries()).toEqual([]);
  const { body } = await at().get('/_virga/worlds/aside/journal').expect(200);
  expect((body as { entries: Entry[] }).entries.map(({ world, operation }) => [world, operation])).toEqual([['aside', expect.any(String)]]);
  await at().delete('/_virga/worlds/aside').expect(204);
});

test('a monitoring system reads figures', async () => {
  await get('/compute/v2.1/flavors').expect(200);
  await get('/compute/v2.1/nothing').expect(404);
  const { text } = await at()
    .get('/_virga/metrics')
    .expect(200)
    .expect('Content-Type', /^text\/plain; version=0\.0\.4/);
  expect(text).toMatch(/^virga_request_duration_seconds_count\{service="compute",operation="compute.flavors.list",status="200"\} [1-9]\d*$/m);
  expect(text).toMatch(/^virga_request_duration_seconds_count\{service="compute",operation="none",status="404"\} [1-9]\d*$/m);
  expect(text).toMatch(/^virga_worlds 1$/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
});
