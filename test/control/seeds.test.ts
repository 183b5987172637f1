/** The state of a world as a seed: exported, read again, exported again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Connection } from '../../client/index.ts';
import { type Control, build, controlled, statusOf } from './world.ts';

let control: Control & { close: () => Promise<void> };
beforeEach(async () => {
  control = await controlled();
});
afterEach(async () => control.close());
const exported = async (world: string, query = ''): Promise<string> => {
  const { status, text } = await control.ask('GET', `/worlds/${world}/seed${query}`);
  expect(status).toBe(200);
  return text;
};
/** The first line names the world. */
const body = (seed: string): string => seed.slice(seed.indexOf('\n'));
const made = async (name: string, settings: object): Promise<Connection> => {
  const { status, text } = await control.ask('POST', '/worlds', { name, ...settings });
  expect(status === 201 ? '' : text).toBe('');
  return control.at(name);
};

/** Something of everything. */
async function furnish(connection: Connection): Promise<string> {
  const { identity, compute, network, image } = connection;
  const id = await build(connection, 'kept');
  await identity.request('POST', '/projects', { json: { project: { name: '000123', tags: ['yes', '1e3'] } } });
  await compute.request('POST', '/os-keypairs', { json: { keypair: { name: 'key' } } });
  await compute.request('POST', '/os-server-groups', { json: { server_group: { name: 'g', policies: ['affinity'] } } });
  const { json: router } = await network.request('POST', '/routers', { json: { router: { name: 'r' } } });
  const { json: subnets } = await network.request('GET', '/subnets?name=int-subnet');
  await network.request('PUT', `/routers/${router.router.id}/add_router_interface`, { json: { subnet_id: subnets.subnets[0].id } });
  const { json: own } = await image.request('POST', '/images', { json: { name: 'own: "quoted"\nand more', disk_format: 'raw', container_format: 'bare' } });
  await image.request('PUT', `/images/${own.id}/file`, { body: 'some bytes', headers: { 'content-type': 'application/octet-stream' } });
  return id;
}

describe('a seed that was exported', () => {
  test.each([
    ['as any world', {}, ''],
    ['with the bytes of its images', {}, '?content=true'],
    ['with ids and time of its own', { deterministic: true }, '?content=true'],
    ['in the middle of things', { clock: 'frozen', profile: 'lifelike' }, ''],
  ])('makes a world that gives the same seed again: %s', async (_, settings, query) => {
    const original = await made('a', settings);
    const id = await furnish(original);
    const seed = await exported('a', query);
    const copy = await made('b', { seed });
    expect(body(await exported('b', query))).toBe(body(seed));
    expect((await copy.compute.request('GET', `/servers/${id}`)).json).toEqual(
      JSON.parse(JSON.stringify((await original.compute.request('GET', `/servers/${id}`)).json).replaceAll('/worlds/a/', '/worlds/b/')),
    );
    const own = (await copy.image.images.list({})).images.find(({ name }) => name === 'own: "quoted"\nand more');
    const { status, text } = await copy.image.request('GET', `/images/${own?.id}/file`);
    expect([status, text]).toEqual(query ? [200, 'some bytes'] : [204, '']);
  });

  test('goes on with what was under way, and with the ids that would have come next', async () => {
    const original = await made('a', { deterministic: true, clock: 'frozen', profile: 'lifelike' });
    const id = await build(original);
    const seed = await exported('a');
    const copy = await made('b', { seed });
    for (const world of ['a', 'b']) await control.ask('POST', `/worlds/${world}/clock/advance`, { by: '1m' });
    expect([await statusOf(original, id), await statusOf(copy, id)]).toEqual(['ACTIVE', 'ACTIVE']);
    expect((await control.ask('GET', '/worlds/b')).json).toMatchObject({ deterministic: true, clock: { mode: 'frozen' }, profile: 'lifelike' });
    await build(copy, 'another');
    await made('c', { seed, clock: 'auto', profile: 'instant' });
    expect((await control.ask('GET', '/worlds/c')).json).toMatchObject({ clock: { mode: 'auto', now: '2035-01-01T00:00:00.000Z' }, profile: 'instant' });
  });

  test("does not make the original's tokens hold", async () => {
    const original = await made('a', {});
    await made('b', { seed: await exported('a', '?content=true') });
    const token = await original.token();
    expect((await control.at('b').compute.request('GET', '/flavors', { headers: { 'x-auth-token': token } })).status).toBe(401);
    const { rows } = parse(await exported('a')) as { rows: Record<string, { id: string }[]> };
    expect(rows['identity_keys']?.map(({ id }) => id)).toEqual(['credentials']);
  });

  test('can be kept in files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'virga-seed-'));
    const id = await furnish(await made('a', {}));
    const durable = await controlled({ data: folder, seed: await exported('a') });
    expect(await statusOf(durable.at('default'), id)).toBe('ACTIVE');
    await durable.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['rows:\n  compute_flavrs: []\n', 'line 2: rows: Unrecognized key: "compute_flavrs"'],
    ['rows:\n  compute_servers:\n    - { name: a }\n', 'line 3: rows.compute_servers.0.id: Invalid input: expected string, received undefined'],
    ['content: { ../x: YQ== }\n', 'line 1: content.../x: Invalid key in record'],
    [
      'rows:\n  identity_projects:\n    - { id: a, name: same, folded: same, domain_id: x }\n    - { id: b, name: same, folded: same, domain_id: x }\n',
      'line 4: rows.identity_projects.1: identity_projects has a row with this',
    ],
  ])('has to hold: %j', async (seed, message) => {
    const { status, json } = await control.ask('POST', '/worlds', { name: 'a', seed });
    expect([status, json.error.message]).toEqual([400, expect.stringContaining(message)]);
  });
});

test('the schema says which rows there are', async () => {
  const { json } = await control.ask('GET', '/seed-schema');
  expect(json.properties.rows.propertyNames.enum).toEqual(expect.arrayContaining(['compute_servers', 'network_ports', 'identity_users', 'image_images']));
});
