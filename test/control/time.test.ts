/** The time of a world: standing, moved, jumping when a client polls; and what obeys it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Control, build, controlled, statusOf } from './world.ts';

let control: Control & { close: () => Promise<void> };
beforeEach(async () => {
  control = await controlled();
});
afterEach(async () => control.close());
const made = async (settings: object): Promise<ReturnType<Control['at']>> => {
  expect(await control.ask('POST', '/worlds/default/fork', { name: 'w', ...settings })).toMatchObject({ status: 201 });
  return control.at('w');
};
const advance = async (by: string | number): Promise<void> => {
  expect(await control.ask('POST', '/worlds/w/clock/advance', { by })).toMatchObject({ status: 200 });
};

describe('a frozen clock', () => {
  test('stands still until it is moved, by a duration or to a date', async () => {
    await made({ clock: 'frozen', now: '2040-02-29T12:00:00Z' });
    expect((await control.ask('GET', '/worlds/w/clock')).json).toEqual({ mode: 'frozen', now: '2040-02-29T12:00:00.000Z' });
    await advance('1d1h1m1s500ms');
    expect((await control.ask('GET', '/worlds/w/clock')).json.now).toBe('2040-03-01T13:01:01.500Z');
    await advance(0.5);
    expect((await control.ask('PUT', '/worlds/w/clock', { now: '2041-01-01T01:00:00+01:00' })).json).toEqual({
      mode: 'frozen',
      now: '2041-01-01T00:00:00.000Z',
    });
  });

  test('is what answers are dated by', async () => {
    await made({ clock: 'frozen', now: '2040-02-29T12:00:00Z' });
    const { headers } = await control.cloud.fetch(new Request('http://virga.test/worlds/w/identity/v3'));
    expect(headers.get('date')).toBe('Wed, 29 Feb 2040 12:00:00 GMT');
  });

  test('holds transitions until they are due', async () => {
    const w = await made({ clock: 'frozen', profile: 'lifelike' });
    const id = await build(w);
    expect([await statusOf(w, id), await statusOf(w, id)]).toEqual(['BUILD', 'BUILD']);
    await advance('5s');
    expect(await statusOf(w, id)).toBe('ACTIVE');
  });

  test('ends tokens', async () => {
    const w = await made({ clock: 'frozen' });
    const token = await w.token();
    const ask = () => w.identity.request('GET', '/auth/tokens', { headers: { 'x-auth-token': token, 'x-subject-token': token } });
    expect((await ask()).status).toBe(200);
    await advance('2d');
    expect((await ask()).status).toBe(401);
  });

  test('confirms a resize when its window has passed', async () => {
    const w = await made({ clock: 'frozen' });
    await control.ask('PUT', '/worlds/w/profile', { durations: { 'server.auto-confirm': 3_600_000 } });
    const id = await build(w);
    expect((await w.compute.request('POST', `/servers/${id}/action`, { json: { resize: { flavorRef: '2' } } })).status).toBe(202);
    expect(await statusOf(w, id)).toBe('VERIFY_RESIZE');
    await advance('59m');
    expect(await statusOf(w, id)).toBe('VERIFY_RESIZE');
    await advance('1m');
    expect(await statusOf(w, id)).toBe('ACTIVE');
    expect((await w.compute.request('GET', `/servers/${id}`)).json.server.flavor.id).toBe('2');
  });

  test('is what usage is counted by', async () => {
    const w = await made({ clock: 'frozen', now: '2040-01-01T00:00:00Z' });
    await build(w);
    await advance('10h');
    const { json } = await w.compute.request(
      'GET',
      `/os-simple-tenant-usage/${(await w.whoami()).project?.id}?start=2040-01-01T00:00:00&end=2040-01-01T10:00:00`,
    );
    expect(json.tenant_usage.total_hours).toBeCloseTo(10);
  });

  test('forgets image tasks two days after their end', async () => {
    const w = await made({ clock: 'frozen' });
    const { json: image } = await w.image.request('POST', '/images', { json: { name: 'i', disk_format: 'raw', container_format: 'bare' } });
    await w.image.request('PUT', `/images/${image.id}/stage`, { body: 'x', headers: { 'content-type': 'application/octet-stream' } });
    expect((await w.image.request('POST', `/images/${image.id}/import`, { json: { method: { name: 'glance-direct' } } })).status).toBe(202);
    const tasks = async (): Promise<number> => (await w.image.request('GET', `/images/${image.id}/tasks`)).json.tasks.length;
    expect(await tasks()).toBe(1);
    await advance('47h');
    expect(await tasks()).toBe(1);
    await advance('2h');
    // the token has ended as well, and the client gets another
    expect(await tasks()).toBe(0);
  });
});

describe('an automatic clock', () => {
  test('jumps to the next transition of what a client looks at', async () => {
    const w = await made({ clock: 'auto', now: '2040-01-01T00:00:00Z', profile: 'lifelike' });
    const id = await build(w);
    const seen: unknown[] = [];
    for (let n = 0; n < 6; n++) {
      const { server } = (await w.compute.request('GET', `/servers/${id}`)).json as { server: Record<string, unknown> };
      seen.push([server['status'], server['OS-EXT-STS:task_state']]);
    }
    expect(seen).toEqual([
      ['BUILD', null],
      ['BUILD', 'networking'],
      ['BUILD', 'block_device_mapping'],
      ['BUILD', 'spawning'],
      ['ACTIVE', null],
      ['ACTIVE', null],
    ]);
    expect((await control.ask('GET', '/worlds/w/clock')).json.now).toBe('2040-01-01T00:00:02.300Z');
  });

  test('leaves what else is looked at alone, but lets nobody wait for ever', async () => {
    const w = await made({ clock: 'auto', profile: 'lifelike' });
    const id = await build(w);
    const before = (await control.ask('GET', '/worlds/w/clock')).json.now;
    await w.compute.request('GET', '/flavors');
    expect((await control.ask('GET', '/worlds/w/clock')).json.now).toBe(before);
    // as one who waits for the history of the server to go on
    for (let n = 0; n < 10; n++) await w.compute.request('GET', '/os-server-groups');
    await control.ask('PUT', '/worlds/w/clock', { mode: 'frozen' });
    expect(await statusOf(w, id)).toBe('ACTIVE');
  });
});

describe('steps that want to be looked at', () => {
  test('end with the n-th look, however long that takes', async () => {
    const w = await made({ clock: 'frozen' });
    await control.ask('PUT', '/worlds/w/profile', { polls: { 'server.build.spawning': 3 } });
    const id = await build(w);
    await advance('30m');
    expect([await statusOf(w, id), await statusOf(w, id), await statusOf(w, id)]).toEqual(['BUILD', 'BUILD', 'ACTIVE']);
  });

  test('count a look at the list', async () => {
    const w = await made({});
    await control.ask('PUT', '/worlds/w/profile', { polls: { 'server.build.spawning': 2 } });
    const id = await build(w);
    const listed = async (): Promise<string> => (await w.compute.request('GET', '/servers/detail')).json.servers[0].status;
    expect([await listed(), await listed()]).toEqual(['BUILD', 'ACTIVE']);
    expect(await statusOf(w, id)).toBe('ACTIVE');
  });
});
