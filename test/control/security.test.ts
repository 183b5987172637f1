/** Who may speak to the control API, and what it keeps to itself. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, type Listening, createCloud } from '../../server/cloud.ts';

let cloud: Cloud;
let local: Listening;
let open: Listening;
beforeAll(async () => {
  cloud = await createCloud();
  local = await cloud.listen();
  open = await cloud.listen({ host: '0.0.0.0' });
});
afterAll(async () => cloud.close());
const here = (path = '/_virga/worlds') => supertest(`http://127.0.0.1:${local.port}`).get(path);
const everywhere = (path = '/_virga/worlds') => supertest(`http://127.0.0.1:${open.port}`).get(path);

describe('on this machine', () => {
  test.each(['localhost', '127.0.0.1', '127.1.2.3', 'virga.localhost', '[::1]'])('answers to the name %s', async (name) => {
    await here().set('Host', `${name}:${local.port}`).expect(200);
  });
  test('answers to no name that somebody has made point here', async () => {
    const { body } = await here().set('Host', `evil.test:${local.port}`).expect(403);
    expect(body.error.message).toBe('The control API does not answer to the name evil.test without a token');
  });
  test.each([
    ['another site', { Origin: 'http://evil.test' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['a sandbox', { Origin: 'null' }],
    ['a browser that says so', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('answers no page of %s', async (_, headers) => {
    await here().set(headers).expect(403);
  });
  test('answers its own pages', async () => {
    await here()
      .set({ Origin: `http://127.0.0.1:${local.port}`, 'Sec-Fetch-Site': 'same-origin' })
      .expect(200);
  });
  test('takes nothing that a form can send', async () => {
    await supertest(`http://127.0.0.1:${local.port}`).post('/_virga/worlds').type('text/plain').send('{"name":"a"}').expect(415);
    await here('/_virga/worlds/a').expect(404);
  });
});

describe('beyond this machine', () => {
  test('wants the token', async () => {
    await everywhere().expect(401);
    await everywhere().set('X-Virga-Token', 'x').expect(401);
    await everywhere().set('X-Virga-Token', cloud.controlToken.replace(/.$/, '')).expect(401);
    await everywhere().set('X-Virga-Token', cloud.controlToken).set('Host', 'lab.example').expect(200);
    await everywhere().set('Authorization', `Bearer ${cloud.controlToken}`).expect(200);
  });
  test('wants it for the document and for what is not there as well', async () => {
    await everywhere('/_virga/openapi.json').expect(401);
    await everywhere('/_virga/nothing').expect(401);
  });
  test('leaves the services alone', async () => {
    await everywhere('/identity/v3').expect(200);
  });
});

test('a token that was asked for is wanted on this machine as well', async () => {
  const own = await createCloud({ controlToken: 'secret' });
  const { port } = await own.listen();
  await supertest(`http://127.0.0.1:${port}`).get('/_virga').expect(401);
  await supertest(`http://127.0.0.1:${port}`).get('/_virga').set('X-Virga-Token', 'secret').expect(200);
  await own.close();
});

describe('paths', () => {
  test.each(['/worlds/..%2f..%2fetc/identity/v3', '/worlds/.origin/identity/v3'])('%s leads nowhere', async (path) => {
    const { status } = await here(path);
    expect([404, 400]).toContain(status);
  });
  test('of snapshots lead nowhere else', async () => {
    const remove = (path: string) => supertest(`http://127.0.0.1:${local.port}`).delete(path);
    await remove('/_virga/worlds/default/snapshots/..%2f..%2fdefault').expect(404);
    await remove('/_virga/worlds/..%2fdefault').expect(404);
    await remove('/_virga/worlds/default/snapshots/.origin').expect(404);
  });

  test('a folder with other things in it keeps them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'virga-folder-'));
    for (const name of ['.ssh', 'project']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'file'), 'mine');
    }
    const kept = await createCloud({ data: folder });
    expect(kept.worlds.list().map(({ name }) => name)).toEqual(['default']);
    await kept.close();
    for (const name of ['.ssh', 'project']) expect(readFileSync(join(folder, name, 'file'), 'utf8')).toBe('mine');
    rmSync(folder, { recursive: true });
  });

  test('in a seed that came by the control API are not read', async () => {
    const seed = `identity:\n  domains: [{ name: Default, projects: [{ name: admin }] }]\nimage:\n  images:\n    - { name: stolen, disk_format: raw, file: /etc/passwd }\n`;
    const { body } = await supertest(`http://127.0.0.1:${local.port}`).post('/_virga/worlds').send({ name: 'thief', seed }).expect(400);
    expect(body.error.message).toBe('line 5: image.images.0.file: a seed that is sent may not name files');
  });
});
