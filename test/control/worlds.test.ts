/** Worlds: apart from each other, copied, kept, begun anew, put away and brought back. */
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Control, build, controlled, statusOf } from './world.ts';

let control: Control & { close: () => Promise<void> };
beforeEach(async () => {
  control = await controlled();
});
afterEach(async () => control.close());
const done = async (method: string, path: string, body?: unknown): Promise<void> => {
  const { status, text } = await control.ask(method, path, body);
  expect(status < 300 ? 'done' : `${status} ${text}`).toBe('done');
};
const fork = async (name: string, from = 'default', more: object = {}): Promise<void> => done('POST', `/worlds/${from}/fork`, { name, ...more });
const flavors = async (world: string): Promise<string[]> => (await control.at(world).compute.flavors.list({})).flavors.map(({ name }) => name).sort();
const flavor = async (world: string, name: string): Promise<unknown> =>
  control.at(world).compute.flavors.create({ body: { flavor: { name, ram: 64, vcpus: 1, disk: 1 } } });
const refused = async (method: string, path: string, body?: unknown): Promise<string> => {
  const { status, json } = await control.ask(method, path, body);
  return `${status} ${json?.error.message}`;
};

describe('a world', () => {
  test('has a catalog that leads back to it, also where it came from a copy that was used', async () => {
    await control.at('default').whoami();
    await fork('a');
    const { catalog = [] } = await control.at('a').whoami();
    expect(catalog.flatMap(({ endpoints }) => endpoints).map(({ url }) => url)).toEqual(
      catalog.flatMap(({ endpoints }) => endpoints).map(() => expect.stringContaining('/worlds/a/')),
    );
  });

  test('does not see what another has, nor what the other changes', async () => {
    await fork('a');
    await fork('b', 'a');
    await flavor('a', 'mine');
    expect(await flavors('a')).toContain('mine');
    expect(await flavors('b')).not.toContain('mine');
    expect(await flavors('default')).not.toContain('mine');
  });

  test.each([
    ['a copy', {}],
    ['one with the same ids', { deterministic: true }],
  ])("refuses another's tokens: %s", async (_, settings) => {
    await done('POST', '/worlds', { name: 'a', ...settings });
    if ('deterministic' in settings) await done('POST', '/worlds', { name: 'b', ...settings });
    else await fork('b', 'a');
    const token = await control.at('a').token();
    const ask = async (world: string) => control.at(world).compute.request('GET', '/flavors', { headers: { 'x-auth-token': token } });
    expect([(await ask('a')).status, (await ask('b')).status, (await ask('default')).status]).toEqual([200, 401, 401]);
  });

  test('has image content of its own', async () => {
    const a = control.at('default');
    const [image] = (await a.image.images.list({})).images;
    await fork('b');
    await a.image.request('DELETE', `/images/${image?.id}`);
    expect((await a.image.request('GET', `/images/${image?.id}/file`)).status).toBe(404);
    const kept = await control.at('b').image.request('GET', `/images/${image?.id}/file`);
    expect([kept.status, kept.text.length > 0]).toEqual([200, true]);
  });

  test('goes on with what was under way in its original', async () => {
    await fork('a', 'default', { clock: 'frozen', profile: 'lifelike' });
    const id = await build(control.at('a'));
    await fork('b', 'a');
    await done('POST', '/worlds/b/clock/advance', { by: '1m' });
    expect([await statusOf(control.at('a'), id), await statusOf(control.at('b'), id)]).toEqual(['BUILD', 'ACTIVE']);
  });
});

