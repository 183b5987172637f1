import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { password, someone } from '../../test/contract/people.ts';

const unauthorized = { error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' } };
contract('tokens', { needs: ['admin'] }, (it) => {
  it('are issued without a scope, and with that of a project by id or by name', async ({ admin, name, later }) => {
    const { user, project } = await someone({ admin, name, later });
    const by = { name: user.name, domain: { id: 'default' }, password: 'first' };
    const issue = async (who: object, scope?: unknown) => admin.identity.request('POST', '/auth/tokens', { json: password(who, scope) });

    const unscoped = await issue(by);
    expect(unscoped.status).toBe(201);
    expect(unscoped.headers.get('x-subject-token')).toMatch(/^gAAAAA[\w-]+$/);
    expect(Object.keys(unscoped.json.token).sort()).toEqual(['audit_ids', 'expires_at', 'issued_at', 'methods', 'user']);
    expect(unscoped.json.token.user).toEqual({ domain: { id: 'default', name: 'Default' }, id: user.id, name: user.name, password_expires_at: null });

    for (const scope of [{ project: { id: project.id } }, { project: { name: project.name, domain: { name: 'Default' } } }]) {
      const { status, json } = await issue({ id: user.id, password: 'first' }, scope);
      expect(status).toBe(201);
      expect(json.token.project).toEqual({ domain: { id: 'default', name: 'Default' }, id: project.id, name: project.name });
      expect(json.token.roles.map((role: { name: string }) => role.name).sort()).toEqual(['member', 'reader']);
      expect(json.token.is_domain).toBe(false);
      expect(json.token.catalog.map((service: { type: string }) => service.type)).toContain('identity');
    }
  });

  it('leave the catalog out on request, and last an hour', async ({ admin }) => {
    const bought = (await admin.identity.request('GET', '/auth/projects')).json.projects[0];
    const own = await admin.token();
    const json = { auth: { identity: { methods: ['token'], token: { id: own } }, scope: { project: { id: bought.id } } } };
    const { token } = (await admin.identity.request('POST', '/auth/tokens?nocatalog', { json })).json;
    expect(token.catalog).toBeUndefined();
    expect(token.methods.toSorted()).toEqual(['password', 'token']);
    const { token: first } = (await admin.identity.request('GET', '/auth/tokens', { headers: { 'X-Subject-Token': own } })).json;
    expect(Date.parse(first.expires_at) - Date.parse(first.issued_at)).toBe(3_600_000);
    expect([token.expires_at, token.audit_ids[1]]).toEqual([first.expires_at, first.audit_ids.at(-1)]);
    expect(token.audit_ids[0]).not.toBe(first.audit_ids[0]);
  });

  it('answer the same 401 to whatever is wrong', async ({ admin, name, later }) => {
    const { user, project } = await someone({ admin, name, later });
    const by = { name: user.name, domain: { id: 'default' }, password: 'first' };
    const wrong: [who: object, scope?: unknown][] = [
      [{ ...by, password: 'second' }],
      [{ ...by, name: name('nobody') }],
      [{ ...by, domain: { name: name('nowhere') } }],
      [{ name: user.name, domain: { id: 'default' } }],
      [by, { project: { id: 'nope' } }],
      [by, { domain: { id: 'default' } }],
      [by, { system: { all: true } }],
      [{ id: 'nope', password: 'first' }, { project: { id: project.id } }],
    ];
    for (const [who, scope] of wrong) {
      const { status, json, headers } = await admin.identity.request('POST', '/auth/tokens', { json: password(who, scope) });
      expect([status, json]).toEqual([401, unauthorized]);
      expect(headers.get('www-authenticate')).toMatch(/^Keystone uri="http.*\/v3"$/);
    }
  });

  it('answer 400 to a body that is incomplete', async ({ admin }) => {
    const lacking = (what: string, where: string) =>
      `Expecting to find ${what} in ${where}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`;
    const by = { name: 'admin', domain: { id: 'default' }, password: 'x' };
    const bodies: [json: unknown, message: string][] = [
      [{}, lacking('auth', 'request body')],
      [[1], lacking('valid JSON', 'request body')],
      [{ auth: { identity: { methods: ['password'] } } }, lacking('password', 'identity')],
      [{ auth: { identity: { methods: ['password'], password: {} } } }, lacking('user', 'None')],
      [password({ name: 'admin', password: 'x' }), lacking('domain', 'user')],
      [password({ domain: { id: 'default' } }), 'Invalid input for field identity/password/user: id or name must be present.'],
      [password(by, { project: { name: 'admin' } }), lacking('domain', 'project')],
      [password(by, { project: {} }), 'Invalid input for field scope/project: id or name must be present.'],
      [password(by, 'everything'), lacking('system, project, domain, OS-TRUST:trust or unscoped', 'scope')],
      [password(by, { project: { id: 'x' }, domain: { id: 'y' } }), lacking('system, project, domain, OS-TRUST:trust or unscoped', 'scope')],
    ];
    for (const [json, message] of bodies) {
      const answer = await admin.identity.request('POST', '/auth/tokens', { json });
      expect([answer.status, answer.json]).toEqual([400, { error: { code: 400, message, title: 'Bad Request' } }]);
    }
  });

  it('quote the schema that a body breaks', async ({ admin }) => {
    const { status, json } = await admin.identity.request('POST', '/auth/tokens', { json: password({ name: 'admin', password: 0 }) });
    expect(status).toBe(400);
    expect(json.error.message.split('\n')).toEqual([
      "Invalid input for field 'identity/password/user/password': 0 is not of type 'string'",
      '',
      "Failed validating 'type' in schema['properties']['identity']['properties']['password']['properties']['user']['properties']['password']:",
      "    {'type': 'string'}",
      '',
      "On instance['identity']['password']['user']['password']:",
      '    0',
    ]);
    const unknown = await admin.identity.request('POST', '/auth/tokens', { json: { auth: { identity: { methods: ['magic'], magic: {} } } } });
    expect([unknown.status, unknown.json.error.message]).toEqual([401, 'Attempted to authenticate with an unsupported method.']);
    expect(unknown.json.error.identity.methods).toContain('password');
  });

  it('are validated by admins and their own bearers, nobody else', async ({ admin, member }) => {
    const [own, other] = [await member.token(), await admin.token()];
    const about = (token: string) => ({ headers: { 'X-Subject-Token': token } });
    const shown = await member.identity.request('GET', '/auth/tokens', about(own));
    expect([shown.status, shown.headers.get('x-subject-token')]).toEqual([200, own]);
    expect((await admin.identity.request('GET', '/auth/tokens', about(own))).json).toEqual(shown.json);
    const refused = await member.identity.request('GET', '/auth/tokens', about(other));
    expect([refused.status, refused.json.error.message]).toEqual([403, 'You are not authorized to perform the requested action: identity:validate_token.']);
    const bogus = await admin.identity.request('GET', '/auth/tokens', about('bogus'));
    expect([bogus.status, bogus.json.error.message]).toEqual([404, 'Could not recognize Fernet token']);
    const none = await admin.identity.request('GET', '/auth/tokens');
    expect([none.status, none.json.error.message]).toEqual([404, 'No token in the request']);
    expect((await admin.identity.request('HEAD', '/auth/tokens', about(own))).status).toBe(200);
  });

  it('can be revoked, once', async ({ admin, name, later }) => {
    const { logIn } = await someone({ admin, name, later });
    const about = { headers: { 'X-Subject-Token': await logIn() } };
    expect((await admin.identity.request('DELETE', '/auth/tokens', about)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) {
      const { status, json } = await admin.identity.request(method, '/auth/tokens', about);
      expect([status, json.error.message]).toEqual([404, 'Failed to validate token']);
    }
  });

  it('die with the role they were issued for', async ({ admin, name, later }) => {
    const { logIn, user, project, role } = await someone({ admin, name, later });
    const token = await logIn({ project: { id: project.id } });
    const about = { headers: { 'X-Subject-Token': token } };
    expect((await admin.identity.request('GET', '/auth/tokens', about)).status).toBe(200);
    await admin.identity.projectUserRoles.unassign({ project_id: project.id, user_id: user.id, role_id: role.id });
    const { status, json } = await admin.identity.request('GET', '/auth/tokens', about);
    expect([status, json.error.message]).toEqual([404, `Could not find token: ${token}.`]);
  });

  it('die when their user is disabled or deleted', async ({ admin, name, later }) => {
    const { logIn, user } = await someone({ admin, name, later });
    const about = { headers: { 'X-Subject-Token': await logIn() } };
    await admin.identity.users.update({ user_id: user.id, body: { user: { enabled: false } } });
    expect((await admin.identity.request('GET', '/auth/tokens', about)).status).toBe(404);
    await admin.identity.users.delete({ user_id: user.id });
    const { status, json } = await admin.identity.request('GET', '/auth/tokens', about);
    expect([status, json.error.message]).toEqual([404, `Could not find user: ${user.id}.`]);
  });

  it('die when the password changes', async ({ admin, name, later }) => {
    const { logIn, user } = await someone({ admin, name, later });
    const about = { headers: { 'X-Subject-Token': await logIn() } };
    await admin.identity.users.changePassword({ user_id: user.id, body: { user: { original_password: 'first', password: 'second' } } });
    const { status, json } = await admin.identity.request('GET', '/auth/tokens', about);
    expect([status, json.error.message]).toEqual([404, 'Failed to validate token']);
  });

  it('say what they can reach', async ({ admin, member }) => {
    const { projects } = await member.identity.auth.projects({});
    expect(projects.map((project) => project.name)).toEqual([(await member.whoami()).project?.name]);
    expect((await member.identity.auth.system({})).system).toEqual([]);
    expect((await admin.identity.auth.system({})).system).toEqual([{ all: true }]);
    const { catalog } = await member.identity.auth.catalog({});
    const identity = catalog.find((service) => service.type === 'identity');
    expect(identity?.endpoints.map((endpoint) => endpoint.interface).sort()).toEqual(['admin', 'internal', 'public']);
    expect(identity?.endpoints.every((endpoint) => endpoint.url.endsWith('/v3'))).toBe(true);
  });
});
