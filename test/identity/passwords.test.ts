/** Rules for passwords and log-ins that a real Keystone has only where its operator says so. */
import { expect, test } from 'vitest';
import { configured, logIn } from './cloud.ts';

const DAY = 86_400_000;
const message = (answer: { json: { error?: { message: string } } }) => answer.json?.error?.message;

test('after so many failures a user is locked for a while', async () => {
  const { cloud, clock, ask, admin } = await configured({ security_compliance: { lockout_failure_attempts: 2, lockout_duration: 60 } });
  const attempt = async (password: string) => ask('POST', '/auth/tokens', logIn('demo', password));
  for (const _ of [1, 2]) expect((await attempt('wrong')).status).toBe(401);
  const locked = await attempt('000000');
  expect([locked.status, message(locked)]).toEqual([401, expect.stringMatching(/^The account is locked for user: [0-9a-f]{32}\.$/)]);
  clock.advance(61_000);
  expect((await attempt('000000')).status).toBe(201);
  // a success in between starts the count anew
  expect((await attempt('wrong')).status).toBe(401);
  expect((await attempt('000000')).status).toBe(201);
  expect((await attempt('wrong')).status).toBe(401);
  expect((await attempt('000000')).status).toBe(201);

  const headers = await admin();
  const { id } = (await ask('GET', '/users?name=demo', undefined, headers)).json.users[0];
  await ask('PATCH', `/users/${id}`, { user: { options: { ignore_lockout_failure_attempts: true } } }, headers);
  for (const _ of [1, 2, 3]) expect((await attempt('wrong')).status).toBe(401);
  expect((await attempt('000000')).status).toBe(201);
  await cloud.close();
});

test('passwords expire, and have to be changed upon first use', async () => {
  const { cloud, clock, ask, admin } = await configured({ security_compliance: { password_expires_days: 1, change_password_upon_first_use: true } });
  const headers = await admin();
  const { user } = (await ask('POST', '/users', { user: { name: 'new', password: 'first' } }, headers)).json;
  expect(user.password_expires_at).toBe('2026-01-01T00:00:00.000000');
  const first = await ask('POST', '/auth/tokens', logIn('new', 'first'));
  expect([first.status, message(first)]).toEqual([401, `The password is expired and needs to be changed for user: ${user.id}.`]);
  const change = async (original_password: string, password: string) =>
    (await ask('POST', `/users/${user.id}/password`, { user: { original_password, password } })).status;
  expect(await change('first', 'second')).toBe(204);
  const { json } = await ask('POST', '/auth/tokens', logIn('new', 'second'));
  expect(json.token.user.password_expires_at).toBe('2026-01-02T00:00:00.000000');
  clock.advance(DAY);
  expect((await ask('POST', '/auth/tokens', logIn('new', 'second'))).status).toBe(401);
  await ask('PATCH', `/users/${user.id}`, { user: { options: { ignore_password_expiry: true } } }, await admin());
  expect((await ask('POST', '/auth/tokens', logIn('new', 'second'))).status).toBe(201);
  await cloud.close();
});

test('new passwords follow the rules', async () => {
  const rules = { password_regex: '^(?=.*\\d).{4,}$', password_regex_description: 'four, and a digit', unique_last_password_count: 2, minimum_password_age: 2 };
  const { cloud, clock, ask, admin } = await configured({ security_compliance: rules });
  const headers = await admin();
  const told = await ask('GET', '/domains/default/config/security_compliance', undefined, headers);
  expect(told.json.config.security_compliance).toEqual({ password_regex: rules.password_regex, password_regex_description: rules.password_regex_description });
  const weak = await ask('POST', '/users', { user: { name: 'new', password: 'weak' } }, headers);
  expect([weak.status, message(weak)]).toEqual([400, 'The password does not match the requirements: four, and a digit.']);
  const { user } = (await ask('POST', '/users', { user: { name: 'new', password: 'first1' } }, headers)).json;
  const change = async (original_password: string, password: string) => ask('POST', `/users/${user.id}/password`, { user: { original_password, password } });
  expect((await change('first1', 'second2')).status).toBe(204);
  const early = await change('second2', 'third3');
  expect([early.status, message(early)]).toEqual([400, expect.stringContaining('it must be used for 2 day(s)')]);
  clock.advance(2 * DAY);
  const again = await change('second2', 'first1');
  expect([again.status, message(again)]).toEqual([400, expect.stringContaining('The new password cannot be identical to a previous password.')]);
  expect((await change('second2', 'third3')).status).toBe(204);
  await cloud.close();
});