describe('snapshots', () => {
  test('bring rows, content, time and ids back', async () => {
    await done('POST', '/worlds', { name: 'a', deterministic: true });
    const a = control.at('a');
    const [image] = (await a.image.images.list({})).images;
    await a.compute.flavors.list({});
    await done('POST', '/worlds/a/snapshots', { name: 'before' });
    const make = async (): Promise<string> => (await a.compute.flavors.create({ body: { flavor: { name: 'new', ram: 64, vcpus: 1, disk: 1 } } })).flavor.id;
    const id = await make();
    await a.image.request('DELETE', `/images/${image?.id}`);
    await done('POST', '/worlds/a/clock/advance', { by: '1d' });
    await done('POST', '/worlds/a/snapshots/before/restore');
    expect(await flavors('a')).not.toContain('new');
    expect((await control.ask('GET', '/worlds/a')).json.clock.now).toBe('2035-01-01T00:00:00.000Z');
    expect((await a.image.request('GET', `/images/${image?.id}/file`)).status).toBe(200);
    await done('POST', '/worlds/a/snapshots/before/restore');
    expect(await make()).toBe(id);
  });

  test('are listed, can be copied from, and are deleted', async () => {
    await fork('a');
    await done('POST', '/worlds/a/snapshots', { name: 's' });
    await flavor('a', 'later');
    expect((await control.ask('GET', '/worlds/a/snapshots')).json.snapshots.map(({ name }: { name: string }) => name)).toEqual(['s']);
    await fork('b', 'a', { snapshot: 's' });
    expect((await control.ask('GET', '/worlds/b')).json.from).toBe('a/s');
    expect(await flavors('b')).not.toContain('later');
    await done('DELETE', '/worlds/a/snapshots/s');
    expect(await refused('POST', '/worlds/a/snapshots/s/restore')).toBe('404 World a has no snapshot named s');
    expect(await flavors('b')).not.toContain('later');
  });

  test('a reset brings back how the world was made', async () => {
    await flavor('default', 'inherited');
    await fork('a');
    await flavor('a', 'own');
    await done('POST', '/worlds/a/reset');
    expect(await flavors('a')).toContain('inherited');
    expect(await flavors('a')).not.toContain('own');
    await done('POST', '/worlds/default/reset');
    expect(await flavors('default')).not.toContain('inherited');
    expect(await flavors('a')).toContain('inherited');
  });
});

describe('what cannot be', () => {
  test.each([
    ['POST', '/worlds', { name: '../a' }, '400 name: a name has 1 to 63 of the characters a-z, 0-9, - and _, and begins with a letter or a digit'],
    ['POST', '/worlds', { name: '.origin' }, '400 name: a name has'],
    ['POST', '/worlds', { name: 'default' }, '409 A world is named default already'],
    ['POST', '/worlds', { name: 'a', profile: 'quick' }, '400 No profile is named quick; there are instant, lifelike, chaos'],
    ['POST', '/worlds', { name: 'a', seed: 'compute:\n  flavrs: []\n' }, '400 line 2: compute: Unrecognized key: "flavrs"'],
    ['POST', '/worlds', { name: 'a', sead: '' }, '400 Unrecognized key: "sead"'],
    ['POST', '/worlds/default/fork', { name: 'a', snapshot: 's' }, '404 World default has no snapshot named s'],
    ['POST', '/worlds/default/snapshots', { name: '../s' }, '400 name: a name has'],
    ['POST', '/worlds/none/fork', { name: 'a' }, '404 No world is named none'],
    ['DELETE', '/worlds/default', undefined, '403 The world at / cannot be deleted; it can be reset'],
    ['POST', '/worlds/default/clock/advance', { by: 'soon' }, '400 by: a duration is a number of seconds, or days'],
    ['POST', '/worlds/default/clock/advance', { by: '9999999999d' }, '400 by: that would be after the year 9998'],
    ['POST', '/worlds/default/clock/advance', { by: 1e300 }, '400 by: that would be after the year 9998'],
    ['POST', '/worlds/default/clock/advance', { by: -1 }, '400 by: a duration'],
    ['PUT', '/worlds/default/clock', { now: '0001-01-01T00:00:00Z' }, '400 now: a date is of the years 1970 to 9998'],
    ['PUT', '/worlds/default/profile', { durations: { server: 1e300 } }, '400 durations.server: Too big'],
    ['PUT', '/worlds/default/profile', { failures: { server: 2 } }, '400 failures.server: Too big'],
    ['PUT', '/worlds/default/clock', { now: 'tomorrow' }, '400 now: Invalid ISO datetime'],
    ['PATCH', '/worlds/default', undefined, '405 The control API has no PATCH there'],
    ['GET', '/nothing', undefined, '404 The control API has nothing at /_virga/nothing; /_virga/openapi.json says what it has'],
  ])('%s %s %j', async (method, path, body, message) => {
    expect(await refused(method, path, body)).toContain(message);
    expect((await control.ask('GET', '/worlds')).json.worlds).toHaveLength(1);
  });

  test('what is asked of a world that is gone is 404', async () => {
    await fork('a');
    await done('DELETE', '/worlds/a');
    expect((await control.cloud.fetch(new Request('http://virga.test/worlds/a/identity/v3'))).status).toBe(404);
    await fork('a');
    expect(await flavors('a')).toHaveLength(5);
  });
});

