import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { denied, error, password, said, someone, tokenFor } from '../../test/contract/people.ts';

contract('several factors', { needs: ['admin'] }, (it) => {
  it('are asked for by a user’s rules, with a receipt for those that were shown', async (stage) => {
    const { admin } = stage;
    const { user, logIn } = await someone(stage);
    const token = await logIn();
    const rules = [
      ['password', 'token'],
      ['password', 'mapped'],
    ];
    await admin.identity.users.update({ user_id: user.id, body: { user: { options: { multi_factor_auth_rules: rules } } } });
    const issue = async (identity: object, headers: Record<string, string> = {}) =>
      admin.identity.request('POST', '/auth/tokens', { json: { auth: { identity } }, headers });
    const byPassword = { methods: ['password'], password: { user: { id: user.id, password: 'first' } } };
    const first = await issue(byPassword);
    expect([first.status, first.json.receipt.methods, first.json.receipt.user.id]).toEqual([401, ['password'], user.id]);
    expect(first.json.required_auth_methods.map((methods: string[]) => methods.toSorted())).toEqual([
      ['password', 'token'],
      ['mapped', 'password'],
    ]);
    const receipt = first.headers.get('openstack-auth-receipt') ?? '';
    expect(receipt).toMatch(/^gAAAAA[\w-]+$/);
    const byToken = { methods: ['token'], token: { id: token } };
    expect((await issue(byToken, { 'openstack-auth-receipt': receipt })).json.token.methods.toSorted()).toEqual(['password', 'token']);
    expect(said(await issue(byPassword, { 'openstack-auth-receipt': 'bogus' }))).toEqual([401, 'Could not find auth receipt: bogus.']);
    expect((await issue({ ...byPassword, ...byToken, methods: ['password', 'token'] })).status).toBe(201);
    await admin.identity.users.update({ user_id: user.id, body: { user: { options: { multi_factor_auth_enabled: false } } } });
    expect((await issue(byPassword)).status).toBe(201);
  });

  it('have rules that are lists of methods', async (stage) => {
    const { user } = await someone(stage);
    const set = async (multi_factor_auth_rules: unknown) =>
      said(await stage.admin.identity.request('PATCH', `/users/${user.id}`, { json: { user: { options: { multi_factor_auth_rules } } } }));
    const told = (field: string, value: string, what: string) => [400, `Invalid input for field/attribute ${field}. Value: ${value}. ${value} ${what}`];
    expect(await set([[]])).toEqual(told('0', '[]', 'should be non-empty'));
    expect(await set([['password', 'password']])).toEqual(told('0', "['password', 'password']", 'has non-unique elements'));
    expect(await set([['password'], ['password']])).toEqual(told('multi_factor_auth_rules', "[['password'], ['password']]", 'has non-unique elements'));
  });
});

contract('chains of tokens', { needs: ['admin'] }, (it) => {
  it('end with their root, unless it is revoked alone', async (stage) => {
    const { admin } = stage;
    const { project, logIn } = await someone(stage);
    const chain = async () => {
      const root = await logIn();
      const json = { auth: { identity: { methods: ['token'], token: { id: root } }, scope: { project: { id: project.id } } } };
      return { root, child: await tokenFor(stage, json) };
    };
    const about = (token: string) => ({ headers: { 'x-subject-token': token } });
    const [whole, alone] = [await chain(), await chain()];
    await admin.identity.tokens.revoke(about(whole.root));
    expect(said(await admin.identity.request('GET', '/auth/tokens', about(whole.child)))).toEqual([404, 'Failed to validate token']);
    await admin.identity.tokens.revoke({ ...about(alone.root), query: { cascade: 'false' } });
    expect((await admin.identity.request('GET', '/auth/tokens', about(alone.root))).status).toBe(404);
    expect((await admin.identity.request('GET', '/auth/tokens', about(alone.child))).status).toBe(200);
  });

  it('pause while their project is disabled', async (stage) => {
    const { admin } = stage;
    const { user, project, headers } = await someone(stage);
    const own = { headers: await headers() };
    const enable = async (enabled: boolean) => admin.identity.projects.update({ project_id: project.id, body: { project: { enabled } } });
    await enable(false);
    // every process of a real Keystone has a memory of its own
    const asked = async () => admin.identity.request('GET', `/users/${user.id}`, own);
    const refused = await stage.settled(asked, ({ status }) => status !== 200);
    expect(said(refused)).toEqual([404, `Unable to validate token because project ${project.id} is disabled`]);
    await enable(true);
    expect((await stage.settled(asked, ({ status }) => status === 200)).status).toBe(200);
  });
});

