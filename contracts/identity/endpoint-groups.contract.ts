import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';
import { denied, said, someone } from '../../test/contract/people.ts';

/** A service with a public and an internal endpoint. */
async function served({ admin, name, later }: Stage) {
  const { service } = await admin.identity.services.create({ body: { service: { type: name('type'), name: name('service') } } });
  later(() => admin.identity.services.delete({ service_id: service.id }));
  const at = async (face: 'public' | 'internal') => {
    const body = { endpoint: { service_id: service.id, interface: face, url: 'http://127.0.0.1:1' } };
    return (await admin.identity.endpoints.create({ body })).endpoint;
  };
  return { service, open: await at('public'), closed: await at('internal') };
}

contract('endpoint groups', { needs: ['admin'] }, (it) => {
  it('bound the catalog of the projects that have them', async (stage) => {
    const { admin, name, later } = stage;
    const { service, open, closed } = await served(stage);
    const { project, headers } = await someone(stage);
    const filters = { service_id: service.id, interface: 'internal' as const };
    const { endpoint_group: group } = await admin.identity.endpointGroups.create({ body: { endpoint_group: { name: name('group'), filters } } });
    const where = { endpoint_group_id: group.id };
    later(() => admin.identity.endpointGroups.delete(where));
    expect(group).toMatchObject({ description: null, filters });
    expect((await admin.identity.endpointGroups.list({ query: { name: group.name } })).endpoint_groups).toEqual([group]);
    expect((await admin.identity.endpointGroups.endpoints(where)).endpoints).toEqual([closed]);

    const both = { ...where, project_id: project.id };
    const own = { headers: await headers() };
    const seen = async () => (await admin.identity.auth.catalog(own)).catalog.flatMap((entry) => entry.endpoints.map(({ id }) => id));
    expect(await seen()).toEqual(expect.arrayContaining([open.id, closed.id]));
    await admin.identity.endpointGroups.addToProject(both);
    expect(await seen()).toEqual([closed.id]);
    expect((await admin.identity.endpointGroups.showInProject(both)).project_endpoint_group).toMatchObject(both);
    expect((await admin.identity.endpointGroups.ofProject({ project_id: project.id })).endpoint_groups).toEqual([group]);
    expect((await admin.identity.endpointGroups.projects(where)).projects.map(({ id }) => id)).toEqual([project.id]);
    const again = await admin.identity.request('PUT', `/OS-EP-FILTER/endpoint_groups/${group.id}/projects/${project.id}`);
    expect(said(again)).toEqual([409, 'Conflict occurred attempting to store project_endpoint_group - Duplicate entry.']);
    await admin.identity.endpointGroups.removeFromProject(both);
    expect((await seen()).length).toBeGreaterThan(1);
  });

  it('are refused without filters, and to members', async ({ admin, member }) => {
    const create = async (endpoint_group: object, as = admin) =>
      said(await as.identity.request('POST', '/OS-EP-FILTER/endpoint_groups', { json: { endpoint_group } }));
    expect(await create({ name: 'x', filters: {} })).toEqual([400, 'filters field is required and cannot be empty']);
    expect((await create({ name: 'x', filters: { nothing: 1 } }))[1]).toMatch(/^Expecting to find service_id or region_id or interface in endpoint_group\./);
    expect(await create({ name: 'x', filters: { interface: 'admin' } }, member)).toEqual([403, denied('identity:create_endpoint_group').error.message]);
  });
});

contract('endpoint filter', { needs: ['admin'] }, (it) => {
  it('shows a project single endpoints', async (stage) => {
    const { admin } = stage;
    const { open, closed } = await served(stage);
    const { project } = await someone(stage);
    const where = { project_id: project.id, endpoint_id: open.id };
    const path = `/OS-EP-FILTER/projects/${project.id}/endpoints/${open.id}`;
    const absent = [404, `Endpoint ${open.id} not found in project ${project.id}`];
    expect(said(await admin.identity.request('GET', path))).toEqual(absent);
    await admin.identity.endpointFilter.add(where);
    await admin.identity.endpointFilter.check(where);
    expect((await admin.identity.endpointFilter.endpoints({ project_id: project.id })).endpoints).toEqual([open]);
    expect((await admin.identity.endpointFilter.projects({ endpoint_id: open.id })).projects.map(({ id }) => id)).toEqual([project.id]);
    expect((await admin.identity.endpointFilter.projects({ endpoint_id: closed.id })).projects).toEqual([]);
    await admin.identity.endpointFilter.remove(where);
    expect(said(await admin.identity.request('DELETE', path))).toEqual(absent);
  });
});
