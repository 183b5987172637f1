/** A cloud read through its APIs into a seed. Here the cloud is a Virga; any other answers alike. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Connection, connect } from '../../client/index.ts';
import { type Wanted, readCloud } from '../../server/cli/import/cloud.ts';
import { type Control, controlled } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'virga-import-'));
afterAll(() => rmSync(folder, { recursive: true }));
let control: Control & { close: () => Promise<void> };
beforeEach(async () => {
  control = await controlled();
});
afterEach(async () => control.close());

const auth = (username = 'admin', project_name = 'admin') => ({
  auth_url: 'http://virga.test/identity/v3',
  username,
  password: '000000',
  project_name,
  user_domain_name: 'Default',
  project_domain_name: 'Default',
});
const read = (wanted: Wanted = {}, user?: string) => readCloud({ auth: auth(user, user), fetch: control.cloud.fetch }, { password: '000000', ...wanted });
/** What a client sees of the cloud, but for what differs with every making: times, addresses, ids that no seed gives. */
async function seen({ identity, compute, image, network }: Connection): Promise<unknown> {
  const get = async (service: Pick<Connection['compute'], 'request'>, path: string) => (await service.request('GET', path)).json;
  const lists = [
    await get(identity, '/projects'),
    await get(identity, '/users'),
    await get(identity, '/roles'),
    await get(compute, '/flavors/detail?is_public=None'),
    await get(compute, '/os-hypervisors'),
    await get(compute, `/os-quota-sets/${(await get(identity, '/projects?name=team')).projects[0]?.id}`),
    await get(image, '/images'),
    await get(network, '/networks'),
    await get(network, '/subnets'),
    await get(network, '/subnetpools'),
    await get(network, '/quotas'),
  ];
  const varying = new Set(['created_at', 'updated_at', 'links', 'revision_number', 'password_expires_at', 'hypervisors', 'direct_url', 'stores']);
  return JSON.parse(JSON.stringify(lists, (key, value) => (varying.has(key) ? undefined : sorted(value))));
}
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value);

async function furnish({ identity, compute, image, network }: Connection): Promise<void> {
  const { json: parent } = await identity.request('POST', '/projects', { json: { project: { name: 'team', description: 'ours', tags: ['a'] } } });
  const { id } = parent.project as { id: string };
  await identity.request('POST', '/projects', { json: { project: { name: 'part', parent_id: id } } });
  await compute.request('PUT', `/os-quota-sets/${id}`, { json: { quota_set: { instances: 3 } } });
  await network.request('PUT', `/quotas/${id}`, { json: { quota: { port: 7 } } });
  await compute.request('POST', '/flavors', { json: { flavor: { name: 'gpu', ram: 64, vcpus: 1, disk: 1, swap: 8, 'os-flavor-access:is_public': false } } });
  const { json: flavors } = await compute.request('GET', '/flavors?is_public=None&limit=100');
  const gpu = (flavors.flavors as { id: string; name: string }[]).find(({ name }) => name === 'gpu');
  await compute.request('POST', `/flavors/${gpu?.id}/os-extra_specs`, { json: { extra_specs: { 'pci:alias': 'gpu:1' } } });
  await compute.request('POST', `/flavors/${gpu?.id}/action`, { json: { addTenantAccess: { tenant: id } } });
  await image.request('POST', '/images', { json: { name: 'queued', 'hw:thing': 'x', tags: ['t'], visibility: 'private' } });
  const { json: made } = await network.request('POST', '/networks', { json: { network: { name: 'own', project_id: id } } });
  await network.request('POST', '/subnets', {
    json: { subnet: { network_id: made.network.id, ip_version: 6, cidr: 'fd00::/64', gateway_ip: null, name: 's' } },
  });
}

test('the copy offers what the original offers, to the same users', { timeout: 60_000 }, async () => {
  await furnish(connect({ auth: auth(), fetch: control.cloud.fetch }));
  const { seed, notes } = await read();
  expect(notes).toEqual([]);
  expect((await control.ask('POST', '/worlds', { name: 'copy', seed })).text).toContain('"name":"copy"');
  expect(await seen(control.at('copy'))).toEqual(await seen(connect({ auth: auth(), fetch: control.cloud.fetch })));
  const { catalog = [] } = await control.at('copy').whoami();
  expect(catalog.map(({ type }) => type).sort()).toEqual(['compute', 'identity', 'image', 'network', 'placement', 'volumev3']);
});

test('secrets stay where they are', async () => {
  const { seed } = await readCloud({ auth: auth(), fetch: control.cloud.fetch }, {});
  expect(seed).not.toMatch(/password|["']000000["']|\$2b\$|scrypt/);
});

test('images come with their bytes where that is wanted', async () => {
  const { seed } = await read({ images: join(folder, 'images') });
  const { image } = parse(seed) as { image: { images: { file: string }[] } };
  expect(image.images[0]?.file).toMatch(/^\/.*images\/[0-9a-f-]{36}$/);
  const copy = await controlled({ seed });
  const [cirros] = (await copy.at('default').image.images.list({})).images;
  const { status, text } = await copy.at('default').image.request('GET', `/images/${cirros?.id}/file`);
  expect([status, text.slice(0, 3)]).toEqual([200, 'QFI']);
  await copy.close();
});

test('who may see little gets little, and is told so', async () => {
  const { notes } = await read({}, 'demo');
  expect(notes).toEqual(expect.arrayContaining([expect.stringMatching(/^GET \/os-hypervisors\/detail was answered with 403: /)]));
});
