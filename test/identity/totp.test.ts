/** Passcodes, where the method is switched on; as RFC 6238 and as a second factor. */
import { expect, test } from 'vitest';
import { passcode } from '../../server/identity/totp.ts';
import { configured } from './cloud.ts';

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const KEY = Buffer.from('12345678901234567890');

test('the passcodes are those of RFC 6238', () => {
  const vectors: [seconds: number, code: string][] = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [2_000_000_000, '279037'],
  ];
  for (const [seconds, code] of vectors) expect(passcode(KEY, seconds * 1000)).toBe(code);
});

test('a passcode holds for its half-minute and the next, also as the second of two factors', async () => {
  const { cloud, clock, ask, admin } = await configured({ auth: { methods: ['password', 'token', 'totp'] } });
  const headers = await admin();
  const { id } = (await ask('GET', '/users?name=demo', undefined, headers)).json.users[0];
  await ask('POST', '/credentials', { credential: { type: 'totp', blob: SECRET, user_id: id } }, headers);
  const byCode = (code: string) => ({ methods: ['totp'], totp: { user: { id, passcode: code } } });
  const issue = async (identity: object, more: Record<string, string> = {}) => ask('POST', '/auth/tokens', { auth: { identity } }, more);
  const code = passcode(KEY, clock.now());
  expect((await issue(byCode(code))).json.token.methods).toEqual(['totp']);
  clock.advance(30_000);
  expect((await issue(byCode(code))).status).toBe(201);
  clock.advance(30_000);
  expect((await issue(byCode(code))).status).toBe(401);

  await ask('PATCH', `/users/${id}`, { user: { options: { multi_factor_auth_rules: [['password', 'totp']] } } }, headers);
  const first = await issue({ methods: ['password'], password: { user: { id, password: '000000' } } });
  expect([first.status, first.json.required_auth_methods]).toEqual([401, [['password', 'totp']]]);
  const receipt = { 'openstack-auth-receipt': first.headers.get('openstack-auth-receipt') ?? '' };
  const second = await issue(byCode(passcode(KEY, clock.now())), receipt);
  expect([second.status, second.json.token.methods.toSorted()]).toEqual([201, ['password', 'totp']]);
  clock.advance(301_000);
  expect((await issue(byCode(passcode(KEY, clock.now())), receipt)).status).toBe(401);
  await cloud.close();
});

test('secrets are not at rest in the clear', async () => {
  const { cloud, ask, admin } = await configured({});
  const headers = await admin();
  const { id } = (await ask('GET', '/users?name=demo', undefined, headers)).json.users[0];
  await ask('POST', '/credentials', { credential: { type: 'totp', blob: SECRET, user_id: id } }, headers);
  expect(Buffer.from(await cloud.world.store.serialize()).includes(SECRET)).toBe(false);
  await cloud.close();
});
