/** Document 003, chapter 3: servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BOOT, type Book, KERNEL, TINY, active, building, entry, links, openBook } from './003.ts';
import { type Deviation, differences } from './like.ts';
import { type Answer, send } from './lab.ts';

const image = (id: number, name: string) => ({ id, links: links(`images/${id}`), name });
const images = [image(3, 'ubuntu-11.04-server'), image(2, 'ubuntu-11.04-initrd'), image(1, 'ubuntu-11.04-kernel')];
const flavor = (id: number, name: string) => ({ id, links: links(`flavors/${id}`), name });
/** In the order of a Python dictionary, which is none. */
const flavors = [flavor(3, 'm1.medium'), flavor(4, 'm1.large'), flavor(1, 'm1.tiny'), flavor(5, 'm1.xlarge'), flavor(2, 'm1.small')];
const byId = <T extends { id: number }>(list: readonly T[]): T[] => list.toSorted((a, b) => a.id - b.id);

const addresses = {
  public: [
    { version: 4, addr: '192.168.100.2' },
    { version: 6, addr: 'fe80:0:0:0:0:0:c0a8:6402' },
  ],
};
const short: Deviation = { at: 'addresses.public.1.addr', now: 'fe80::c0a8:6402', reason: 'the same address in its short form' };
const cut: Deviation = {
  at: 'addresses.private',
  now: [
    { version: 4, addr: '192.168.200.2' },
    { version: 6, addr: 'fe80::c0a8:c802' },
  ],
  reason: 'the page is cut off',
};
const sixes: Deviation[] = ['public', 'private'].map((network) => ({
  at: `server.addresses.${network}.1`,
  now: { version: 6, addr: network === 'public' ? 'fe80::c0a8:6402' : 'fe80::c0a8:c802' },
  reason: 'the section on addresses prints them, the one on servers does not',
}));

