/** What is published: the bundle, its entry points, its declarations. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { run, started } from './running.ts';

beforeAll(async () => {
  const PATH = [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter);
  const { code, stdout, stderr } = await run(process.execPath, ['scripts/build.ts'], { env: { ...process.env, PATH } });
  expect([code, stdout, stderr]).toEqual([0, '', '']);
}, 240_000);

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

test('the bundled command runs the contract on a cloud, with a report for machines and one for people', async () => {
  const cloud = await started(['--port', '0'], packageJson.bin.virga);
  const folder = mkdtempSync(join(tmpdir(), 'virga-verify-'));
  const [junit, html] = [join(folder, 'junit.xml'), join(folder, 'report.html')];
  try {
    const env = { ...process.env, ...cloud.env };
    const { code, stdout, stderr } = await run(process.execPath, [packageJson.bin.virga, 'verify', '--junit', junit, '--html', html], { env });
    expect([stdout.match(/^✗ .*$/gm), stderr, code]).toEqual([null, '', 0]);
    expect(stdout).toMatch(/^pass {2}compute\.servers\.create$/m);
    const tests = Number(/^tests: (\d+) passed, 0 failed/m.exec(stdout)?.[1]);
    expect(tests).toBeGreaterThan(200);
    expect(readFileSync(junit, 'utf8').match(/<testcase /g)?.length).toBeGreaterThanOrEqual(tests);
    expect(readFileSync(html, 'utf8')).toContain('<td>compute.servers.create</td>');
  } finally {
    rmSync(folder, { recursive: true });
    await cloud.end();
  }
}, 240_000);

test('the contract is not run on a cloud beyond this machine unless that is meant', async () => {
  const env = { ...process.env, OS_AUTH_URL: 'http://cloud.example.org:5000/v3', OS_USERNAME: 'admin', OS_PASSWORD: 'secret', OS_CLOUD: '' };
  const { code, stderr } = await run(process.execPath, [packageJson.bin.virga, 'verify'], { env });
  expect([code, stderr]).toEqual([1, 'virga: this would make things on cloud.example.org and delete them again: say --yes if that is meant\n']);
});