test('there are as many worlds as the limit allows; the rest of those in memory goes to disk and comes back', async () => {
  const small = await controlled({ limits: { worlds: 6, resident: 3 } });
  try {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await small.ask('POST', '/worlds/default/fork', { name, clock: 'frozen' });
      await small.ask('POST', `/worlds/${name}/snapshots`, { name: 's' });
      await small.at(name).compute.flavors.create({ body: { flavor: { name: `of-${name}`, ram: 64, vcpus: 1, disk: 1 } } });
    }
    const full = await small.ask('POST', '/worlds/default/fork', { name: 'f' });
    expect([full.status, full.json.error.message]).toEqual([403, expect.stringContaining('6 worlds')]);
    const resident = async (): Promise<string[]> =>
      (await small.ask('GET', '/worlds')).json.worlds.filter((world: { resident: boolean }) => world.resident).map(({ name }: { name: string }) => name);
    expect(await resident()).toEqual(['default', 'd', 'e']);
    const names = async (world: string) => (await small.at(world).compute.flavors.list({})).flavors.map(({ name }) => name);
    for (const name of ['a', 'b', 'c', 'd', 'e']) expect(await names(name)).toEqual(expect.arrayContaining(['m1.tiny', `of-${name}`]));
    const { json } = await small.ask('GET', '/worlds/a');
    expect([json.clock.mode, await resident()]).toEqual(['frozen', ['default', 'a', 'e']]);
    expect((await small.ask('POST', '/worlds/a/snapshots/s/restore')).status).toBe(204);
    expect(await names('a')).not.toContain('of-a');
    expect((await small.ask('POST', '/worlds/b/reset')).status).toBe(204);
    expect(await names('b')).not.toContain('of-b');
  } finally {
    await small.close();
  }
});

test('fifty clients in fifty worlds, all with the same names, are in nobody’s way', async () => {
  const worlds = Array.from({ length: 50 }, (_, n) => `job-${n}`);
  await Promise.all(worlds.map((name) => fork(name)));
  const work = async (world: string): Promise<[string, string[]]> => {
    const connection = control.at(world);
    await connection.identity.request('POST', '/projects', { json: { project: { name: 'team' } } });
    await connection.network.request('POST', '/networks', { json: { network: { name: 'net' } } });
    await connection.compute.request('POST', '/os-keypairs', { json: { keypair: { name: 'key' } } });
    await connection.compute.request('POST', '/flavors', { json: { flavor: { id: 'same', name: 'same', ram: 64, vcpus: 1, disk: 1 } } });
    const id = await build(connection, 'server');
    const { servers } = (await connection.compute.request('GET', '/servers')).json as { servers: { id: string }[] };
    return [id, servers.map((server) => server.id)];
  };
  const results = await Promise.all(worlds.map(work));
  for (const [id, seen] of results) expect(seen).toEqual([id]);
  expect(new Set(results.map(([id]) => id)).size).toBe(50);
});

test('a cloud in memory leaves nothing on disk when it is closed', async () => {
  const mine = await controlled();
  await mine.ask('POST', '/worlds/default/fork', { name: 'only-here' });
  const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('virga-') && existsSync(`${tmpdir()}/${name}/only-here`));
  expect(folders()).toHaveLength(1);
  await mine.close();
  expect(folders()).toHaveLength(0);
});
