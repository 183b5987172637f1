/** Document 003, chapter 2: the token and the address of Nova. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Book, openBook } from './003.ts';
import { differences } from './like.ts';
import { type Answer, send } from './lab.ts';

const everywhere = (url: string, adminURL = url, internalURL = url) => [{ adminURL, region: 'RegionOne', internalURL, publicURL: url }];
const printed = {
  auth: {
    token: { expires: '2015-02-05T00:00:00', id: '999888777666' },
    serviceCatalog: {
      glance: everywhere('http://10.0.2.15:9292/v1'),
      identity: everywhere('http://10.0.2.15:5000/v2.0', 'http://10.0.2.15:5001/v2.0', 'http://10.0.2.15:5001/v2.0'),
      nova: everywhere('http://10.0.2.15:8774/v1.1/openstack'),
    },
  },
};
const token = [{ at: 'auth.token.id', now: `gAAAA${'x'.repeat(100)}`, reason: 'a token of Fernet' }];

describe('document 003, chapter 2: the basics', () => {
  let book: Book;
  beforeAll(async () => {
    book = await openBook('joe');
  });
  afterAll(() => book.lab.close());
  const script = (): Promise<Answer> =>
    send(
      'POST',
      `${book.lab.origin('identity')}/v2.0/tokens`,
      { 'content-type': 'application/json' },
      { passwordCredentials: { username: 'joe', password: 'shhh' } },
    );

  test('Getting the Authentication Token', async () => {
    const answer = await book.curl(
      `curl -d '{"passwordCredentials": {"username": "joe", "password": "shhh"}}' -H "Content-type: application/json" http://localhost:5000/v2.0/tokens`,
    );
    expect(answer.status).toBe(200);
    expect(differences(printed, answer.json, token)).toEqual([]);
  });

  test('the same, on the port for administrators that the catalog names', async () => {
    const answer = await book.curl(
      `curl -d '{"passwordCredentials": {"username": "joe", "password": "shhh"}}' -H "Content-type: application/json" http://localhost:5001/v2.0/tokens`,
    );
    expect(differences(printed, answer.json, token)).toEqual([]);
    const { identity } = answer.json.auth.serviceCatalog;
    expect([identity[0].publicURL, identity[0].adminURL]).toEqual([`${book.lab.origin('identity')}/v2.0`, `${book.lab.origin('identity-admin')}/v2.0`]);
  });

  test('Using Python to Obtain the Authentication Token: gettoken.py', async () => {
    const { status, json } = await script();
    expect(status).toBe(200);
    expect(`Your token is: ${json.auth.token.id}`).toMatch(/^Your token is: \S+$/);
  });

  test('gettoken.py as it is printed sends names instead of what they stand for', async () => {
    const body = new TextEncoder().encode('{"passwordCredentials":{"username":osuser, "password":ospassword}}');
    const { status } = await send('POST', `${book.lab.origin('identity')}/v2.0/tokens`, { 'content-type': 'application/json' }, body);
    expect(status).toBe(400);
  });

  test('Getting the API Endpoint URL: gettokenurl.py', async () => {
    const { auth } = (await script()).json;
    expect(auth.serviceCatalog.nova[0].publicURL).toBe(`${book.lab.origin('compute')}/v1.1/openstack`);
  });

  test('Getting Your Nova Credentials: the snippet', async () => {
    const { auth } = (await script()).json;
    const { host, pathname } = new URL(auth.serviceCatalog.nova[0].publicURL);
    expect([`http://${host}`, pathname]).toEqual([book.lab.origin('compute'), '/v1.1/openstack']);
  });

  test('a wrong password is refused', async () => {
    const answer = await book.curl(
      `curl -d '{"passwordCredentials": {"username": "joe", "password": "hush"}}' -H "Content-type: application/json" http://localhost:5000/v2.0/tokens`,
    );
    expect(answer.status).toBe(401);
    expect(answer.json.error).toEqual({ code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' });
  });
});
