import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

const error = (code: number, title: string, message: string) => ({ error: { code, message, title } });

contract('roles', { needs: ['admin'] }, (it) => {
  it('are created, shown, changed and deleted', async ({ admin, name, later }) => {
    const wanted = name('role');
    const created = await admin.identity.request('POST', '/roles', { json: { role: { name: wanted } } });
    const { role } = created.json;
    later(() => admin.identity.roles.delete({ role_id: role.id }));
    expect([created.status, role]).toEqual([
      201,
      {
        id: role.id,
        name: wanted,
        domain_id: null,
        description: null,
        options: {},
        links: { self: expect.stringMatching(new RegExp(`/v3/roles/${role.id}$`)) },
      },
    ]);
    const { role: changed } = await admin.identity.roles.update({ role_id: role.id, body: { role: { description: 'x' } } });
    expect(changed).toEqual({ ...role, description: 'x' });
    expect((await admin.identity.roles.list({ query: { name: wanted } })).roles).toEqual([changed]);
    const taken = await admin.identity.request('POST', '/roles', { json: { role: { name: wanted } } });
    expect([taken.status, taken.json]).toEqual([
      409,
      error(409, 'Conflict', `Conflict occurred attempting to store role - Duplicate entry found with name ${wanted}.`),
    ]);
    expect((await admin.identity.request('DELETE', `/roles/${role.id}`)).status).toBe(204);
    const gone = await admin.identity.request('GET', `/roles/${role.id}`);
    expect([gone.status, gone.json]).toEqual([404, error(404, 'Not Found', `Could not find role: ${role.id}.`)]);
  });

  it('that are immutable have to be freed first', async ({ admin, name, later }) => {
    const { role } = await admin.identity.roles.create({ body: { role: { name: name('role'), options: { immutable: true } } } });
    later(() => admin.identity.roles.delete({ role_id: role.id }));
    const { status, json } = await admin.identity.request('DELETE', `/roles/${role.id}`);
    const message = `Unable to delete immutable role resource: \`${role.id}. Set resource option "immutable" to false first.`;
    expect([status, json]).toEqual([403, error(403, 'Forbidden', message)]);
    const { role: freed } = await admin.identity.roles.update({ role_id: role.id, body: { role: { options: { immutable: false } } } });
    expect(freed.options).toEqual({ immutable: false });
  });

  it('imply others', async ({ admin, name, later }) => {
    const { role } = await admin.identity.roles.create({ body: { role: { name: name('role') } } });
    later(() => admin.identity.roles.delete({ role_id: role.id }));
    const member = (await admin.identity.roles.list({ query: { name: 'member' } })).roles[0];
    const pair = { prior_role_id: role.id, implied_role_id: member?.id ?? '' };
    const { role_inference: made } = await admin.identity.impliedRoles.create(pair);
    expect([made.prior_role.name, made.implies.name]).toEqual([role.name, 'member']);
    expect((await admin.identity.impliedRoles.list(pair)).role_inference.implies.map((implied) => implied.name)).toEqual(['member']);
    const again = await admin.identity.request('PUT', `/roles/${role.id}/implies/${pair.implied_role_id}`);
    expect([again.status, again.json.error.message]).toEqual([409, 'Conflict occurred attempting to store implied_role - Duplicate entry.']);
    expect((await admin.identity.request('HEAD', `/roles/${role.id}/implies/${pair.implied_role_id}`)).status).toBe(204);
    await admin.identity.impliedRoles.delete(pair);
    const gone = await admin.identity.request('GET', `/roles/${role.id}/implies/${pair.implied_role_id}`);
    expect([gone.status, gone.json.error.message]).toEqual([404, `${role.id} does not imply ${pair.implied_role_id}.`]);
  });

  it('are assigned on projects to users and groups, and listed', async ({ admin, name, later }) => {
    const { project } = await admin.identity.projects.create({ body: { project: { name: name('project'), domain_id: 'default' } } });
    later(() => admin.identity.projects.delete({ project_id: project.id }));
    const { user } = await admin.identity.users.create({ body: { user: { name: name('user') } } });
    later(() => admin.identity.users.delete({ user_id: user.id }));
    const { group } = await admin.identity.groups.create({ body: { group: { name: name('group') } } });
    later(() => admin.identity.groups.delete({ group_id: group.id }));
    await admin.identity.groups.addUser({ group_id: group.id, user_id: user.id });
    const [reader, member] = await Promise.all(
      ['reader', 'member'].map(async (name) => (await admin.identity.roles.list({ query: { name } })).roles[0]?.id ?? ''),
    );
    const own = { project_id: project.id, user_id: user.id, role_id: reader ?? '' };
    await admin.identity.projectUserRoles.assign(own);
    await admin.identity.projectUserRoles.assign(own);
    await admin.identity.projectGroupRoles.assign({ project_id: project.id, group_id: group.id, role_id: member ?? '' });
    expect((await admin.identity.projectUserRoles.list(own)).roles.map((role) => role.name)).toEqual(['reader']);
    await admin.identity.projectUserRoles.check(own);

    const { role_assignments: direct } = await admin.identity.roleAssignments.list({ query: { 'scope.project.id': project.id, include_names: '1' } });
    const told = direct.map((one) => [one.user?.name ?? one.group?.name, one.role.name, one.scope.project?.name].join(' '));
    expect(new Set(told)).toEqual(new Set([`${user.name} reader ${project.name}`, `${group.name} member ${project.name}`]));
    const { role_assignments: effective } = await admin.identity.roleAssignments.list({ query: { 'user.id': user.id, effective: '1' } });
    expect(new Set(effective.map((one) => one.role.id))).toEqual(new Set([reader, member]));
    const { projects } = await admin.identity.users.projects({ user_id: user.id });
    expect(projects.map((one) => one.id)).toEqual([project.id]);

    await admin.identity.projectUserRoles.unassign(own);
    const { status, json } = await admin.identity.request('DELETE', `/projects/${project.id}/users/${user.id}/roles/${reader}`);
    const message = `Could not find role assignment with role: ${reader}, user or group: ${user.id}, project, domain, or system: ${project.id}.`;
    expect([status, json]).toEqual([404, error(404, 'Not Found', message)]);
    const unknown = await admin.identity.request('PUT', `/projects/${project.id}/users/${user.id}/roles/nope`);
    expect([unknown.status, unknown.json]).toEqual([404, error(404, 'Not Found', 'Could not find role: nope.')]);
  });

  it('are given by nobody but those who may', async ({ member }) => {
    const { project, user } = await member.whoami();
    const { status, json } = await member.identity.request('GET', `/projects/${project?.id}/users/${user.id}/roles`);
    expect([status, json.error.message]).toEqual([403, 'You are not authorized to perform the requested action: identity:list_grants.']);
    expect((await member.identity.request('GET', '/role_assignments')).status).toBe(403);
    expect((await member.identity.request('GET', '/roles')).status).toBe(403);
  });
});
