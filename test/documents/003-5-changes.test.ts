/** Document 003, the rest of chapter 5: changes of servers, their actions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Book, KERNEL, TINY, active, openBookWithServers } from './003.ts';
import { type Deviation, differences } from './like.ts';

const HOUR = 3_600_000;
const SERVER = 'http://localhost:8774/v1.1/openstack/servers';
const SIZE = 'http://localhost:8774/v1.1/openstack/flavors/5';

describe('document 003, chapter 5: changes of servers', () => {
  let book: Book;
  beforeAll(async () => {
    book = await openBookWithServers();
  });
  afterAll(() => book.lab.close());
  const shown = async (id: number) => (await book.script('GET', `/servers/${id}`)).json.server;
  const settled = async (id: number) => {
    await book.lab.pass(5000);
    return shown(id);
  };
  const act = (id: number, body: object) => book.script('POST', `/servers/${id}/action`, body);
  const like: Deviation[] = [{ at: 'server.addresses', now: undefined, reason: 'compared with the chapter on servers' }];
  const without = (server: Record<string, unknown>) => ({ server: Object.fromEntries(Object.entries(server).filter(([key]) => key !== 'addresses')) });

  test('Updating Servers: Changing Server Name', async () => {
    const answer = await book.curl(
      `curl -X PUT -H "X-Auth-Token:999888777666" -H "Accept: application/json" -d '{"server": {"name": "nginx000"}}' ${SERVER}/1`,
    );
    expect(answer.status).toBe(200);
    expect(differences({ server: { ...active, name: 'nginx000' } }, without(answer.json.server), like)).toEqual([]);
    const empty = await book.script('PUT', '/servers/1', { server: { name: '' } });
    expect([empty.status, empty.json]).toEqual([400, { badRequest: { message: 'Server name is an empty string', code: 400 } }]);
  });
  test('Changing Server Name Using Python: the script', async () => {
    const answer = await book.script('PUT', '/servers/1', { server: { name: 'nginx000' } });
    expect([answer.status, answer.json.server.name]).toEqual([200, 'nginx000']);
  });

  const access = { accessIPv4: '192.168.100.2', accessIPv6: 'fe80:0:0:0:0:c0a8:6402' };
  test('Updating Servers: Changing Server Access Address', async () => {
    const answer = await book.curl(
      `curl -X PUT -H "X-Auth-Token:999888777666" -H "Accept: application/json" -d '{"server": {"accessIPv4": "192.168.100.2", "accessIPv6": "fe80:0:0:0:0:c0a8:6402"}}' ${SERVER}/1`,
    );
    expect(answer.status).toBe(200);
    expect(differences({ server: { ...active, name: 'nginx000', ...access } }, without(answer.json.server), like)).toEqual([]);
  });
  test('Changing Server Access Address Using Python: the script', async () => {
    const answer = await book.script('PUT', '/servers/1', { server: access });
    expect([answer.status, answer.json.server.accessIPv4]).toEqual([200, '192.168.100.2']);
  });
  test('both scripts as they are printed say DELETE, and the server is gone', async () => {
    const other = await book.script('POST', '/servers', { server: { name: 'doomed', imageRef: KERNEL, flavorRef: TINY } });
    const { id } = other.json.server;
    await book.lab.pass(5000);
    expect((await book.script('DELETE', `/servers/${id}`, { server: { name: 'nginx000' } })).status).toBe(204);
    await book.lab.pass(5000);
    expect((await book.script('GET', `/servers/${id}`)).status).toBe(404);
  });

  test('Changing Root (Administrator) Password', async () => {
    const answer = await book.curl(
      `curl -s -X POST -H "X-Auth-Token:999888777666" -d '{"changePassword": {"adminPass": "dontusessshhhforpassword"}}' ${SERVER}/3/action`,
    );
    expect([answer.status, answer.text, (await shown(3)).status]).toEqual([202, '', 'PASSWORD']);
    expect((await settled(3)).status).toBe('ACTIVE');
  });
  test('Changing Root (Administrator) Password Using Python', async () => {
    expect((await act(1, { changePassword: { adminPass: 'dontusesshhhforpassword' } })).status).toBe(202);
    expect((await settled(1)).status).toBe('ACTIVE');
    const empty = await act(1, { changePassword: {} });
    expect([empty.status, empty.json.badRequest.message]).toEqual([400, 'No adminPass was specified']);
  });

  test.each([
    ['SOFT', 'REBOOT'],
    ['HARD', 'HARD_REBOOT'],
  ])('Rebooting Servers: %s', async (type, status) => {
    const answer = await book.curl(`curl -s -X POST -H "X-Auth-Token:999888777666" -d '{"reboot": {"type": "${type}"}}' ${SERVER}/3/action`);
    expect([answer.status, (await shown(3)).status]).toEqual([202, status]);
    expect((await settled(3)).status).toBe('ACTIVE');
  });
  test('Rebooting Servers Using Python', async () => {
    expect((await act(1, { reboot: { type: 'HARD' } })).status).toBe(202);
    expect((await settled(1)).status).toBe('ACTIVE');
    const warm = await act(1, { reboot: { type: 'WARM' } });
    expect([warm.status, warm.json.badRequest.message]).toEqual([400, "Argument 'type' for reboot is not HARD or SOFT"]);
  });

  test('Rebuilding Servers: the script', async () => {
    const { images } = (await book.script('GET', '/images')).json as { images: { id: number; links: { href: string }[] }[] };
    const imageRef = images.find(({ id }) => id === 1)?.links[0]?.href;
    const rebuild = { name: 'tornado001', imageRef, metadata: {}, personality: [{ path: '', contents: '' }] };
    const before = (await shown(1)).addresses;
    // as it is printed, it goes to where servers are made
    const misled = await book.script('POST', '/servers', { rebuild });
    expect(misled.status).toBe(422);
    const answer = await act(1, { rebuild });
    expect(answer.status).toBe(202);
    expect(answer.json.server).toMatchObject({ id: 1, name: 'tornado001', status: 'REBUILD', adminPass: expect.stringMatching(/^\w{16}$/) });
    const { status, addresses, links } = await settled(1);
    expect([status, addresses, links]).toEqual(['ACTIVE', before, answer.json.server.links]);
  });

  const resize = () => book.curl(`curl -s -X POST -H "X-Auth-Token:999888777666" -d '{"resize": {"flavorRef": "${SIZE}"}}' ${SERVER}/3/action`);
  test('Resizing Servers', async () => {
    const answer = await resize();
    expect([answer.status, answer.text, (await shown(3)).status]).toEqual([202, '', 'RESIZE']);
    expect(await settled(3)).toMatchObject({ status: 'VERIFY_RESIZE', flavor: { id: '5' } });
  });
  test('Reverting Server Resize', async () => {
    const answer = await book.curl(`curl -s -X POST -H "X-Auth-Token:999888777666" -d '{"revertResize": null}' ${SERVER}/3/action`);
    expect(answer.status).toBe(202);
    expect(await settled(3)).toMatchObject({ status: 'ACTIVE', flavor: { id: '1' } });
  });
  test('Confirming Server Resize', async () => {
    await resize();
    await book.lab.pass(5000);
    const answer = await book.curl(`curl -s -X POST -H "X-Auth-Token:999888777666" -d '{"confirmResize": null}' ${SERVER}/3/action`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await settled(3)).toMatchObject({ status: 'ACTIVE', flavor: { id: '5' } });
    expect((await act(3, { confirmResize: null })).status).toBe(400);
  });
  test('Resizing Servers Using Python: to the URL of a flavor that was looked up', async () => {
    const { flavors } = (await book.script('GET', '/flavors')).json as { flavors: { id: number; links: { href: string }[] }[] };
    const flavorRef = flavors.find(({ id }) => id === 3)?.links[0]?.href;
    expect((await act(1, { resize: { flavorRef } })).status).toBe(202);
    expect(await settled(1)).toMatchObject({ status: 'VERIFY_RESIZE', flavor: { id: '3' } });
  });
  test('Reverting Server Resize Using Python', async () => {
    expect((await act(1, { revertResize: null })).status).toBe(202);
    expect(await settled(1)).toMatchObject({ status: 'ACTIVE', flavor: { id: '1' } });
  });
  test('Confirming Server Resize Using Python', async () => {
    await act(1, { resize: { flavorRef: 3 } });
    await book.lab.pass(5000);
    expect((await act(1, { confirmResize: null })).status).toBe(204);
    expect(await settled(1)).toMatchObject({ status: 'ACTIVE', flavor: { id: '3' } });
  });
  test('Confirming Server Resize: after 24 hours the cloud does it anyway', async () => {
    await act(2, { resize: { flavorRef: 3 } });
    await book.lab.pass(5000);
    await book.lab.pass(23 * HOUR);
    const again = await openToken(book);
    expect((await again(2)).status).toBe('VERIFY_RESIZE');
    await book.lab.pass(HOUR);
    const last = await openToken(book);
    expect(await last(2)).toMatchObject({ status: 'ACTIVE', flavor: { id: '3' } });
  });
});

/** The first token does not live as long. */
async function openToken({ lab }: Book) {
  const { curl } = await import('./curl.ts');
  const login = `curl -d '{"passwordCredentials": {"username": "admin", "password": "shhh"}}' -H "Content-type: application/json" http://localhost:5000/v2.0/tokens`;
  const { id } = (await curl(lab, login)).json.auth.token;
  return async (server: number) => (await curl(lab, `curl -H "X-Auth-Token:${id}" ${SERVER}/${server}`)).json.server;
}
