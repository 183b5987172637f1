import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('default volume types', { needs: ['admin', 'block storage'] }, (it) => {
  it('are set for a project, and unset', async ({ admin, member, name, later }) => {
    const { defaultTypes, volumeTypes } = admin['block-storage'].at('3.62');
    const { volume_type } = await volumeTypes.create({ body: { volume_type: { name: name('type') } } });
    later(() => volumeTypes.delete({ type_id: volume_type.id }));
    const { project } = await admin.identity.projects.create({ body: { project: { name: name('project') } } });
    const project_id = project.id;
    later(() => admin.identity.projects.delete({ project_id }));
    const set = { project_id, volume_type_id: volume_type.id };
    expect(await defaultTypes.set({ project_id, body: { default_type: { volume_type: volume_type.name } } })).toEqual({ default_type: set });
    later(() => defaultTypes.unset({ project_id }));
    expect(await defaultTypes.show({ project_id })).toEqual({ default_type: set });
    expect((await defaultTypes.list()).default_types).toContainEqual(set);
    const needed = await admin['block-storage'].at('3.62').request('DELETE', `/types/${volume_type.id}`);
    expect(needed.json.badRequest.message).toBe(`The volume type ${volume_type.id} is a default volume type and cannot be deleted.`);
    expect((await member['block-storage'].at('3.62').request('GET', '/default-types')).json).toEqual({
      forbidden: { code: 403, message: 'You are not authorized to perform this operation.' },
    });
    await defaultTypes.unset({ project_id });
    const unset = await admin['block-storage'].at('3.62').request('GET', `/default-types/${project_id}`);
    expect([unset.status, unset.json.itemNotFound.message]).toEqual([404, `Default type for project ${project_id} not found.`]);
  });

  it('are of projects and types that there are', async ({ admin }) => {
    const nobody = await admin['block-storage'].at('3.62').request('PUT', '/default-types/nope', { json: { default_type: { volume_type: '__DEFAULT__' } } });
    expect([nobody.status, nobody.json.itemNotFound.message]).toEqual([404, 'Project with id nope not found.']);
    const own = (await admin.whoami()).project?.id ?? '';
    const nothing = await admin['block-storage'].at('3.62').request('PUT', `/default-types/${own}`, { json: { default_type: { volume_type: 'nope' } } });
    expect([nothing.status, nothing.json.badRequest.message]).toEqual([400, 'Volume type with name nope could not be found.']);
    expect((await admin['block-storage'].at('3.61').request('GET', '/default-types')).status).toBe(404);
  });
});
