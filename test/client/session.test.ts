/** The client's tokens, its way from the catalog to a service, and what it makes of answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Auth, type ConnectOptions, type Connection, OpenStackError, ShapeError, connect, waitFor } from '../../client/index.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await createCloud();
});
afterAll(() => cloud.close());

const admin = { auth_url: 'http://virga.test/identity', username: 'admin', password: '000000', project_name: 'admin' };
/** What went over the wire: `POST /identity/v3/auth/tokens`. */
let sent: string[] = [];
beforeEach(() => {
  sent = [];
});
type Change = (response: Response, request: Request) => Response | Promise<Response>;
const as = (auth: Auth, { change, ...options }: ConnectOptions & { change?: Change } = {}): Connection =>
  connect({
    auth: { auth_url: admin.auth_url, ...auth },
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      sent.push(`${request.method} ${pathname}${search}`);
      const response = await cloud.fetch(request);
      return change ? change(response, request) : response;
    },
    ...options,
  });
const logins = (): number => sent.filter((request) => request.endsWith('/auth/tokens') && request.startsWith('POST')).length;

describe('tokens', () => {
  test('are got at the first request, and kept', async () => {
    const connection = as(admin);
    expect(sent).toEqual([]);
    await Promise.all([connection.compute.flavors.list(), connection.compute.flavors.list()]);
    await connection.compute.flavors.list();
    expect(logins()).toBe(1);
  });

  test('are renewed once after a 401', async () => {
    const connection = as(admin);
    const token = await connection.token();
    await connection.identity.request('DELETE', '/auth/tokens', { headers: { 'x-subject-token': token } });
    expect((await connection.compute.flavors.list()).flavors.length).toBeGreaterThan(0);
    expect(logins()).toBe(2);
    expect(await connection.token()).not.toBe(token);
  });

  test('are not asked for again and again where they do not help', async () => {
    const connection = as(admin, { change: (response, { url }) => (url.includes('/compute/') ? new Response('{}', { status: 401 }) : response) });
    await expect(connection.compute.flavors.list()).rejects.toMatchObject({ status: 401 });
    expect(logins()).toBe(2);
  });

  test('are renewed before they end', async () => {
    const change: Change = async (response, { url }) => {
      if (!url.endsWith('/auth/tokens')) return response;
      const body = (await response.json()) as { token: { expires_at: string } };
      body.token.expires_at = new Date(Date.now() + 10_000).toISOString();
      return new Response(JSON.stringify(body), response);
    };
    const connection = as(admin, { change });
    await connection.compute.flavors.list();
    await connection.compute.flavors.list();
    expect(logins()).toBeGreaterThan(1);
  });

  test('with a wrong password are refused, and asked for anew at the next request', async () => {
    const connection = as({ ...admin, password: 'wrong' });
    await expect(connection.compute.flavors.list()).rejects.toMatchObject({
      status: 401,
      message: 'The request you have made requires authentication.',
      requestId: expect.stringMatching(/^req-/),
    });
    await expect(connection.token()).rejects.toBeInstanceOf(OpenStackError);
    expect(logins()).toBe(2);
  });

  test('may be for a project by id, a domain, the system or nothing, and come from another token', async () => {
    const { project, user } = await as(admin).whoami();
    const { username, password } = admin;
    expect((await as({ user_id: user.id, password, project_id: String(project?.id) }).whoami()).project).toEqual(project);
    const demo = { username, password, user_domain_name: 'demo', domain_name: 'demo' };
    expect((await as(demo).whoami()).domain?.name).toBe('demo');
    expect((await as({ username, password, system_scope: 'all' }).whoami()).system).toEqual({ all: true });
    const unscoped = as({ username, password, unscoped: true });
    expect(await unscoped.whoami()).not.toHaveProperty('project');
    expect((await as({ token: await unscoped.token(), project_name: 'admin' }).whoami()).project).toEqual(project);
  });
});

describe('discovery', () => {
  test('takes the catalog’s endpoint, and the version document where that names no version', async () => {
    const { image, compute } = as(admin);
    await compute.flavors.list();
    await image.images.list();
    await image.images.list();
    expect(sent.slice(1)).toEqual(['GET /compute/v2.1/flavors', 'GET /image', 'GET /image/v2/images', 'GET /image/v2/images']);
  });

  test('says what the catalog has instead', async () => {
    await expect(as(admin, { region_name: 'Elsewhere' }).compute.flavors.list()).rejects.toThrow(/no public compute endpoint in Elsewhere; it has .*network/);
    await expect(as(admin, { interface: 'internal' }).compute.flavors.list()).resolves.toHaveProperty('flavors');
  });
});

