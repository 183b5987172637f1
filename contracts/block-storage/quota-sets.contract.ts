import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('quota sets of block storage', { needs: ['admin', 'block storage'] }, (it) => {
  it('are shown, changed and reset', async ({ admin, name, later }) => {
    const { project } = await admin.identity.projects.create({ body: { project: { name: name('project') } } });
    const project_id = project.id;
    later(() => admin.identity.projects.delete({ project_id }));
    const { quotaSets } = admin['block-storage'];
    const { quota_set: defaults } = await quotaSets.defaults({ project_id });
    expect(defaults).toMatchObject({ id: project_id, volumes___DEFAULT__: -1 });
    later(() => quotaSets.delete({ project_id }));
    const { quota_set: changed } = await quotaSets.update({ project_id, body: { quota_set: { volumes: 3, gigabytes___DEFAULT__: 7 } } });
    expect(changed).toMatchObject({ volumes: 3, gigabytes___DEFAULT__: 7, snapshots: defaults.snapshots });
    expect(changed).not.toHaveProperty('id');
    const { quota_set: used } = await quotaSets.show({ project_id, query: { usage: 'True' } });
    expect(used).toMatchObject({ volumes: { limit: 3, in_use: 0, reserved: 0 } });
    await quotaSets.delete({ project_id });
    expect((await quotaSets.show({ project_id })).quota_set).toEqual(defaults);
  });

  it('take whole numbers of known resources', async ({ admin, member }) => {
    const own = (await member.whoami()).project?.id ?? '';
    const refusal = async (quota_set: object) =>
      (await admin['block-storage'].request('PUT', `/os-quota-sets/${own}`, { json: { quota_set } })).json.badRequest.message as string;
    expect(await refusal({ volumes: 'many' })).toBe('volumes must be an integer');
    expect(await refusal({ volumes: -2 })).toBe('volumes must be >= -1');
    expect(await refusal({ bananas: 1, apples: 2 })).toBe('Invalid input received: Bad key(s) in quota set: bananas, apples');
    expect(await refusal({})).toBe('Invalid input for field/attribute quota_set. Value: {}. {} should be non-empty');
    const denied = await member['block-storage'].request('PUT', `/os-quota-sets/${own}`, { json: { quota_set: { volumes: 1 } } });
    expect(denied.json.forbidden.message).toBe("Policy doesn't allow volume_extension:quotas:update to be performed.");
  });

  it('follow the name of a volume type', async ({ admin, name, later }) => {
    const { quotaSets, volumeTypes } = admin['block-storage'];
    const { project } = await admin.identity.projects.create({ body: { project: { name: name('project') } } });
    const project_id = project.id;
    later(() => admin.identity.projects.delete({ project_id }));
    const [before, after] = [name('type'), name('type')];
    const { volume_type } = await volumeTypes.create({ body: { volume_type: { name: before } } });
    later(() => volumeTypes.delete({ type_id: volume_type.id }));
    later(() => quotaSets.delete({ project_id }));
    await quotaSets.update({ project_id, body: { quota_set: { [`volumes_${before}`]: 2 } } });
    await volumeTypes.update({ type_id: volume_type.id, body: { volume_type: { name: after } } });
    expect((await quotaSets.show({ project_id })).quota_set).toMatchObject({ [`volumes_${after}`]: 2 });
  });
});

contract('quota class sets of block storage', { needs: ['admin', 'block storage'] }, (it) => {
  it('are shown and changed', async ({ admin, name }) => {
    const { quotaClassSets } = admin['block-storage'];
    const quota_class = name('class');
    const { quota_class_set: before } = await quotaClassSets.show({ quota_class });
    expect(before.id).toBe(quota_class);
    expect((await quotaClassSets.update({ quota_class, body: { quota_class_set: { volumes: '7' } } })).quota_class_set).toMatchObject({ volumes: 7 });
    expect((await quotaClassSets.show({ quota_class })).quota_class_set).toEqual({ ...before, volumes: 7 });
    const strange = await admin['block-storage'].request('PUT', `/os-quota-class-sets/${quota_class}`, { json: { quota_class_set: { bananas: 5 } } });
    expect(strange.json.badRequest.message).toBe('Invalid input received: Bad key(s) in quota class set: bananas');
  });
});

contract('limits of block storage', { needs: ['admin', 'block storage'] }, (it) => {
  it('are those of the project, or of another for an admin', async ({ admin, member, name, later }) => {
    const { project } = await admin.identity.projects.create({ body: { project: { name: name('project') } } });
    const project_id = project.id;
    later(() => admin.identity.projects.delete({ project_id }));
    later(() => admin['block-storage'].quotaSets.delete({ project_id }));
    await admin['block-storage'].quotaSets.update({ project_id, body: { quota_set: { volumes: 4 } } });
    const of = async (connection: typeof admin, version: '3.38' | '3.39') =>
      (await connection['block-storage'].at(version).limits.show({ query: { project_id } })).limits.absolute;
    expect(await of(admin, '3.39')).toMatchObject({ maxTotalVolumes: 4, totalVolumesUsed: 0 });
    expect(await of(admin, '3.38')).not.toMatchObject({ maxTotalVolumes: 4 });
    expect(await of(member, '3.39')).not.toMatchObject({ maxTotalVolumes: 4 });
  });
});
