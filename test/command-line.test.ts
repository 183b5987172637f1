/** The `virga` command, run as a process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { connect } from '../client/index.ts';
import { type Running, started, virga } from './running.ts';

const folder = mkdtempSync(join(tmpdir(), 'virga-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const running: Running[] = [];
const start = async (...args: string[]): Promise<Running> => {
  const cloud = await started(args);
  running.push(cloud);
  return cloud;
};
afterEach(async () => void (await Promise.all(running.splice(0).map((cloud) => cloud.end()))));
const url = (cloud: Running): string => cloud.env['OS_AUTH_URL'] ?? '';
const login = (cloud: Running, change: Partial<Record<'username' | 'password', string>> = {}) => ({
  auth: {
    auth_url: url(cloud),
    username: cloud.env['OS_USERNAME'] ?? '',
    password: cloud.env['OS_PASSWORD'] ?? '',
    project_name: cloud.env['OS_PROJECT_NAME'] ?? '',
    user_domain_name: cloud.env['OS_USER_DOMAIN_NAME'] ?? '',
    project_domain_name: cloud.env['OS_PROJECT_DOMAIN_NAME'] ?? '',
    ...change,
  },
});

describe('virga start', () => {
  test('is ready when it says so, and what it prints logs a client in', async () => {
    const cloud = await start('--port', '0');
    expect(cloud.stdout()).toMatch(/^# Virga is ready at http:\/\/127\.0\.0\.1:\d+\/identity\/v3 \(in memory, profile instant\)\n/);
    const { compute } = connect(login(cloud));
    const { flavors } = await compute.flavors.list({});
    expect(flavors.map(({ name }) => name)).toEqual(['m1.tiny', 'm1.small', 'm1.medium', 'm1.large', 'm1.xlarge']);
    expect(cloud.stderr()).toBe('');
  });

  test('serves every service on its native port, moved up by --port-base', async () => {
    const base = 10_000 + (process.pid % 13_000);
    const cloud = await start('--port-base', String(base));
    expect(url(cloud)).toBe(`http://127.0.0.1:${base + 5000}/v3`);
    for (const port of [5000, 8774]) {
      const health = await fetch(`http://127.0.0.1:${base + port}/healthcheck`);
      expect([health.status, health.headers.get('content-type'), await health.text()]).toEqual([200, 'text/plain; charset=UTF-8', 'OK']);
    }
    const { stdout } = await virga('openrc', '--port-base', String(base));
    expect(stdout).toBe(cloud.stdout().slice(cloud.stdout().indexOf('\n') + 1));
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly with %s and finds its data again', async (signal) => {
    const data = join(folder, `${signal}.db`);
    const first = await start('--port', '0', '--data', data);
    const { compute } = connect(login(first));
    const { flavor } = await compute.flavors.create({ body: { flavor: { name: 'kept', ram: 64, vcpus: 1, disk: 1 } } });
    expect(await first.end(signal)).toBe(0);
    running.length = 0;
    const second = await start('--port', '0', '--data', data);
    const again = connect(login(second));
    expect((await again.compute.flavors.show({ flavor_id: flavor.id })).flavor.name).toBe('kept');
  });

  test('says who may log in according to the seed', async () => {
    const seed = file(
      'own.yaml',
      `
identity:
  roles: [{ name: admin }]
  domains:
    - name: Ours
      projects: [{ name: main }]
      users: [{ name: guest }, { name: root, password: "it's", grants: [{ role: admin, project: main }] }]
`,
    );
    const cloud = await start('--port', '0', '--seed', seed);
    expect(cloud.env).toMatchObject({ OS_USERNAME: 'root', OS_PASSWORD: `'it'\\''s'`, OS_PROJECT_NAME: 'main', OS_USER_DOMAIN_NAME: 'Ours' });
    const { token } = connect(login(cloud, { password: `it's` }));
    expect(await token()).toBeTruthy();
  });

  test('starts with nothing at all', async () => {
    const cloud = await start('--port', '0', '--seed', 'none');
    expect(Object.keys(cloud.env)).toEqual(['OS_AUTH_URL', 'OS_REGION_NAME', 'OS_IDENTITY_API_VERSION']);
    expect((await fetch(new URL('/healthcheck', url(cloud)))).status).toBe(200);
  });

  test('logs requests when asked, without what they carry', async () => {
    const cloud = await start('--port', '0', '--log', 'info');
    await connect(login(cloud)).token();
    await cloud.end();
    running.length = 0;
    expect(cloud.stderr()).toContain('POST /identity/v3/auth/tokens');
    expect(cloud.stderr()).not.toContain('000000');
  });
});

describe('what the user can put right is one line and exit code 1', () => {
  const says = async (args: string[], line: string | RegExp): Promise<void> => {
    const { code, stdout, stderr } = await virga(...args);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr.trimEnd()).toMatch(line);
    expect([code, stdout]).toEqual([1, '']);
  };
  const listening = async (): Promise<Server> => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  };

  test('a busy port', async () => {
    const server = await listening();
    const { port } = server.address() as AddressInfo;
    await says(['start', '--port', String(port)], `virga: port ${port} of 127.0.0.1 is in use: end what listens there, or start on other ports with`);
    server.close();
  });
  test.each([
    ['a wrong type', 'compute:\n  flavors:\n    - id: "7"\n      name: b\n      vcpus: 1\n      disk: 1\n      ram: lots\n', 7, 'compute.flavors.0.ram: '],
    ['a missing value', 'compute:\n  flavors:\n    - { id: "1", name: a, ram: 1, vcpus: 1, disk: 1 }\n    - { id: "2" }\n', 4, 'compute.flavors.1.'],
    ['an unknown key', 'compute:\n\n  flavrs: []\n', 3, 'compute: Unrecognized key: "flavrs"'],
    ['broken YAML', 'compute:\n  flavors: [\n', 3, ''],
    ['a duplicate', 'identity:\n  roles:\n    - { name: a }\n    - { name: a }\n', 1, 'identity: '],
    ['a name that nothing has', 'identity:\n  roles: [{ name: a, implies: [b] }]\n', 1, 'identity: there is no role b'],
    ['an alias without its anchor', 'compute: *nothing\n', 1, 'Unresolved alias'],
  ])('a seed with %s', async (_, text, line, message) => {
    const seed = file('broken.yaml', text);
    await says(['start', '--port', '0', '--seed', seed], `virga: ${seed}:${line}: ${message}`);
  });
  test.each([
    ['a seed that is not there', ['--seed', '/nonexistent.yaml'], 'virga: --seed /nonexistent.yaml: ENOENT'],
    ['a folder that is not there', ['--data', '/nonexistent/file'], 'virga: --data /nonexistent/file: Cannot open database'],
    ['data that is something else', ['--data', 'package.json'], 'virga: --data package.json: file is not a database'],
    [
      'an unknown profile',
      ['--profile', 'quick'],
      "virga: option '--profile <name>' argument 'quick' is invalid. Allowed choices are instant, lifelike, chaos.",
    ],
    ['an unknown log level', ['--log', 'loud'], 'Allowed choices are silent, error, warn, info.'],
    ['a port that is none', ['--port', '65536'], 'It is a number from 0 to 65535.'],
    ['two ways to say the port', ['--port', '1', '--port-base', '2'], `option '--port-base <number>' cannot be used with option '--port <number>'`],
    ['a host that is not here', ['--host', '192.0.2.1'], 'virga: --host: listen EADDRNOTAVAIL'],
    ['an unknown option', ['--prot', '1'], `virga: unknown option '--prot' (Did you mean --port?)`],
  ])('%s', async (_, args, line) => says(['start', '--port', '0', ...args], line));
  test('nobody to ask', async () => {
    const server = await listening();
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await says(['openrc', '--port', String(port)], `virga: no cloud answers at http://127.0.0.1:${port}; `);
  });
});

test('virga clouds prints a clouds.yaml, virga seed-schema a JSON Schema', async () => {
  const cloud = await start('--port', '0');
  const { stdout } = await virga('clouds', '--port', new URL(url(cloud)).port);
  expect(stdout).toContain(`      auth_url: '${url(cloud)}'\n      username: 'admin'\n      password: '000000'\n`);
  const schema = JSON.parse((await virga('seed-schema')).stdout) as { properties: object; additionalProperties: boolean };
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['identity', 'compute']));
  expect(schema.additionalProperties).toBe(false);
});
