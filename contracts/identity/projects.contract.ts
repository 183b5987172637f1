import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

const error = (code: number, title: string, message: string) => ({ error: { code, message, title } });

contract('projects', { needs: ['admin'] }, (it) => {
  it('are created, shown, changed and deleted', async ({ admin, name, later }) => {
    const wanted = { name: name('project'), description: 'one', tags: ['a', 'b'], colour: 'red' };
    const created = await admin.identity.request('POST', '/projects', { json: { project: wanted } });
    const { project } = created.json;
    later(() => admin.identity.projects.delete({ project_id: project.id }));
    expect([created.status, project]).toEqual([
      201,
      {
        ...wanted,
        id: project.id,
        domain_id: 'default',
        parent_id: 'default',
        enabled: true,
        is_domain: false,
        options: {},
        links: { self: expect.stringMatching(new RegExp(`/v3/projects/${project.id}$`)) },
      },
    ]);
    const { project: changed } = await admin.identity.projects.update({ project_id: project.id, body: { project: { description: 'two', enabled: false } } });
    expect(changed).toEqual({ ...project, description: 'two', enabled: false, extra: { colour: 'red' } });
    const taken = await admin.identity.request('POST', '/projects', { json: { project: { name: wanted.name } } });
    expect([taken.status, taken.json.error.message.slice(0, 60)]).toEqual([409, 'Conflict occurred attempting to store project - it is not pe']);
    expect((await admin.identity.request('DELETE', `/projects/${project.id}`)).status).toBe(204);
    const gone = await admin.identity.request('GET', `/projects/${project.id}`);
    expect([gone.status, gone.json]).toEqual([404, error(404, 'Not Found', `Could not find project: ${project.id}.`)]);
  });

  it('stand in a tree', async ({ admin, name, later }) => {
    const { project: above } = await admin.identity.projects.create({ body: { project: { name: name('above') } } });
    later(() => admin.identity.projects.delete({ project_id: above.id }));
    const { project: below } = await admin.identity.projects.create({ body: { project: { name: name('below'), parent_id: above.id } } });
    later(() => admin.identity.projects.delete({ project_id: below.id }));
    const show = async (id: string, query: string) => (await admin.identity.request('GET', `/projects/${id}?${query}`)).json;
    expect((await show(below.id, 'parents_as_ids&subtree_as_ids')).project).toMatchObject({ parents: { [above.id]: { default: null } }, subtree: null });
    expect((await show(above.id, 'subtree_as_ids')).project.subtree).toEqual({ [below.id]: null });
    expect((await show(above.id, 'subtree_as_list')).project.subtree).toEqual([]);
    const both = await show(above.id, 'subtree_as_list&subtree_as_ids');
    expect(both.error.message).toBe('Cannot use subtree_as_list and subtree_as_ids query params at the same time.');
    const refused = await admin.identity.request('DELETE', `/projects/${above.id}`);
    expect([refused.status, refused.json.error.message]).toEqual([
      403,
      `Cannot delete the project ${above.id} since it is not a leaf in the hierarchy. Use the cascade option if you want to delete a whole subtree.`,
    ]);
    const disabled = await admin.identity.request('PATCH', `/projects/${above.id}`, { json: { project: { enabled: false } } });
    expect([disabled.status, disabled.json.error.message]).toEqual([403, `Cannot disable project ${above.id} since its subtree contains enabled projects.`]);
    const moved = await admin.identity.request('PATCH', `/projects/${below.id}`, { json: { project: { parent_id: 'default' } } });
    expect([moved.status, moved.json.error.message]).toEqual([403, 'Update of `parent_id` is not allowed.']);
  });

  it('have tags, by which they are found', async ({ admin, name, later }) => {
    const { project } = await admin.identity.projects.create({ body: { project: { name: name('project') } } });
    later(() => admin.identity.projects.delete({ project_id: project.id }));
    const [one, two] = [name('one'), name('two')];
    const of = { project_id: project.id };
    expect((await admin.identity.projectTags.replace({ ...of, body: { tags: [one] } })).tags).toEqual([one]);
    const added = await admin.identity.request('PUT', `/projects/${project.id}/tags/${two}`);
    expect([added.status, added.text]).toEqual([201, '']);
    expect((await admin.identity.projectTags.list(of)).tags.toSorted()).toEqual([one, two].sort());
    const found = async (query: string) => (await admin.identity.request('GET', `/projects?${query}`)).json.projects.map((one: { id: string }) => one.id);
    expect(await found(`tags=${one},${two}`)).toEqual([project.id]);
    expect(await found(`tags-any=${one},other`)).toEqual([project.id]);
    expect(await found(`name=${project.name}&not-tags=${one}`)).toEqual([]);
    await admin.identity.projectTags.remove({ ...of, tag: one });
    const gone = await admin.identity.request('GET', `/projects/${project.id}/tags/${one}`);
    expect([gone.status, gone.json]).toEqual([404, error(404, 'Not Found', `Could not find project tag: ${one}.`)]);
    const bad = await admin.identity.request('PUT', `/projects/${project.id}/tags`, { json: { tags: ['a,'] } });
    expect(bad.json.error.message).toBe("Invalid input for field/attribute 0. Value: a,. 'a,' does not match '^[^,/]*$'");
  });

  it('get no tag with a body that is no object', async ({ admin }) => {
    const { status, json } = await admin.identity.request('PUT', '/projects/nope/tags/x', { json: [] });
    expect([status, json.error.message]).toEqual([
      400,
      'Expecting to find valid JSON in request body. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.',
    ]);
  });

  it('are not found below what is no id', async ({ admin }) => {
    const { status, json } = await admin.identity.request('GET', '/projects?parent_id=x');
    expect([status, json.error.message]).toEqual([400, "Invalid input for field/attribute parent_id. Value: x. 'x' is not a 'uuid'"]);
  });

  it('that act as domains are domains', async ({ admin, name, later }) => {
    const { domain } = await admin.identity.domains.create({ body: { domain: { name: name('domain') } } });
    later(() => admin.identity.domains.delete({ domain_id: domain.id }));
    later(() => admin.identity.domains.update({ domain_id: domain.id, body: { domain: { enabled: false } } }));
    expect((await admin.identity.projects.show({ project_id: domain.id })).project).toMatchObject({ is_domain: true, domain_id: null, parent_id: null });
    const taken = await admin.identity.request('POST', '/domains', { json: { domain: { name: domain.name } } });
    expect([taken.status, taken.json.error.message]).toEqual([
      409,
      `Conflict occurred attempting to store project - it is not permitted to have two projects acting as domains with the same name: ${domain.name}.`,
    ]);
    const enabled = await admin.identity.request('DELETE', `/domains/${domain.id}`);
    expect([enabled.status, enabled.json.error.message]).toEqual([403, 'Cannot delete a domain that is enabled, please disable it first.']);
    const { user } = await admin.identity.users.create({ body: { user: { name: name('user'), domain_id: domain.id } } });
    await admin.identity.domains.update({ domain_id: domain.id, body: { domain: { enabled: false } } });
    await admin.identity.domains.delete({ domain_id: domain.id });
    expect((await admin.identity.request('GET', `/users/${user.id}`)).status).toBe(404);
  });

  it('are seen by admins and their own members', async ({ member }) => {
    const { project } = await member.whoami();
    expect((await member.identity.projects.show({ project_id: project?.id ?? '' })).project.name).toBe(project?.name);
    for (const [path, rule] of [
      ['/projects', 'list_projects'],
      ['/projects/nope', 'get_project'],
      ['/domains', 'list_domains'],
    ]) {
      const { status, json } = await member.identity.request('GET', path ?? '');
      expect([status, json]).toEqual([403, error(403, 'Forbidden', `You are not authorized to perform the requested action: identity:${rule}.`)]);
    }
    expect((await member.identity.domains.show({ domain_id: 'default' })).domain.name).toBe('Default');
  });
});
