/** Document 003, chapter 6: images of servers, and the end of both. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Book, absent, openBookWithServers } from './003.ts';

const ROOT = 'http://localhost:8774/v1.1/openstack';

describe('document 003, chapter 6: server images', () => {
  let book: Book;
  beforeAll(async () => {
    book = await openBookWithServers();
  });
  afterAll(() => book.lab.close());
  const metadata = { version: '1.0.0', creator: 'joe' };

  test('Creating Server Images', async () => {
    const answer = await book.curl(
      `curl -s -X POST -H "X-Auth-Token:999888777666" -d '{"createImage": {"name": "tornado-app-server", "metadata": {"version": "1.0.0", "creator": "joe"}}}' ${ROOT}/servers/3/action`,
    );
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(answer.headers.get('location')).toBe(`${book.lab.origin('compute')}/v1.1/openstack/images/4`);
    const saving = (await book.script('GET', '/images/4')).json.image;
    expect(saving).toMatchObject({ id: 4, name: 'tornado-app-server', status: 'SAVING', progress: 0, metadata, server: { id: '3' } });
    await book.lab.pass(5000);
    expect((await book.script('GET', '/images/4')).json.image).toMatchObject({ status: 'ACTIVE', progress: 100 });
  });
  test('Creating Server Images Using Python', async () => {
    const answer = await book.script('POST', '/servers/1/action', { createImage: { name: 'tornado-app-server', metadata } });
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `${book.lab.origin('compute')}/v1.1/openstack/images/5`]);
    await book.lab.pass(5000);
    const { images } = (await book.script('GET', '/images?name=tornado-app-server')).json as { images: { id: number }[] };
    expect(images.map(({ id }) => id)).toEqual([5, 4]);
  });
  test('a server of such an image', async () => {
    const server = { name: 'tornado004', imageRef: `${ROOT}/images/4`, flavorRef: 'http://localhost:8774/v1.1/openstack/flavors/2' };
    expect((await book.script('POST', '/servers', { server })).status).toBe(202);
    await book.lab.pass(5000);
    expect((await book.script('GET', '/servers/4')).json.server).toMatchObject({ status: 'ACTIVE', image: { id: '4' } });
  });

  test('Deleting Servers', async () => {
    const line = `curl -s -X DELETE -H "X-Auth-Token:999888777666" ${ROOT}/servers/3`;
    const answer = await book.curl(line);
    expect([answer.status, answer.text]).toEqual([204, '']);
    await book.lab.pass(5000);
    const again = await book.curl(line);
    expect([again.status, again.json]).toEqual([404, absent]);
  });
  test('Deleting Servers Using Python', async () => {
    // as it is printed, it gets what is not there
    expect((await book.script('GET', '/servers/1/delete')).status).toBe(404);
    expect((await book.script('DELETE', '/servers/1')).status).toBe(204);
    await book.lab.pass(5000);
    expect((await book.script('GET', '/servers/1')).json).toEqual(absent);
  });
  test('Deleting Server Images', async () => {
    const line = `curl -s -X DELETE -H "X-Auth-Token:999888777666" ${ROOT}/images/3`;
    const answer = await book.curl(line);
    expect([answer.status, answer.text]).toEqual([204, '']);
    const again = await book.curl(line);
    expect([again.status, again.json]).toEqual([404, absent]);
  });
  test('Deleting Servers Images Using Python', async () => {
    expect((await book.script('DELETE', '/images/1')).status).toBe(204);
    expect((await book.script('GET', '/images/1')).json).toEqual(absent);
  });
});
