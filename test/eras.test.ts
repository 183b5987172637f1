/** Clouds of other times: what they tell of themselves, and how they are started. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCloud } from '../server/cloud.ts';
import { type Era, eras } from '../server/core/eras.ts';
import { started, virga } from './running.ts';

const ORIGIN = 'http://virga.test';
const people: Record<Era, [user: string, password: string, tenant: string]> = {
  modern: ['admin', '000000', 'admin'],
  2014: ['admin', '000000', 'admin'],
  2012: ['joe', 'shhh', 'openstack'],
};

async function opened(era: Era) {
  const cloud = await createCloud({ era });
  const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) => {
    const init = { method, headers: { accept: 'application/json', 'content-type': 'application/json', ...headers } };
    const response = await cloud.fetch(new Request(ORIGIN + path, { ...init, ...(body !== undefined && { body: JSON.stringify(body) }) }));
    // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
    return { status: response.status, json: (await response.json()) as any };
  };
  const [username, password, tenantName] = people[era];
  const { access } = (await ask('POST', '/identity/v2.0/tokens', {}, { auth: { tenantName, passwordCredentials: { username, password } } })).json;
  return { cloud, ask, access, headers: { 'x-auth-token': String(access.token.id) } };
}

describe.each(eras)('a cloud of %s', (era) => {
  test('tells which versions there are', async () => {
    const { cloud, ask } = await opened(era);
    const ids = async (path: string): Promise<string[]> => {
      const { versions } = (await ask('GET', path)).json;
      return (Array.isArray(versions) ? versions : versions.values).map(({ id }: { id: string }) => id);
    };
    expect(await Promise.all([ids('/identity/'), ids('/compute/'), ids('/image/')])).toEqual(
      {
        modern: [['v3.14'], ['v2.0', 'v2.1'], expect.arrayContaining(['v2.18'])],
        2014: [['v3.14', 'v2.0'], ['v2.0'], ['v2.2', 'v2.1', 'v2.0', 'v1.1', 'v1.0']],
        2012: [['v2.0'], ['v1.1'], ['v1.1', 'v1.0']],
      }[era],
    );
    const root = await ask('GET', '/compute/v1.1/');
    expect([root.status, root.json.version?.id]).toEqual({ modern: [300, undefined], 2014: [200, 'v2.0'], 2012: [200, 'v1.1'] }[era]);
    await cloud.close();
  });

  test('serves every root, whatever it tells', async () => {
    const { cloud, ask, access, headers } = await opened(era);
    const tenant = access.token.tenant.id;
    const paths = [`/compute/v1.1/${tenant}/flavors`, '/compute/v2.1/flavors', '/image/v1/images', '/image/v2/images', '/identity/v3/auth/projects'];
    // a project's id was a name once, which later versions do not take
    if (era !== '2012') paths.push(`/compute/v2/${tenant}/flavors`);
    for (const path of paths) expect(`${path} ${(await ask('GET', path, headers)).status}`).toBe(`${path} 200`);
    await cloud.close();
  });

  test('has a face for the administrators of Keystone v2.0', async () => {
    const { cloud, ask, headers } = await opened(era);
    const names = async (prefix: string) => (await ask('GET', `${prefix}/v2.0/tenants`, headers)).json.tenants.map(({ name }: { name: string }) => name);
    const [, , own] = people[era];
    expect(await names('/identity')).toEqual([own]);
    expect((await names('/identity_admin')).length).toBe({ modern: 3, 2014: 4, 2012: 1 }[era]);
    const extension = async (prefix: string) => (await ask('GET', `${prefix}/v2.0/extensions`)).json.extensions.values[0].alias;
    expect([await extension('/identity'), await extension('/identity_admin')]).toEqual(['OS-KSCRUD', 'OS-KSADM']);
    await cloud.close();
  });
});

test('the catalog of a time names the port for administrators where there is one', async () => {
  const cloud = await createCloud({ era: '2014' });
  const { ports } = await cloud.listen({ ports: { identity: 0, 'identity-admin': 0, compute: 0, image: 0, network: 0 } });
  const auth = { tenantName: 'admin', passwordCredentials: { username: 'admin', password: '000000' } };
  const response = await fetch(`http://127.0.0.1:${ports.identity}/v2.0/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth }),
  });
  const { access } = (await response.json()) as { access: { token: { id: string }; serviceCatalog: { name: string; endpoints: Record<string, string>[] }[] } };
  const [keystone] = access.serviceCatalog.find(({ name }) => name === 'keystone')?.endpoints ?? [];
  expect(keystone?.['adminURL']).toBe(`http://127.0.0.1:${ports['identity-admin']}/v2.0`);
  const tenants = await fetch(`${keystone?.['adminURL']}/tenants`, { headers: { 'x-auth-token': access.token.id } });
  expect(((await tenants.json()) as { tenants: unknown[] }).tenants).toHaveLength(4);
  await cloud.close();
});

test('what time a world is of is kept with its data, and may be another for each world', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'virga-era-'));
  const data = join(folder, 'cloud.sqlite');
  await (await createCloud({ data, era: '2012' })).close();
  const cloud = await createCloud({ data });
  expect(cloud.world.era).toBe('2012');
  const made = await cloud.fetch(
    new Request(`${ORIGIN}/_virga/worlds`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name": "younger", "era": "2014"}' }),
  );
  expect([made.status, ((await made.json()) as { era: string }).era]).toEqual([201, '2014']);
  const versions = await cloud.fetch(new Request(`${ORIGIN}/worlds/younger/compute/`));
  expect(((await versions.json()) as { versions: { id: string }[] }).versions.map(({ id }) => id)).toEqual(['v2.0']);
  await cloud.close();
  rmSync(folder, { recursive: true });
});

test('virga start --era prints what the clients of the time want to know', async () => {
  const cloud = await started(['--port', '0', '--era', '2014']);
  expect(cloud.env).toMatchObject({
    OS_AUTH_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/identity\/v2\.0$/),
    OS_USERNAME: 'admin',
    OS_PASSWORD: '000000',
    OS_TENANT_NAME: 'admin',
    OS_IDENTITY_API_VERSION: '2.0',
  });
  expect(cloud.stdout()).toContain(', of 2014)');
  expect(await cloud.end()).toBe(0);
  const wrong = await virga('start', '--era', '1999');
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('Allowed choices are modern, 2014, 2012')]);
  const high = await virga('start', '--era', '2014', '--port-base', '40000');
  expect([high.code, high.stderr]).toEqual([1, expect.stringContaining('--port-base 40000: port 75357')]);
});

test('a client that ends its chunked body twice gets its answer all the same', async () => {
  const cloud = await createCloud({ era: '2014' });
  const { ports } = await cloud.listen({ ports: { identity: 0, image: 0 } });
  const auth = { tenantName: 'admin', passwordCredentials: { username: 'admin', password: '000000' } };
  const token = await fetch(`http://127.0.0.1:${ports.identity}/v2.0/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth }),
  });
  const { access } = (await token.json()) as { access: { token: { id: string } } };
  const lines = ['POST /v1/images HTTP/1.1', 'Host: x', `X-Auth-Token: ${access.token.id}`, 'Content-Type: application/octet-stream'];
  const meta = ['X-Image-Meta-Disk-Format: raw', 'X-Image-Meta-Container-Format: bare', 'Transfer-Encoding: chunked'];
  const text = await new Promise<string>((resolve, reject) => {
    let received = '';
    const socket = connect(ports.image ?? 0, '127.0.0.1', () => socket.write(`${[...lines, ...meta].join('\r\n')}\r\n\r\n5\r\nbytes\r\n0\r\n\r\n0\r\n\r\n`));
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.on('close', () => resolve(received)).on('error', reject);
  });
  expect(text).toMatch(/^HTTP\/1\.1 201 Created\r\n[^]*"status":"active"/);
  await cloud.close();
});
