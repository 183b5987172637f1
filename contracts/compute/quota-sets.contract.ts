import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('quota sets', { needs: ['admin', 'microversion 2.57'] }, (it) => {
  /** A project of its own, so that nobody else's limits change. */
  const project = async ({ admin, name, later }: Parameters<Parameters<typeof it>[1]>[0]): Promise<string> => {
    const { json } = await admin.identity.request('POST', '/projects', { json: { project: { name: name('project') } } });
    later(() => admin.identity.request('DELETE', `/projects/${json.project.id}`));
    later(() => admin.compute.quotaSets.delete({ project_id: json.project.id }));
    return json.project.id;
  };

  it('are set, shown and go back to the defaults', async (stage) => {
    const { quotaSets } = stage.admin.compute;
    const project_id = await project(stage);
    const { quota_set: before } = await quotaSets.show({ project_id });
    const { quota_set: defaults } = await quotaSets.defaults({ project_id });
    expect(before).toEqual(defaults);
    const { quota_set: set } = await quotaSets.update({ project_id, body: { quota_set: { instances: '3', cores: -1, floating_ips: 7 } } });
    expect(set).toEqual({ ...before, id: undefined, instances: 3, cores: -1, floating_ips: 7 });
    expect((await quotaSets.show({ project_id })).quota_set).toMatchObject({ id: project_id, instances: 3, ram: before.ram });
    const { quota_set: detail } = await quotaSets.detail({ project_id });
    expect(detail.instances).toEqual({ limit: 3, in_use: 0, reserved: 0 });
    await quotaSets.delete({ project_id });
    expect((await quotaSets.show({ project_id })).quota_set).toEqual(before);
  });

  it('lose what belongs to the network in 2.36 and injected files in 2.57', async (stage) => {
    const project_id = await project(stage);
    const names = async (version: '2.35' | '2.36' | '2.57') => Object.keys((await stage.admin.compute.at(version).quotaSets.show({ project_id })).quota_set);
    expect(await names('2.35')).toEqual(expect.arrayContaining(['floating_ips', 'security_groups', 'injected_files', 'server_groups']));
    expect(await names('2.36')).not.toContain('floating_ips');
    expect((await names('2.57')).sort()).toEqual(['cores', 'id', 'instances', 'key_pairs', 'metadata_items', 'ram', 'server_group_members', 'server_groups']);
    const refused = await stage.admin.compute.at('2.57').request('PUT', `/os-quota-sets/${project_id}`, { json: { quota_set: { injected_files: 5 } } });
    expect(refused.json.badRequest.message).toBe(
      "Invalid input for field/attribute quota_set. Value: {'injected_files': 5}. Additional properties are not allowed ('injected_files' was unexpected)",
    );
  });

  it('refuse what is no limit, no project, and nobody else than admins', async (stage) => {
    const { admin, member } = stage;
    const project_id = await project(stage);
    const put = async (as: typeof admin, id: string, limits: unknown) => {
      const { status, json } = await as.compute.request('PUT', `/os-quota-sets/${id}`, { json: { quota_set: limits } });
      return [status, Object.values<{ message: string }>(json)[0]?.message];
    };
    const of = (value: string, complaint: string) => [400, `Invalid input for field/attribute instances. Value: ${value}. ${complaint}`];
    expect(await put(admin, project_id, { instances: -2 })).toEqual(of('-2', '-2 is less than the minimum of -1'));
    expect(await put(admin, project_id, { instances: 'many' })).toEqual(of('many', "'many' does not match '^-?[0-9]+$'"));
    expect(await put(admin, project_id, { instances: 2_147_483_648 })).toEqual(of('2147483648', '2147483648 is greater than the maximum of 2147483647'));
    expect(await put(admin, 'nope', { instances: 1 })).toEqual([400, 'Project ID nope is not a valid project.']);
    expect(await put(member, project_id, { instances: 1 })).toEqual([403, "Policy doesn't allow os_compute_api:os-quota-sets:update to be performed."]);
    await expect(member.compute.quotaSets.show({ project_id })).rejects.toMatchObject({ status: 403 });
  });

  it('are what limits show, to the project itself', async ({ member, admin }) => {
    const { project: own } = await member.whoami();
    const { limits } = await member.compute.limits.show();
    const { quota_set } = await member.compute.quotaSets.show({ project_id: own?.id ?? '' });
    expect(limits.absolute).toMatchObject({ maxTotalInstances: quota_set.instances, maxTotalRAMSize: quota_set.ram, maxImageMeta: quota_set.metadata_items });
    expect((await admin.compute.limits.show({ query: { tenant_id: [own?.id ?? ''] } })).limits.absolute.maxTotalCores).toBe(quota_set.cores);
    await expect(member.compute.limits.show({ query: { tenant_id: ['other'] } })).rejects.toMatchObject({ status: 403 });
    const { limits: later } = await member.compute.at('2.57').limits.show();
    expect(Object.keys(later.absolute)).toHaveLength(11);
  });
});

contract('quota class sets', { needs: ['admin'] }, (it) => {
  it('are defaults by name', async ({ admin, member, name }) => {
    const quota_class = name('class');
    const { quotaClassSets } = admin.compute.at('2.50');
    const { quota_class_set: before } = await quotaClassSets.show({ quota_class });
    expect(before.id).toBe(quota_class);
    const { quota_class_set: set } = await quotaClassSets.update({ quota_class, body: { quota_class_set: { server_groups: 3 } } });
    expect(set).toEqual({ ...before, id: undefined, server_groups: 3 });
    expect(Object.keys((await admin.compute.quotaClassSets.show({ quota_class })).quota_class_set)).not.toContain('server_groups');
    await expect(member.compute.quotaClassSets.show({ quota_class })).rejects.toMatchObject({ status: 403 });
  });
});
