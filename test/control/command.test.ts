/** `virga world`, and the client, against a running Virga. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect, control } from '../../client/index.ts';
import { type Running, started, virga } from '../running.ts';

describe('the command', () => {
  let cloud: Running;
  let url: string;
  beforeAll(async () => {
    cloud = await started(['--port', '0', '--deterministic']);
    url = new URL(cloud.env['OS_AUTH_URL'] ?? '').origin;
  });
  afterAll(async () => void (await cloud.end()));
  const world = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await virga('world', ...args, '--url', url);
    return code === 0 ? stdout : stderr;
  };

  test('makes, copies, keeps, restores and deletes worlds', { timeout: 120_000 }, async () => {
    expect(await world('fork', 'default', 'job', '--clock', 'frozen', '--now', '2040-01-01T00:00:00Z')).toMatch(
      /^name +job\n[^]*auth_url +http:\S+\/worlds\/job\/identity\/v3\n/,
    );
    expect(await world('clock', 'job', '--advance', '1h')).toBe('mode  frozen\nnow   2040-01-01T01:00:00.000Z\n');
    await world('snapshot', 'job', 'before');
    await world('clock', 'job', '--set', '2050-01-01T00:00:00Z');
    await world('restore', 'job', 'before');
    expect(JSON.parse(await world('clock', 'job', '--json'))).toEqual({ mode: 'frozen', now: '2040-01-01T01:00:00.000Z' });
    expect(await world('snapshots', 'job')).toMatch(/^name +created_at\nbefore +2040-01-01T01:00:00\.000Z\n$/);
    expect(await world('list')).toMatch(/^name +created_at +from +resident\ndefault .*\njob .* default +true\n$/);
    expect(await world('openrc', 'job')).toContain(`OS_AUTH_URL=${url}/worlds/job/identity/v3\n`);
    expect(await world('create', 'fresh', '--seed', 'none')).toContain('deterministic  false');
    expect(await world('delete', 'job', 'fresh')).toBe('');
    expect(await world('show', 'job')).toBe('virga: No world is named job\n');
  });

  test.each([
    ['without the bytes of images', []],
    ['with them', ['--content']],
  ])('exports a seed that another Virga starts with, %s', { timeout: 60_000 }, async (_, options) => {
    const folder = mkdtempSync(join(tmpdir(), 'virga-export-'));
    const file = join(folder, 'seed.yaml');
    const { code, stderr } = await virga('export', ...options, '--url', url, '--output', file);
    expect([code, stderr]).toEqual([0, '']);
    const other = await started(['--port', '0', '--seed', file]);
    const { stdout } = await virga('export', ...options, '--url', new URL(other.env['OS_AUTH_URL'] ?? '').origin);
    await other.end();
    expect(stdout).toBe(readFileSync(file, 'utf8'));
    rmSync(folder, { recursive: true });
  });

  test('says in one line what was wrong', async () => {
    expect(await world('create', 'Job')).toMatch(/^virga: name: a name has 1 to 63 of .*\n$/);
    const nobody = await virga('world', 'list', '--url', 'http://127.0.0.1:9');
    expect([nobody.code, nobody.stderr]).toEqual([
      1,
      'virga: no Virga answers at http://127.0.0.1:9; start one with virga start, or say where it is with --url\n',
    ]);
  });

  test('a deterministic cloud gives two clients of two processes the same', async () => {
    const other = await started(['--port', '0', '--deterministic']);
    try {
      const ids = await Promise.all(
        [cloud, other].map(async ({ env }) => {
          const { identity } = connect({ auth: { auth_url: env['OS_AUTH_URL'] ?? '', username: 'admin', password: '000000', project_name: 'admin' } });
          return (await identity.request('GET', '/projects')).json.projects.map(({ id }: { id: string }) => id);
        }),
      );
      expect(ids[0]).toEqual(ids[1]);
    } finally {
      await other.end();
    }
  });
});

describe('data in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'virga-worlds-'));
  let running: Running | undefined;
  afterEach(async () => void (await running?.end('SIGKILL')));
  afterAll(() => rmSync(folder, { recursive: true }));
  const start = async (...more: string[]) => {
    running = await started(['--port', '0', '--data', folder, ...more]);
    return new URL(running.env['OS_AUTH_URL'] ?? '').origin;
  };
  const at = (url: string, world: string) =>
    connect({ auth: { auth_url: `${url}/worlds/${world}/identity/v3`, username: 'admin', password: '000000', project_name: 'admin' } });
  const names = async (url: string, world: string): Promise<string[]> => (await at(url, world).compute.flavors.list({})).flavors.map(({ name }) => name);
  const add = async (url: string, world: string, name: string) =>
    at(url, world).compute.flavors.create({ body: { flavor: { name, ram: 64, vcpus: 1, disk: 1 } } });

  test('survives a kill with a hundred worlds, snapshots included', { timeout: 120_000 }, async () => {
    let url = await start('--max-resident', '20');
    let { worlds, snapshots } = control({ url });
    const all = Array.from({ length: 100 }, (_, n) => `w${n}`);
    for (const name of all) await worlds.fork({ world: 'default', body: { name } });
    await worlds.create({ body: { name: 'determined', deterministic: true } });
    for (const name of ['default', 'w7', 'w99', 'determined']) {
      await snapshots.create({ world: name, body: { name: 'before' } });
      await add(url, name, 'after');
    }
    const ids = async (): Promise<string[]> => (await at(url, 'determined').compute.flavors.list({})).flavors.map(({ id }) => id);
    const known = await ids();
    await running?.end('SIGKILL');

    url = await start('--max-resident', '20');
    ({ worlds, snapshots } = control({ url }));
    expect((await worlds.list()).worlds.map(({ name }) => name).sort()).toEqual(['default', 'determined', ...all].sort());
    expect((await worlds.show({ world: 'w42' })).from).toBe('default');
    for (const name of all) expect(await names(url, name)).toHaveLength(['w7', 'w99'].includes(name) ? 6 : 5);
    expect(await ids()).toEqual(known);
    // the ids go on where no killed process can have been
    expect(known).not.toContain((await add(url, 'determined', 'another')).flavor.id);
    for (const name of ['default', 'w7', 'w99', 'determined']) {
      expect(await names(url, name)).toContain('after');
      await snapshots.restore({ world: name, snapshot: 'before' });
      expect(await names(url, name)).not.toContain('after');
    }
    const { image } = at(url, 'w7');
    const [cirros] = (await image.images.list({})).images;
    expect((await image.request('GET', `/images/${cirros?.id}/file`)).status).toBe(200);
    await worlds.delete({ world: 'w7' });
    await running?.end();

    url = await start();
    ({ worlds } = control({ url }));
    expect((await worlds.list()).worlds.map(({ name }) => name)).not.toContain('w7');
  });
});
