import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

const error = (code: number, title: string, message: string) => ({ error: { code, message, title } });

contract('users', { needs: ['admin'] }, (it) => {
  it('are created, shown, changed and deleted', async ({ admin, name, later }) => {
    const wanted = { name: name('user'), domain_id: 'default', description: 'one', email: 'x@example.com' };
    const created = await admin.identity.request('POST', '/users', { json: { user: { ...wanted, password: 'secret', shoe_size: 42 } } });
    expect(created.status).toBe(201);
    const { user } = created.json;
    later(() => admin.identity.users.delete({ user_id: user.id }));
    expect(user).toEqual({
      ...wanted,
      shoe_size: 42,
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      enabled: true,
      password_expires_at: null,
      options: {},
      links: { self: expect.stringMatching(new RegExp(`/v3/users/${user.id}$`)) },
    });
    expect(created.text).not.toContain('secret');
    expect((await admin.identity.users.show({ user_id: user.id })).user).toEqual(user);

    const changed = await admin.identity.request('PATCH', `/users/${user.id}`, { json: { user: { description: 'two', enabled: false } } });
    expect([changed.status, changed.json.user]).toEqual([
      200,
      { ...user, description: 'two', enabled: false, extra: { description: 'two', email: 'x@example.com', shoe_size: 42 } },
    ]);

    const deleted = await admin.identity.request('DELETE', `/users/${user.id}`);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    const again = await admin.identity.request('DELETE', `/users/${user.id}`);
    expect([again.status, again.json]).toEqual([404, error(404, 'Not Found', `Could not find user: ${user.id}.`)]);
  });

  it('share no name within a domain, whatever its case', async ({ admin, name, later }) => {
    const wanted = name('User');
    const { user } = await admin.identity.users.create({ body: { user: { name: wanted } } });
    later(() => admin.identity.users.delete({ user_id: user.id }));
    expect(user.domain_id).toBe('default');
    for (const taken of [wanted, wanted.toLowerCase()]) {
      const { status, json } = await admin.identity.request('POST', '/users', { json: { user: { name: taken } } });
      const message = `Conflict occurred attempting to store user - Duplicate entry found with name ${taken} at domain ID default.`;
      expect([status, json]).toEqual([409, error(409, 'Conflict', message)]);
    }
  });

  it('are found by filters, exact and inexact', async ({ admin, name, later }) => {
    const wanted = name('user');
    const { user } = await admin.identity.users.create({ body: { user: { name: wanted, enabled: false } } });
    later(() => admin.identity.users.delete({ user_id: user.id }));
    const found = async (query: string): Promise<string[]> =>
      (await admin.identity.request('GET', `/users?${query}`)).json.users.map((one: { id: string }) => one.id);
    const part = wanted.slice(6);
    for (const query of [
      `name=${wanted}`,
      `name__contains=${part}`,
      `name__icontains=${part.toUpperCase()}`,
      `name__endswith=${part}`,
      `nothing=1&name=${wanted}`,
    ]) {
      expect(await found(query)).toEqual([user.id]);
    }
    for (const query of [`name=${part}`, `name__contains=${part.toUpperCase()}`, `name=${wanted}&enabled=true`, `name=${wanted}&domain_id=nope`]) {
      expect(await found(query)).toEqual([]);
    }
    expect(await found(`name=${wanted}&enabled=0`)).toEqual([user.id]);
  });

  it('come in pages', async ({ admin, name, later }) => {
    for (const _ of [1, 2]) {
      const { user } = await admin.identity.users.create({ body: { user: { name: name('user') } } });
      later(() => admin.identity.users.delete({ user_id: user.id }));
    }
    const { json: first } = await admin.identity.request('GET', '/users?limit=1');
    expect([first.users.length, first.truncated]).toEqual([1, true]);
    expect(first.links.next).toMatch(new RegExp(`/v3/users\\?limit=1&marker=${first.users[0].id}$`));
    const { json: second } = await admin.identity.request('GET', first.links.next.split('/v3')[1]);
    expect(second.users[0].id > first.users[0].id).toBe(true);
    const { status, json } = await admin.identity.request('GET', '/users?limit=1&marker=nope');
    expect([status, json]).toEqual([404, error(404, 'Not Found', 'Marker nope could not be found.')]);
  });

  const refused: [user: unknown, message: string][] = [
    [{ password: 'x' }, "Invalid input for field/attribute user. Value: {'password': 'x'}. 'name' is a required property"],
    [{ name: '' }, "Invalid input for field/attribute name. Value: . '' should be non-empty"],
    [{ name: '  ' }, "Invalid input for field/attribute name. Value:   . '  ' does not match '[\\\\S]+'"],
    [{ name: 5 }, "Invalid input for field/attribute name. Value: 5. 5 is not of type 'string'"],
    [{ name: 'x', password: 1 }, "Invalid input for field/attribute password. Value: 1. 1 is not of type 'string', 'null'"],
    [
      { name: 'x', options: { nothing: 1 } },
      "Invalid input for field/attribute options. Value: {'nothing': 1}. Additional properties are not allowed ('nothing' was unexpected)",
    ],
    [5, "Invalid input for field/attribute user. Value: 5. 5 is not of type 'object'"],
  ];
  it('refuse what their schema does not take', async ({ admin }) => {
    for (const [user, message] of refused) {
      const { status, json } = await admin.identity.request('POST', '/users', { json: { user } });
      expect([status, json]).toEqual([400, error(400, 'Bad Request', message)]);
    }
    const empty = await admin.identity.request('PATCH', '/users/nope', { json: { user: {} } });
    expect(empty.json).toEqual(error(400, 'Bad Request', 'Invalid input for field/attribute user. Value: {}. {} should be non-empty'));
    const none = await admin.identity.request('POST', '/users', { json: {} });
    expect(none.json).toEqual(error(400, 'Bad Request', "'user' is a required property"));
    const broken = await admin.identity.request('POST', '/users', { body: '{', headers: { 'Content-Type': 'application/json' } });
    expect([broken.status, broken.json.error.message.slice(0, 47)]).toEqual([400, 'Expecting to find valid JSON in request body. T']);
  });

  it('change their password themselves', async ({ admin, name, later }) => {
    const { user } = await admin.identity.users.create({ body: { user: { name: name('user'), password: 'first' } } });
    later(() => admin.identity.users.delete({ user_id: user.id }));
    const change = async (json: unknown, id = user.id) => admin.identity.request('POST', `/users/${id}/password`, { json });
    expect((await change({ user: { original_password: 'first', password: 'second' } })).status).toBe(204);
    expect((await change({ user: { original_password: 'second', password: 'second' } })).status).toBe(204);
    const unauthorized = [401, error(401, 'Unauthorized', 'The request you have made requires authentication.')];
    const wrong = await change({ user: { original_password: 'first', password: 'third' } });
    expect([wrong.status, wrong.json]).toEqual(unauthorized);
    const unknown = await change({ user: { original_password: 'x', password: 'y' } }, 'nope');
    expect([unknown.status, unknown.json]).toEqual(unauthorized);
    const lacking = await change({ user: { password: 'x' } });
    expect(lacking.json.error.message.split('\n')).toEqual([
      "'original_password' is a required property",
      '',
      "Failed validating 'required' in schema:",
      "    {'type': 'object',",
      "     'properties': {'original_password': {'type': 'string'},",
      "                    'password': {'type': 'string'}},",
      "     'required': ['original_password', 'password'],",
      "     'additionalProperties': False}",
      '',
      'On instance:',
      "    {'password': 'x'}",
    ]);
  });

  it('are seen by admins and by themselves', async ({ admin, member, reader, domainAdmin }) => {
    const { user } = await member.whoami();
    expect((await member.identity.users.show({ user_id: user.id })).user.name).toBe(user.name);
    expect((await domainAdmin.identity.request('GET', '/users')).status).toBe(200);
    const denied = (rule: string) => [403, error(403, 'Forbidden', `You are not authorized to perform the requested action: identity:${rule}.`)];
    const { user: other } = await admin.whoami();
    for (const [method, path, rule] of [
      ['GET', '/users', 'list_users'],
      ['GET', `/users/${other.id}`, 'get_user'],
      ['GET', '/users/nope', 'get_user'],
      ['DELETE', `/users/${user.id}`, 'delete_user'],
    ] as const) {
      const { status, json } = await (method === 'DELETE' ? member : reader).identity.request(method, path);
      expect([status, json]).toEqual(denied(rule));
    }
    const created = await member.identity.request('POST', '/users', { json: { user: { name: 'x' } } });
    expect([created.status, created.json]).toEqual(denied('create_user'));
  });

  it('answer HEAD as GET, and refuse other methods', async ({ admin }) => {
    const [get, head] = [await admin.identity.request('GET', '/users?name=admin'), await admin.identity.request('HEAD', '/users?name=admin')];
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', String(Buffer.byteLength(get.text))]);
    const wrong = await admin.identity.request('DELETE', '/users');
    expect([wrong.status, wrong.json]).toEqual([405, { message: 'The method is not allowed for the requested URL.' }]);
    expect((wrong.headers.get('allow') ?? '').split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST']);
    const nowhere = await admin.identity.request('GET', '/nothing');
    expect([nowhere.status, nowhere.text.split('\n')[2]]).toEqual([404, '<title>404 Not Found</title>']);
  });
});