describe('document 003, chapter 3: servers', () => {
  let book: Book;
  let fresh: Book;
  beforeAll(async () => {
    [book, fresh] = await Promise.all([openBook(), openBook()]);
    await book.curl(BOOT);
    await book.lab.pass(5000);
  });
  afterAll(() => Promise.all([book.lab.close(), fresh.lab.close()]));
  const create = (wanted: object): Promise<Answer> => book.script('POST', '/servers', { server: wanted });

  test.each([
    ['missing name', { name: '', imageRef: KERNEL, flavorRef: TINY }, 'Server name is an empty string'],
    ['missing imageRef', { name: 'x', imageRef: '', flavorRef: TINY }, 'Cannot find requested image : Image 0 could not be found.'],
    ['missing flavorRef', { name: 'x', imageRef: KERNEL, flavorRef: '' }, 'Invalid flavorRef provided.'],
    ['the wrong flavorRef', { name: 'x', imageRef: KERNEL, flavorRef: TINY.replace(/1$/, '9') }, 'Invalid flavorRef provided.'],
  ])('Creating Servers: %s', async (_what, wanted, message) => {
    const answer = await create(wanted);
    expect([answer.status, answer.json]).toEqual([400, { badRequest: { message, code: 400 } }]);
  });
  test('Creating Servers: the wrong imageRef', async () => {
    const answer = await create({ name: 'x', imageRef: `${book.lab.origin('compute')}/v1.1/openstack/images/99`, flavorRef: TINY });
    expect(answer.json.badRequest.message).toBe('Cannot find requested image 99: Image 99 could not be found.');
  });

  test('Listing Images', async () => {
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/images`);
    expect(answer.status).toBe(200);
    expect(differences({ images }, answer.json)).toEqual([]);
  });
  test('Listing Images: without a valid token', async () => {
    const answer = await send('GET', `${book.lab.origin('compute')}/v1.1/openstack/images`, { 'x-auth-token': '999888777666' });
    expect(answer.status).toBe(401);
  });
  test('Listing Images: one of them', async () => {
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/images`);
    expect(differences(image(1, 'ubuntu-11.04-kernel'), answer.json.images[2])).toEqual([]);
  });
  test('Listing Flavors', async () => {
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/flavors`);
    expect(answer.status).toBe(200);
    expect(differences(byId(flavors), byId(answer.json.flavors))).toEqual([]);
  });
  test('Listing Flavors: one of them', async () => {
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/flavors`);
    expect(differences(flavor(1, 'm1.tiny'), byId(answer.json.flavors as { id: number }[])[0])).toEqual([]);
  });

  test('Booting a New Server: the script', async () => {
    const found = (list: { id: number; links: { href: string }[] }[]) => list.find(({ id }) => id === 1)?.links[0]?.href;
    const imageRef = found((await fresh.script('GET', '/images')).json.images);
    const flavorRef = found((await fresh.script('GET', '/flavors')).json.flavors);
    const server = { name: 'tornado001', imageRef, flavorRef, metadata: {}, personality: [{ path: '', contents: '' }] };
    const answer = await fresh.script('POST', '/servers', { server });
    expect(answer.status).toBe(202);
    const reason = 'the answer is printed from a run with metadata';
    expect(
      differences({ server: { ...building, adminPass: 'MrhcNkNqAeVnnUE7' } }, answer.json, [
        { at: 'server.metadata', now: {}, reason },
        { at: 'server.adminPass', now: answer.json.server.adminPass, reason: 'made up anew each time' },
      ]),
    ).toEqual([]);
    expect(answer.json.server.adminPass).toMatch(/^\w{16}$/);
  });
  test('Using Curl to Boot a New Server', async () => {
    const answer = await fresh.curl(BOOT);
    expect(answer.status).toBe(202);
    const { adminPass, ...server } = answer.json.server;
    expect(adminPass).toMatch(/^\w{16}$/);
    const second: Deviation[] = [
      { at: 'id', now: 2, reason: 'the second server' },
      { at: 'links', now: links('servers/2'), reason: 'the second server' },
    ];
    expect(differences(building, server, second)).toEqual([]);
  });

  const metadata = { function: 'dynamic content', master: 'no', 'belongs-to': 'load balanced group no 1', admin: 'Joe Speedoo', backup: 'no' };
  const wanted = { name: 'tornado003', imageRef: KERNEL, flavorRef: TINY, metadata };
  const files = ['/home/joe/.profile', '/etc/motd', '/etc/nginx/nginx.conf', '/etc/ssh/sshd_config', '/etc/sysctl.conf'].map((path) => ({
    path,
    contents: Buffer.from(path).toString('base64'),
  }));
  test('Customizing Your Server: Adding Metadata', async () => {
    const answer = await fresh.script('POST', '/servers', { server: { ...wanted, personality: [{ path: '', contents: '' }] } });
    expect([answer.status, answer.json.server.metadata]).toEqual([202, metadata]);
    const more = await fresh.script('POST', '/servers', { server: { ...wanted, metadata: { ...metadata, sixth: 'x' } } });
    expect([more.status, more.headers.get('retry-after'), more.json.overLimit.code]).toEqual([413, '0', 413]);
    const longer = await fresh.script('POST', '/servers', { server: { ...wanted, metadata: { a: 'x'.repeat(10_241) } } });
    expect(longer.status).toBe(413);
  });
  test('Customizing Your Server: Adding Custom Files', async () => {
    expect((await fresh.script('POST', '/servers', { server: { ...wanted, personality: files } })).status).toBe(202);
    const sized = (size: number) => [{ path: '/etc/motd', contents: Buffer.alloc(size).toString('base64') }];
    expect((await fresh.script('POST', '/servers', { server: { ...wanted, personality: sized(10_240) } })).status).toBe(202);
    for (const personality of [[...files, ...sized(1)], sized(10_241)]) {
      expect((await fresh.script('POST', '/servers', { server: { ...wanted, personality } })).status).toBe(413);
    }
    const broken = await fresh.script('POST', '/servers', { server: { ...wanted, personality: [{ path: '/etc/motd', contents: 'x' }] } });
    expect([broken.status, broken.json.badRequest.message]).toEqual([400, 'Personality content for /etc/motd cannot be decoded']);
  });
  test('Server Limits', async () => {
    const { absolute } = (await book.script('GET', '/limits')).json.limits;
    expect(absolute).toMatchObject({ maxTotalRAMSize: 51_200, maxServerMeta: 5, maxImageMeta: 5, maxPersonality: 5, maxPersonalitySize: 10_240 });
  });

  test('Listing Servers: none', async () => {
    const empty = await openBook();
    const answer = await empty.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/servers`);
    expect([answer.status, answer.json]).toEqual([200, { servers: [] }]);
    await empty.lab.close();
  });
  test('Getting Detailed Server Information', async () => {
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/servers/1`);
    expect(answer.status).toBe(200);
    expect(differences({ server: active }, answer.json, sixes)).toEqual([]);
  });
  test('Getting Detailed Server Information Using Python', async () => {
    expect(differences({ server: active }, (await book.script('GET', '/servers/1')).json, sixes)).toEqual([]);
  });
  test('Listing Server Addresses', async () => {
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/servers/1/ips`);
    expect(answer.status).toBe(200);
    expect(differences({ addresses }, answer.json, [short, cut])).toEqual([]);
  });
  test('Listing Server Addresses Using Python: the first public address', async () => {
    const [first] = (await book.script('GET', '/servers/1/ips')).json.addresses.public;
    expect(first).toEqual({ version: 4, addr: '192.168.100.2' });
  });
  test('Listing Network-Specific Server Addresses', async () => {
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/servers/1/ips/public`);
    expect(answer.status).toBe(200);
    expect(differences({ addresses }, answer.json, [short])).toEqual([]);
  });
  test('Listing Network-Specific Server Addresses Using Python', async () => {
    expect(differences({ addresses }, (await book.script('GET', '/servers/1/ips/public')).json, [short])).toEqual([]);
    expect((await book.script('GET', '/servers/1/ips/other')).status).toBe(404);
  });

  test('Listing Servers: two', async () => {
    await book.lab.pass(1000);
    expect((await create({ name: 'tornado002', imageRef: KERNEL, flavorRef: TINY })).status).toBe(202);
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/servers`);
    expect(answer.status).toBe(200);
    expect(differences({ servers: [entry(2, 'tornado002'), entry(1, 'tornado001')] }, answer.json)).toEqual([]);
  });
  test('Listing Servers: a single entry', async () => {
    const answer = await book.curl(`curl -v -H "X-Auth-Token:999888777666" http://localhost:8774/v1.1/openstack/servers`);
    expect(differences(entry(1, 'tornado001'), answer.json.servers[1])).toEqual([]);
  });
  test('Listing Servers Using Python', async () => {
    const { servers } = (await book.script('GET', '/servers')).json as { servers: ReturnType<typeof entry>[] };
    const found = servers.find(({ name }) => name === 'tornado001');
    expect(found?.id).toBe(1);
    expect(found?.links[0]?.href).toBe(`${book.lab.origin('compute')}/v1.1/openstack/servers/1`);
  });
});
