/** What goes wrong on purpose, as clients see it. */
import { type Socket, connect } from 'node:net';
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect as client } from '../client/index.ts';
import { type Cloud, createCloud } from '../server/cloud.ts';

let cloud: Cloud;
let url: string;
let admin: ReturnType<typeof client>;
let token: string;
beforeAll(async () => {
  cloud = await createCloud();
  url = `http://127.0.0.1:${(await cloud.listen()).port}`;
  admin = client({ auth: { auth_url: `${url}/identity/v3`, username: 'admin', password: '000000', project_name: 'admin' } });
  token = await admin.token();
});
afterEach(async () => {
  await control().delete('/_virga/worlds/default/faults').expect(204);
});
afterAll(() => cloud.close());

const control = () => supertest(url);
const add = async (rule: object) => {
  const { body } = await control().post('/_virga/worlds/default/faults').send(rule).expect(201);
  return body as { name: string; seen: number; fired: number };
};
const shown = async (name: string) => (await control().get(`/_virga/worlds/default/faults/${name}`).expect(200)).body as { seen: number; fired: number };
const flavors = () => control().get('/compute/v2.1/flavors').set('X-Auth-Token', token);
const statuses = async (count: number): Promise<number[]> => {
  const seen: number[] = [];
  for (let n = 0; n < count; n++) seen.push((await flavors()).status);
  return seen;
};

describe('an answer instead', () => {
  test.each([
    ['compute.flavors.list', '/compute/v2.1/flavors', { serviceUnavailable: { code: 503, message: 'out of order' } }],
    ['identity.users.list', '/identity/v3/users', { error: { code: 503, message: 'out of order', title: 'Service Unavailable' } }],
    ['network.networks.list', '/networking/v2.0/networks', { NeutronError: { type: 'HTTPServiceUnavailable', message: 'out of order', detail: '' } }],
  ])("of %s has the service's words", async (operation, path, body) => {
    await add({ match: { operation }, effect: { status: 503, message: 'out of order', retry_after: 7 } });
    await control().get(path).set('X-Auth-Token', token).expect(503, body).expect('Retry-After', '7');
  });

  test('is for the requests that match only', async () => {
    await add({ match: { operation: 'compute.keypairs.*', name: 'lost' }, effect: { status: 500 } });
    const create = (name: string) => control().post('/compute/v2.1/os-keypairs').set('X-Auth-Token', token).send({ keypair: { name } });
    await create('lost').expect(500);
    await create('found').expect(200);
    await flavors().expect(200);
  });
  test('knows users, projects, headers and values in the body', async () => {
    await add({ match: { user: 'admin', project: 'admin', headers: { 'X-Test': 'yes' }, body: { '/keypair/name': 'third' } }, effect: { status: 409 } });
    const create = (name: string, header: string) =>
      control().post('/compute/v2.1/os-keypairs').set('X-Auth-Token', token).set('x-test', header).send({ keypair: { name } });
    await create('third', 'yes').expect(409);
    await create('third', 'no').expect(200);
    await create('fourth', 'yes').expect(200);
  });
});

describe('when', () => {
  test('the n-th', async () => {
    const { name } = await add({ match: { operation: 'compute.flavors.list' }, effect: { status: 503 }, when: { nth: 2 } });
    expect(await statuses(4)).toEqual([200, 503, 200, 200]);
    expect(await shown(name)).toMatchObject({ seen: 4, fired: 1 });
  });
  test('the first', async () => {
    await add({ match: { operation: 'compute.flavors.list' }, effect: { status: 429 }, when: { first: 2 } });
    expect(await statuses(4)).toEqual([429, 429, 200, 200]);
  });
  test('every third', async () => {
    await add({ match: { operation: 'compute.flavors.list' }, effect: { status: 500 }, when: { every: 3 } });
    expect(await statuses(6)).toEqual([200, 200, 500, 200, 200, 500]);
  });
  test("until a time of the world's", async () => {
    await add({ match: { operation: 'compute.flavors.list' }, effect: { status: 503 }, when: { until: '2001-01-01T00:00:00Z' } });
    expect(await statuses(1)).toEqual([200]);
  });
  test('by chance, and the same again in a deterministic world', async () => {
    const run = async (world: string): Promise<number[]> => {
      await control().post('/_virga/worlds').send({ name: world, deterministic: true }).expect(201);
      const rule = { match: { operation: 'identity.versions.list' }, effect: { status: 503 }, when: { probability: 0.5 } };
      await control()
        .post(`/_virga/worlds/${world}/faults`)
        .send({ ...rule, match: { operation: 'identity.*' } })
        .expect(201);
      const seen: number[] = [];
      for (let n = 0; n < 12; n++) seen.push((await control().get(`/worlds/${world}/identity/v3`)).status);
      await control().delete(`/_virga/worlds/${world}`).expect(204);
      return seen;
    };
    const first = await run('chance');
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run('chance')).toEqual(first);
  });
});

test('a delay comes before the answer', async () => {
  await add({ match: { operation: 'compute.flavors.list' }, effect: { delay: { min: '80ms', max: '90ms' } } });
  const start = performance.now();
  await flavors().expect(200);
  expect(performance.now() - start).toBeGreaterThanOrEqual(75);
});

