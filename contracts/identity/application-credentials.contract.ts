import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { denied, said, someone, tokenFor } from '../../test/contract/people.ts';

const byCredential = (credential: Record<string, unknown>, scope?: { project: { id: string } }) => ({
  auth: { identity: { methods: ['application_credential'], application_credential: credential }, ...(scope && { scope }) },
});

contract('application credentials', { needs: ['admin'] }, (it) => {
  it('are made by their user, with a secret that is told once', async (stage) => {
    const { admin } = stage;
    const { user, project, headers: own } = await someone(stage);
    const headers = await own();
    const { application_credential: made } = await admin.identity.applicationCredentials.create({
      user_id: user.id,
      body: { application_credential: { name: 'first', expires_at: '2031-01-01T00:00:00' } },
      headers,
    });
    expect(made.roles.map((role) => role.name).sort()).toEqual(['member', 'reader']);
    expect([made.project_id, made.unrestricted, made.expires_at, made.secret?.length]).toEqual([project.id, null, '2031-01-01T00:00:00.000000', 86]);
    // the roles come in any order
    const { secret: _, ...others } = made;
    const rest = { ...others, roles: expect.arrayContaining(made.roles) as unknown };
    const where = { user_id: user.id, application_credential_id: made.id, headers };
    expect((await admin.identity.applicationCredentials.show(where)).application_credential).toEqual(rest);
    expect((await admin.identity.applicationCredentials.list({ user_id: user.id, headers })).application_credentials).toEqual([rest]);
    await admin.identity.applicationCredentials.delete(where);
    const gone = await admin.identity.request('GET', `/users/${user.id}/application_credentials/${made.id}`, { headers });
    expect(said(gone)).toEqual([404, `Could not find Application Credential: ${made.id}.`]);
  });

  it('are not made for others, nor with what their maker has not', async (stage) => {
    const { admin } = stage;
    const { user, headers: own } = await someone(stage);
    const headers = await own();
    const create = async (application_credential: object, as = headers) =>
      said(await admin.identity.request('POST', `/users/${user.id}/application_credentials`, { json: { application_credential }, headers: as }));
    const admins = { 'x-auth-token': await admin.token() };
    expect(await create({ name: 'x' }, admins)).toEqual([403, denied('identity:create_application_credential').error.message]);
    const refused: [credential: object, status: number, message: string][] = [
      [{ name: 'x', roles: [{ name: 'admin' }] }, 400, 'Invalid application credential: Cannot create an application credential with unassigned role'],
      [{ name: 'x', roles: [{ name: 'virga-nothing' }] }, 404, 'Role virga-nothing is not defined'],
      [{ name: 'x', roles: [{}] }, 400, 'Invalid input for field/attribute 0. Value: {}. {} should be non-empty'],
      [{ name: 'x', access_rules: [{ path: 'x' }] }, 400, "Invalid input for field/attribute path. Value: x. 'x' does not match '^/\\\\.*'"],
      [{ secret: 'x' }, 400, "Invalid input for field/attribute application_credential. Value: {'secret': 'x'}. 'name' is a required property"],
    ];
    for (const [credential, status, message] of refused) expect(await create(credential)).toEqual([status, message]);
    expect((await create({ name: 'once' }))[0]).toBe(201);
    const taken = 'Conflict occurred attempting to store application_credential - Duplicate entry found with name once.';
    expect(await create({ name: 'once' })).toEqual([409, taken]);
  });

  it('log in for their project, by id or by name', async (stage) => {
    const { admin } = stage;
    const { user, project, headers } = await someone(stage);
    const { application_credential: made } = await admin.identity.applicationCredentials.create({
      user_id: user.id,
      body: { application_credential: { name: 'door', secret: 'open', roles: [{ name: 'reader' }] } },
      headers: await headers(),
    });
    for (const by of [{ id: made.id }, { name: 'door', user: { id: user.id } }, { name: 'door', user: { name: user.name, domain: { id: 'default' } } }]) {
      const { token } = await admin.identity.tokens.issue({ body: byCredential({ ...by, secret: 'open' }) });
      expect([token.methods, token.project?.id, token.roles?.map((role) => role.name)]).toEqual([['application_credential'], project.id, ['reader']]);
      expect(token.application_credential).toEqual({ id: made.id, name: 'door', restricted: true });
    }
    const attempt = async (json: unknown) => said(await admin.identity.request('POST', '/auth/tokens', { json }));
    expect((await attempt(byCredential({ id: made.id, secret: 'wrong' })))[0]).toBe(401);
    expect(await attempt(byCredential({ id: 'nothing', secret: 'x' }))).toEqual([404, 'Could not find Application Credential: nothing.']);
    expect(await attempt(byCredential({ id: made.id, secret: 'open' }, { project: { id: project.id } }))).toEqual([
      401,
      'Error authenticating with application credential: Application credentials cannot request a scope.',
    ]);
  });

  it('cannot beget others unless they are unrestricted, nor buy tokens', async (stage) => {
    const { admin } = stage;
    const { user, headers } = await someone(stage);
    const make = async (name: string, unrestricted: boolean): Promise<{ 'x-auth-token': string }> => {
      const body = { application_credential: { name, secret: 'open', unrestricted } };
      const { application_credential: made } = await admin.identity.applicationCredentials.create({ user_id: user.id, body, headers: await headers() });
      return { 'x-auth-token': await tokenFor(stage, byCredential({ id: made.id, secret: 'open' })) };
    };
    const [bound, free] = [await make('bound', false), await make('free', true)];
    const create = async (as: Record<string, string>) =>
      said(
        await admin.identity.request('POST', `/users/${user.id}/application_credentials`, { json: { application_credential: { name: 'child' } }, headers: as }),
      );
    const why = "Using method 'application_credential' is not allowed for managing additional application credentials.";
    expect(await create(bound)).toEqual([403, denied(why).error.message]);
    expect((await create(free))[0]).toBe(201);
    const bought = await admin.identity.request('POST', '/auth/tokens', {
      json: { auth: { identity: { methods: ['token'], token: { id: bound['x-auth-token'] } } } },
    });
    expect(said(bought)).toEqual([403, denied('Using a delegated token to create another token is not allowed.').error.message]);
  });

  it('die with the last of their roles, and their tokens with them', async (stage) => {
    const { admin } = stage;
    const { user, project, role, headers } = await someone(stage);
    const body = { application_credential: { name: 'mortal', secret: 'open' } };
    const { application_credential: made } = await admin.identity.applicationCredentials.create({ user_id: user.id, body, headers: await headers() });
    const token = await tokenFor(stage, byCredential({ id: made.id, secret: 'open' }));
    const about = { headers: { 'x-subject-token': token } };
    expect((await admin.identity.request('GET', '/auth/tokens', about)).status).toBe(200);
    await admin.identity.projectUserRoles.unassign({ project_id: project.id, user_id: user.id, role_id: role.id });
    expect(said(await admin.identity.request('GET', '/auth/tokens', about))).toEqual([404, `Could not find token: ${token}.`]);
    await admin.identity.applicationCredentials.delete({ user_id: user.id, application_credential_id: made.id });
    expect(said(await admin.identity.request('GET', '/auth/tokens', about))).toEqual([404, `Could not find Application Credential: ${made.id}.`]);
  });
});