describe('microversions', () => {
  test('are not sent unless pinned', async () => {
    const versions: (string | null)[] = [];
    const connection = as(admin, { change: (response, { headers }) => (versions.push(headers.get('openstack-api-version')), response) });
    await connection.compute.flavors.show({ flavor_id: '1' });
    await connection.compute.at('2.55').flavors.show({ flavor_id: '1' });
    await connection.compute.at('latest').flavors.show({ flavor_id: '1' });
    expect(versions.filter((version, n) => version !== versions[n - 1])).toEqual([null, 'compute 2.55', null, 'compute 2.104']);
  });

  test('shape what comes back', async () => {
    const { compute } = as(admin, { strict: true });
    const { flavor } = await compute.flavors.show({ flavor_id: '1' });
    expect(flavor).not.toHaveProperty('description');
    expect((await compute.at('2.55').flavors.show({ flavor_id: '1' })).flavor.description).toBe(null);
  });
});

describe('answers', () => {
  test('that refuse are errors with upstream’s message, whatever the envelope', async () => {
    const { compute, identity, image, network } = as(admin);
    const refusals: [() => Promise<unknown>, number, RegExp][] = [
      [() => compute.flavors.show({ flavor_id: 'nope' }), 404, /^Flavor nope could not be found\.$/],
      [() => identity.users.show({ user_id: 'nope' }), 404, /^Could not find user: nope\.$/],
      [() => image.images.show({ image_id: 'nope' }), 404, /No image found with ID nope/],
      [() => network.networks.show({ network_id: 'nope' }), 404, /^Network nope could not be found\.$/],
    ];
    for (const [call, status, message] of refusals) {
      const error = await call().catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(OpenStackError);
      expect(error).toMatchObject({ status, message: expect.stringMatching(message), requestId: expect.stringMatching(/^req-/) });
    }
  });

  test('with Placement’s list of errors, or a page, have a message too', () => {
    const message = (body: unknown): string => new OpenStackError(404, body, new Headers()).message;
    expect(message({ errors: [{ status: 404, title: 'Not Found', detail: 'No such provider.\n\n  ' }] })).toBe('No such provider.');
    expect(
      message('<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  No image<br /><br />\n</body></html>'),
    ).toBe('No image');
    expect(message(undefined)).toBe('HTTP 404');
  });

  test('that are asked for raw never throw on a status', async () => {
    const { compute } = as(admin);
    const { status, json, text, headers } = await compute.request('GET', '/flavors/nope');
    expect([status, json.itemNotFound.code]).toEqual([404, 404]);
    expect(JSON.parse(text)).toEqual(json);
    expect(headers.get('x-openstack-request-id')).toMatch(/^req-/);
    expect((await compute.request('POST', '/flavors', { body: 'no json', headers: { 'content-type': 'application/json' } })).status).toBe(400);
  });

  test('come with headers and status on demand', async () => {
    const auth = { identity: { methods: ['password'], password: { user: { name: 'admin', domain: { id: 'default' }, password: '000000' } } } };
    const { value, status, headers } = await as(admin).identity.tokens.issue({ body: { auth } }).whole();
    expect([status, headers.get('x-subject-token')]).toEqual([201, expect.stringMatching(/^gAAAA/)]);
    expect(value.token.user.name).toBe('admin');
  });

  test('that lack a member are refused, that have one too many only if strict', async () => {
    const change = (edit: (flavor: Record<string, unknown>) => void): Change => {
      return async (response, { url }) => {
        if (!url.includes('/flavors/')) return response;
        const body = (await response.json()) as { flavor: Record<string, unknown> };
        edit(body.flavor);
        return new Response(JSON.stringify(body), response);
      };
    };
    const lacking = as(admin, { change: change((flavor) => delete flavor['ram']) });
    await expect(lacking.compute.flavors.show({ flavor_id: '1' })).rejects.toThrow(/flavor\.ram/);
    const more = change((flavor) => (flavor['vendor'] = 1));
    await expect(as(admin, { change: more }).compute.flavors.show({ flavor_id: '1' })).resolves.toMatchObject({ flavor: { name: 'm1.tiny' } });
    await expect(as(admin, { change: more, strict: true }).compute.flavors.show({ flavor_id: '1' })).rejects.toBeInstanceOf(ShapeError);
  });

  test('and bodies of bytes are streams', async () => {
    const { image } = as(admin);
    const made = await image.images.create({ body: { name: 'bytes', disk_format: 'raw', container_format: 'bare' } });
    const content = new Uint8Array(300_000).map((_, n) => n % 251);
    await image.imageData.upload({ image_id: made.id, body: new Blob([content.slice(0, 1000), content.slice(1000)]).stream() });
    const back = await image.imageData.download({ image_id: made.id });
    expect(back).toBeInstanceOf(ReadableStream);
    expect(new Uint8Array(await new Response(back).arrayBuffer())).toEqual(content);
    await image.images.delete({ image_id: made.id });
  });
});

describe('waitFor', () => {
  test('loads until it holds', async () => {
    let count = 0;
    expect(
      await waitFor(
        async () => ++count,
        (n) => n === 3,
        { interval: 1 },
      ),
    ).toBe(3);
  });
  test('gives up with the last state', async () => {
    await expect(
      waitFor(
        async () => ({ status: 'BUILD' }),
        () => false,
        { timeout: 20, interval: 5 },
      ),
    ).rejects.toThrow('not there after 20 ms: {"status":"BUILD"}');
  });
});