contract('members of groups', { needs: ['admin'] }, (it) => {
  it('lose their tokens with the membership', async (stage) => {
    const { admin, name, later } = stage;
    const { user, logIn } = await someone(stage);
    const { group } = await admin.identity.groups.create({ body: { group: { name: name('group'), domain_id: 'default' } } });
    later(() => admin.identity.groups.delete({ group_id: group.id }));
    const where = { group_id: group.id, user_id: user.id };
    await admin.identity.groups.addUser(where);
    const about = { headers: { 'x-subject-token': await logIn() } };
    expect((await admin.identity.request('GET', '/auth/tokens', about)).status).toBe(200);
    await admin.identity.groups.removeUser(where);
    expect(said(await admin.identity.request('GET', '/auth/tokens', about))).toEqual([404, 'Failed to validate token']);
  });
});

contract('revocations', { needs: ['admin'] }, (it) => {
  it('are told to admins', async (stage) => {
    const { admin, member } = stage;
    const { user } = await someone(stage);
    await admin.identity.users.revokeTokens({ user_id: user.id });
    const { events } = await admin.identity.revocations.list();
    expect(events.filter((event) => event.user_id === user.id)).toEqual([
      { user_id: user.id, issued_before: expect.any(String), revoked_at: expect.any(String) },
    ]);
    expect((await admin.identity.revocations.list({ query: { since: '2099-01-01T00:00:00Z' } })).events).toEqual([]);
    expect(said(await admin.identity.request('GET', '/OS-REVOKE/events?since=yesterday'))).toEqual([400, 'invalidate date format yesterday']);
    expect(said(await member.identity.request('GET', '/OS-REVOKE/events'))).toEqual([403, denied('identity:list_revoke_events').error.message]);
  });

  it('by PKI are gone', async ({ admin }) => {
    const message = 'This API is no longer available due to the removal of support for PKI tokens.';
    for (const path of ['/OS-SIMPLE-CERT/ca', '/OS-SIMPLE-CERT/certificates'])
      expect((await admin.identity.request('GET', path)).json).toEqual(error(410, 'Gone', message));
    expect((await admin.identity.request('GET', '/auth/tokens/OS-PKI/revoked')).status).toBe(403);
  });
});

contract('passwords', { needs: ['admin'] }, (it) => {
  it('are not changed where that is locked', async (stage) => {
    const { admin } = stage;
    const { user } = await someone(stage);
    await admin.identity.users.update({ user_id: user.id, body: { user: { options: { lock_password: true } } } });
    const change = async (original_password: string) =>
      said(await admin.identity.request('POST', `/users/${user.id}/password`, { json: { user: { original_password, password: 'second' } } }));
    expect((await change('wrong'))[0]).toBe(401);
    expect(await change('first')).toEqual([
      400,
      'You cannot change your password at this time due to password policy disallowing password changes. Please contact your administrator to reset your password.',
    ]);
    expect(await tokenFor(stage, password({ id: user.id, password: 'first' }))).not.toBe('');
  });
});

contract('json home', { needs: [] }, (it) => {
  it('says what is where', async ({ admin }) => {
    const headers = { accept: 'application/json-home' };
    const { status, json, headers: received } = await admin.identity.request('GET', '', { root: '/v3', headers });
    expect([status, received.get('content-type')]).toEqual([200, 'application/json-home']);
    const base = 'https://docs.openstack.org/api/openstack-identity/3';
    expect(json.resources[`${base}/rel/users`]).toEqual({ href: '/users' });
    expect(json.resources[`${base}/ext/OS-TRUST/1.0/rel/trust`]).toEqual({
      'href-template': '/OS-TRUST/trusts/{trust_id}',
      'href-vars': { trust_id: `${base}/ext/OS-TRUST/1.0/param/trust_id` },
    });
    expect(json.resources[`${base}/rel/limits`].hints).toEqual({ status: 'experimental' });
  });
});
