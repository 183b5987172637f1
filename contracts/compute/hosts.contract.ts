import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { say } from '../../test/contract/say.ts';
import { running } from '../../test/contract/server.ts';

contract('hosts', { needs: ['admin'] }, (it) => {
  it('are listed with their services until 2.42', async ({ admin }) => {
    const { hosts } = await admin.compute.at('2.42').hosts.list();
    const compute = hosts.find(({ service }) => service === 'compute');
    expect(hosts.map(({ service }) => service)).toEqual(expect.arrayContaining(['conductor', 'scheduler', 'compute']));
    const { hosts: internal } = await admin.compute.hosts.list({ query: { zone: ['internal'] } });
    expect(internal.map(({ service }) => service)).not.toContain('compute');
    const host_name = compute?.host_name ?? '';
    for (const act of ['startup', 'shutdown', 'reboot'] as const)
      expect(await admin.compute.hosts[act]({ host_name })).toEqual({ host: host_name, power_action: act });
    expect(await admin.compute.hosts.update({ host_name, body: { status: 'enable', maintenance_mode: 'disable' } })).toEqual({
      host: host_name,
      status: 'enabled',
      maintenance_mode: 'off_maintenance',
    });
    expect(await say(admin, 'GET', '/os-hosts', undefined, '2.43')).toEqual([404, 'The resource could not be found.']);
    expect(await say(admin, 'GET', '/os-hosts/nope')).toEqual([404, "Host 'nope' is not mapped to any cell"]);
  });

  it.needing(['admin', 'image', 'flavor', 'network'], 'say what servers take of them', async (stage) => {
    const { admin } = stage;
    const id = await running(stage, admin);
    const { json } = await admin.compute.request('GET', `/servers/${id}`);
    const { host } = await admin.compute.hosts.show({ host_name: json.server['OS-EXT-SRV-ATTR:host'] });
    const lines = new Map(host.map(({ resource }) => [resource.project, resource]));
    expect([...lines.keys()].slice(0, 3)).toEqual(['(total)', '(used_now)', '(used_max)']);
    expect(lines.get(json.server.tenant_id)?.cpu).toBeGreaterThan(0);
    expect(lines.get('(total)')?.memory_mb).toBeGreaterThan(lines.get('(used_now)')?.memory_mb ?? 0);
    const name = json.server['OS-EXT-SRV-ATTR:hypervisor_hostname'] as string;
    const { hypervisors } = await admin.compute.hypervisors.servers({ pattern: name });
    expect(hypervisors[0]?.servers).toContainEqual(expect.objectContaining({ uuid: id }));
    expect((await admin.compute.hypervisors.search({ pattern: name })).hypervisors[0]?.hypervisor_hostname).toBe(name);
  });
});

contract('extra specs that Nova knows', { needs: ['admin'] }, (it) => {
  it('make sense from 2.86 on', async ({ admin, name, later }) => {
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('flavor'), ram: 64, vcpus: 1, disk: 1 } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const set = (extra_specs: object, version = '2.86') => say(admin, 'POST', `/flavors/${flavor.id}/os-extra_specs`, { extra_specs }, version);
    expect(await set({ 'hw:numa_nodes': '0' })).toEqual([400, "Validation failed; '0' is less than the min value of '1'."]);
    expect(await set({ 'hw:cpu_policy': 'fast' })).toEqual([400, "Validation failed; 'fast' is not one of: dedicated, shared, mixed."]);
    expect(await set({ 'hw:nope': 'x' })).toEqual([400, "Validation failed; extra spec 'hw:nope' does not appear to be a valid extra spec."]);
    expect(await set({ 'mine:nope': 'x', nope: 'y', 'trait:CUSTOM_X': 'required', 'resources:VGPU': '1' })).toEqual([200, undefined]);
    expect(await set({ 'hw:nope': 'x' }, '2.85')).toEqual([200, undefined]);
  });
});

contract('quotas of users', { needs: ['admin'] }, (it) => {
  it('are within those of the project', async ({ admin, name, later }) => {
    const { json } = await admin.identity.request('POST', '/projects', { json: { project: { name: name('project') } } });
    const project_id = json.project.id as string;
    later(() => admin.identity.request('DELETE', `/projects/${project_id}`));
    later(() => admin.compute.quotaSets.delete({ project_id }));
    const user_id = [crypto.randomUUID()];
    const { quotaSets } = admin.compute.at('2.57');
    await quotaSets.update({ project_id, body: { quota_set: { instances: 5 } } });
    const { quota_set: set } = await quotaSets.update({ project_id, query: { user_id }, body: { quota_set: { instances: 3 } } });
    expect(set.instances).toBe(3);
    const beyond = await admin.compute.request('PUT', `/os-quota-sets/${project_id}?user_id=${user_id[0]}`, { json: { quota_set: { instances: 6 } } });
    expect(beyond.json.badRequest.message).toBe('Quota limit 6 for instances must be less than or equal to 5.');
    const below = await admin.compute.request('PUT', `/os-quota-sets/${project_id}`, { json: { quota_set: { instances: 2 } } });
    expect(below.json.badRequest.message).toBe('Quota limit 2 for instances must be greater than or equal to already used and reserved 3.');
    expect((await quotaSets.detail({ project_id, query: { user_id } })).quota_set.instances).toEqual({ limit: 3, in_use: 0, reserved: 0 });
    await quotaSets.delete({ project_id, query: { user_id } });
    expect((await quotaSets.show({ project_id, query: { user_id } })).quota_set.instances).toBe(5);
  });

  it.needing(['admin', 'image', 'flavor', 'network'], 'keep users from making servers', async (stage) => {
    const { admin, member, later } = stage;
    const { project, user } = await member.whoami();
    const project_id = project?.id ?? '';
    const query = { user_id: [user.id] };
    later(() => admin.compute.quotaSets.delete({ project_id, query }));
    await admin.compute.quotaSets.update({ project_id, query, body: { quota_set: { instances: 0, force: true } } });
    const { json } = await admin.compute.request('GET', '/flavors/detail?sort_key=memory_mb&minDisk=1&limit=1');
    const images = await admin.image.request('GET', '/images?status=active&visibility=public&limit=1');
    const server = { name: 'x', flavorRef: json.flavors[0].id, imageRef: images.json.images[0].id, networks: 'none' };
    const [status, message] = await say(member, 'POST', '/servers', { server }, '2.37');
    expect([status, message]).toEqual([403, expect.stringMatching(/^Quota exceeded for instances: Requested 1, but already used \d+ of 0 instances$/)]);
  });
});