/** What comes over a socket until its end. */
async function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<{ text: string; error: string | undefined }> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  let text = '';
  let error: string | undefined;
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', (problem: NodeJS.ErrnoException) => (error = problem.code));
  const lines = Object.entries({ Host: `${hostname}:${port}`, 'X-Auth-Token': token, ...headers }).map(([key, value]) => `${key}: ${value}\r\n`);
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  await new Promise((resolve) => socket.on('close', resolve));
  return { text, error };
}
test('a connection is reset', async () => {
  await add({ match: { operation: 'compute.flavors.list' }, effect: { cut: 'reset' } });
  expect(await raw('/compute/v2.1/flavors')).toEqual({ text: '', error: 'ECONNRESET' });
  expect(await raw('/identity/v3/users', { 'X-Virga-Fault': 'cut=reset' }, 'HEAD')).toEqual({ text: '', error: 'ECONNRESET' });
  await expect(cloud.fetch(new Request(`${url}/compute/v2.1/flavors`, { headers: { 'X-Auth-Token': token } }))).rejects.toThrow('fetch failed');
});
test('a body ends in the middle', async () => {
  await add({ match: { operation: 'compute.flavors.list' }, effect: { cut: 'truncate' } });
  const { text } = await raw('/compute/v2.1/flavors');
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  expect(body.length).toBeGreaterThan(0);
  expect(body.length).toBeLessThan(length);
});

test('it was done, but its client is told of an error', async () => {
  await add({ match: { operation: 'compute.keypairs.create' }, effect: { status: 500, phase: 'after' } });
  const request = control().post('/compute/v2.1/os-keypairs').set('X-Auth-Token', token);
  await request.send({ keypair: { name: 'done' } }).expect(500);
  await control().get('/compute/v2.1/os-keypairs/done').set('X-Auth-Token', token).expect(200);
});

test('a server fails to build', async () => {
  const { name } = await add({ transition: 'server.build.spawning', when: { first: 1 } });
  const { images } = await admin.image.images.list();
  const boot = async (): Promise<string> => {
    const made = await admin.compute.at('2.37').servers.create({
      body: { server: { name: 'unlucky', flavorRef: '1', imageRef: images[0]?.id ?? '', networks: 'none' } },
    });
    const { server } = await admin.compute.servers.show({ server_id: 'server' in made ? made.server.id : '' });
    return server.status ?? '';
  };
  expect([await boot(), await boot()]).toEqual(['ERROR', 'ACTIVE']);
  expect(await shown(name)).toMatchObject({ seen: 2, fired: 1 });
});

describe('what there is not is refused', () => {
  test.each([
    [{ match: { operation: 'compute.server.list' }, effect: { status: 500 } }, 'There is no operation compute.server.list; did you mean compute.servers.list?'],
    [{ transition: 'server.build.spawn' }, 'There is no transition server.build.spawn; did you mean server.build.spawning?'],
    [{ effect: { phase: 'after' } }, 'effect: a fault has a status, a delay or a cut'],
    [{ match: {} }, 'A fault has either an effect on requests or a transition that fails'],
  ])('%j', async (rule, message) => {
    const { body } = await control().post('/_virga/worlds/default/faults').send(rule).expect(400);
    expect((body as { error: { message: string } }).error.message).toBe(message);
  });
  test('a name twice', async () => {
    await add({ name: 'one', effect: { status: 500 } });
    await control()
      .post('/_virga/worlds/default/faults')
      .send({ name: 'one', effect: { status: 500 } })
      .expect(409);
    await control().get('/_virga/worlds/default/faults/two').expect(404);
  });
});

describe('a header', () => {
  test('does it for one request', async () => {
    await flavors().set('X-Virga-Fault', 'status=503; retry_after=2').expect(503).expect('Retry-After', '2');
    await flavors().expect(200);
    expect((await raw('/compute/v2.1/flavors', { 'X-Virga-Fault': 'cut=reset' })).error).toBe('ECONNRESET');
  });
  test('that nobody understands is refused', async () => {
    await flavors().set('X-Virga-Fault', 'status=200').expect(400);
  });
  test('needs the token of the control API where that does', async () => {
    const guarded = await createCloud({ controlToken: 'secret' });
    const { port } = await guarded.listen();
    const discovery = () => supertest(`http://127.0.0.1:${port}`).get('/identity/v3').set('X-Virga-Fault', 'status=503');
    await discovery().expect(401);
    await discovery().set('X-Virga-Token', 'secret').expect(503);
    await guarded.close();
  });
});

test('a fork has the faults of its original, with counts of its own', async () => {
  const { name } = await add({ match: { operation: 'identity.*' }, effect: { status: 503 }, when: { first: 1 } });
  await control().post('/_virga/worlds/default/fork').send({ name: 'heir' }).expect(201);
  await control().get('/worlds/heir/identity/v3').expect(503);
  await control().get('/worlds/heir/identity/v3').expect(200);
  expect(await shown(name)).toMatchObject({ seen: 0, fired: 0 });
  await control().delete('/_virga/worlds/heir').expect(204);
});
