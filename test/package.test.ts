/** What is published: the bundle, its entry points, its declarations. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { run, started } from './running.ts';

beforeAll(async () => {
  const PATH = [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter);
  const { code, stdout, stderr } = await run(process.execPath, ['scripts/build.ts'], { env: { ...process.env, PATH } });
  expect([code, stdout, stderr]).toEqual([0, '', '']);
}, 60_000);

test('the bundled command starts a cloud', async () => {
  const cloud = await started(['--port', '0'], packageJson.bin.virga);
  const health = await fetch(new URL('/healthcheck', cloud.env['OS_AUTH_URL']));
  expect([health.status, await cloud.end()]).toEqual([200, 0]);
});

test('an older Node is told what is needed, in one line', async () => {
  const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '20.19.0' } })`;
  const { code, stdout, stderr } = await run(process.execPath, ['--import', pretend, packageJson.bin.virga]);
  expect(stderr).toMatch(/^virga: needs Node 22\.14 or newer, this is .*\n$/);
  expect([code, stdout]).toEqual([1, '']);
});

test('the entry points work together, in process', async () => {
  const script = `
    import { createCloud } from 'virga';
    import { connect } from 'virga/client';
    const cloud = await createCloud();
    const auth = { auth_url: 'http://cloud/identity/v3', username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
    const { compute } = connect({ auth, fetch: cloud.fetch });
    console.log((await compute.flavors.list({})).flavors.length);
    await cloud.close();
  `;
  expect(await run(process.execPath, ['--input-type=module', '--eval', script])).toEqual({ code: 0, stdout: '5\n', stderr: '' });
});

test('every file that package.json promises is there', () => {
  const promised = [packageJson.bin.virga, ...Object.values(packageJson.exports).flatMap((entry) => Object.values(entry))];
  expect(promised.filter((file) => !existsSync(file))).toEqual([]);
});

test('npm ci needs neither a compiler nor one registry', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { resolved?: string; gypfile?: boolean }> };
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([]);
  // npm run lock
  expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
});
