/** Where a cloud answers: native ports, one port by path, the health check, addresses in what it says. */
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { services } from '../contracts/index.ts';
import type { ServiceType } from '../contracts/service.ts';
import { type Cloud, type Listening, createCloud } from '../server/cloud.ts';

const types = Object.keys(services) as ServiceType[];
let cloud: Cloud;
let native: Listening;
let shared: Listening;
beforeAll(async () => {
  cloud = await createCloud();
  native = await cloud.listen({ ports: Object.fromEntries(types.map((type) => [type, 0])) });
  shared = await cloud.listen();
});
afterAll(async () => cloud.close());
const at = (port: number | undefined) => supertest(`http://127.0.0.1:${port}`);

describe('the health check', () => {
  test.each(types)('of %s answers on its own port, without a token', async (type) => {
    await at(native.ports[type]).get('/healthcheck').expect(200, 'OK').expect('Content-Type', 'text/plain; charset=UTF-8');
  });
  test('answers on the shared port, for all and for each by path', async () => {
    for (const prefix of ['', ...types.map((type) => services[type].prefix)]) await at(shared.port).get(`${prefix}/healthcheck`).expect(200, 'OK');
  });
  test('answers HEAD with 204, and as JSON who asks for that', async () => {
    await at(shared.port).head('/healthcheck').expect(204);
    await at(shared.port).get('/healthcheck').set('Accept', 'application/json').expect(200, { detailed: false, reasons: [] });
  });
});

const password = { user: { name: 'admin', password: '000000', domain: { name: 'Default' } } };
const login = { auth: { identity: { methods: ['password'], password }, scope: { project: { name: 'admin', domain: { name: 'Default' } } } } };
interface Issued {
  token: { catalog: { type: string; endpoints: { interface: string; url: string }[] }[] };
}
const catalog = ({ token }: Issued): Record<string, string | undefined> =>
  Object.fromEntries(token.catalog.map(({ type, endpoints }) => [type, endpoints.find((endpoint) => endpoint.interface === 'public')?.url]));

describe('the catalog names the way by which the client came', () => {
  test('native ports', async () => {
    const { body } = await at(native.ports.identity).post('/v3/auth/tokens').send(login).expect(201);
    expect(catalog(body as Issued)).toMatchObject({
      identity: `http://127.0.0.1:${native.ports.identity}/v3`,
      compute: `http://127.0.0.1:${native.ports.compute}/v2.1`,
      network: `http://127.0.0.1:${native.ports.network}`,
    });
  });
  test('native ports under another name', async () => {
    const { body } = await at(native.ports.identity).post('/v3/auth/tokens').set('Host', `cloud.test:${native.ports.identity}`).send(login).expect(201);
    expect(catalog(body as Issued)['image']).toBe(`http://cloud.test:${native.ports.image}`);
  });
  test('paths behind one port', async () => {
    const { body } = await at(shared.port).post('/identity/v3/auth/tokens').send(login).expect(201);
    expect(catalog(body as Issued)).toMatchObject({
      compute: `http://127.0.0.1:${shared.port}/compute/v2.1`,
      network: `http://127.0.0.1:${shared.port}/networking`,
    });
  });
  test("Keystone's port takes its path too", async () => {
    await at(native.ports.identity).post('/identity/v3/auth/tokens').send(login).expect(201);
  });
});

test('a path of no service is 404 on the shared port', async () => {
  await at(shared.port)
    .get('/nothing')
    .expect(404, { error: { code: 404, title: 'Not Found', message: 'No service is at /nothing' } });
});

test('a busy port leaves nothing listening behind', async () => {
  const taken = native.ports.compute ?? 0;
  await expect(cloud.listen({ ports: { identity: 0, compute: taken } })).rejects.toMatchObject({ code: 'EADDRINUSE', port: taken });
});

test('what has no body says so, as Nova does', async () => {
  const token = (await at(shared.port).post('/identity/v3/auth/tokens').send(login)).get('X-Subject-Token') ?? '';
  const images = (await at(shared.port).get('/image/v2/images').set('X-Auth-Token', token)).body as { images: { id: string }[] };
  const server = { name: 'one', flavorRef: '1', imageRef: images.images[0]?.id, networks: 'none' };
  const create = at(shared.port).post('/compute/v2.1/servers').set({ 'X-Auth-Token': token, 'OpenStack-API-Version': 'compute 2.37' });
  const { id } = ((await create.send({ server }).expect(202)).body as { server: { id: string } }).server;
  const stopped = await at(shared.port).post(`/compute/v2.1/servers/${id}/action`).set('X-Auth-Token', token).send({ 'os-stop': null }).expect(202);
  expect(stopped.headers).toMatchObject({ 'content-length': '0' });
  const deleted = await at(shared.port).delete(`/compute/v2.1/servers/${id}`).set('X-Auth-Token', token).expect(204);
  expect(deleted.headers).not.toHaveProperty('content-length');
});

test('many requests under way at once each get their own answer', async () => {
  const paths = Array.from({ length: 200 }, (_, n) => ['/identity/v3', `/identity/v3/nothing-${n}`, '/compute/v2.1/servers', '/nowhere'][n % 4] ?? '');
  const answers = await Promise.all(paths.map(async (path) => fetch(`http://127.0.0.1:${shared.port}${path}`)));
  expect(answers.map(({ status }) => status)).toEqual(paths.map((_, n) => [200, 404, 401, 404][n % 4]));
  const ids = answers.map(({ headers }) => headers.get('x-openstack-request-id')).filter((id) => id !== null);
  expect(new Set(ids).size).toBe(150);
});

test('a cloud that listens leaves the globals of its process alone', async () => {
  expect(new Response('x') instanceof globalThis.Response).toBe(true);
  await expect(new Response('x').bytes()).resolves.toEqual(new Uint8Array([120]));
  const answer = await cloud.fetch(new Request('http://cloud.test/identity/v3'));
  expect(await answer.bytes()).toHaveProperty('length');
});

test('an escaped slash in a path is one', async () => {
  await at(shared.port).get('/compute/v2.1%2F').expect(200);
  await at(shared.port).get('/identity/v3%2fauth%2Ftokens').expect(401);
});

test('a body of unknown length is read as far as it may be', async () => {
  const sent = async (size: number): Promise<number> => {
    let left = size;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left <= 0) return controller.close();
        controller.enqueue(new Uint8Array(Math.min(left, 16_384)).fill(32));
        left -= 16_384;
      },
    });
    const { status } = await fetch(`http://127.0.0.1:${shared.port}/identity/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      duplex: 'half',
    });
    return status;
  };
  expect(await sent(1000)).toBe(400);
  expect(await sent(2_000_000)).toBe(413);
});