contract('access rules', { needs: ['admin'] }, (it) => {
  it('bound what a token may ask, and are kept for the next credential', async (stage) => {
    const { admin } = stage;
    const { user, headers: own } = await someone(stage);
    const headers = await own();
    const rule = { service: 'identity', method: 'GET' as const, path: '/v3/users/*' };
    const body = { application_credential: { name: 'one', secret: 'open', access_rules: [rule] } };
    const { application_credential: made } = await admin.identity.applicationCredentials.create({ user_id: user.id, body, headers });
    const [kept] = (await admin.identity.accessRules.list({ user_id: user.id, headers })).access_rules;
    expect(kept).toMatchObject(rule);
    const again = await admin.identity.applicationCredentials.create({
      user_id: user.id,
      body: { application_credential: { name: 'two', access_rules: [rule] } },
      headers,
    });
    expect(again.application_credential.access_rules?.map(({ id }) => id)).toEqual([kept?.id]);

    const token = await tokenFor(stage, byCredential({ id: made.id, secret: 'open' }));
    const ask = async (path: string) => (await admin.identity.request('GET', path, { headers: { 'x-auth-token': token } })).status;
    expect([await ask(`/users/${user.id}`), await ask(`/users/${user.id}/projects`), await ask('/auth/projects')]).toEqual([200, 401, 401]);
    const about = { 'x-subject-token': token };
    expect((await admin.identity.request('GET', '/auth/tokens', { headers: about })).status).toBe(404);
    const aware = await admin.identity.request('GET', '/auth/tokens', { headers: { ...about, 'openstack-identity-access-rules': '1.0' } });
    expect(aware.json.token.application_credential.access_rules).toEqual([{ ...rule, id: kept?.id }]);
  });

  it('stay while a credential has them', async (stage) => {
    const { admin } = stage;
    const { user, headers: own } = await someone(stage);
    const headers = await own();
    const body = { application_credential: { name: 'one', access_rules: [{ service: 'compute', method: 'GET' as const, path: '/v2.1/servers' }] } };
    const { application_credential: made } = await admin.identity.applicationCredentials.create({ user_id: user.id, body, headers });
    const where = { user_id: user.id, access_rule_id: made.access_rules?.[0]?.id ?? '', headers };
    const path = `/users/${user.id}/access_rules/${where.access_rule_id}`;
    expect(said(await admin.identity.request('DELETE', path, { headers }))).toEqual([403, 'May not delete access rule in use']);
    expect(said(await admin.identity.request('GET', path))).toEqual([403, denied('identity:get_access_rule').error.message]);
    await admin.identity.applicationCredentials.delete({ user_id: user.id, application_credential_id: made.id, headers });
    await admin.identity.accessRules.delete(where);
    expect(said(await admin.identity.request('GET', path, { headers }))).toEqual([404, `Could not find Access Rule: ${where.access_rule_id}.`]);
  });
});
