import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('server groups', { needs: ['microversion 2.64'] }, (it) => {
  it('are created, shown, listed and deleted', async ({ member, name, later }) => {
    const { serverGroups } = member.compute;
    const { server_group } = await serverGroups.create({ body: { server_group: { name: name('group'), policies: ['anti-affinity'] } } });
    later(() => serverGroups.delete({ server_group_id: server_group.id }));
    expect(server_group).toEqual({ id: server_group.id, name: server_group.name, policies: ['anti-affinity'], metadata: {}, members: [] });
    expect(await serverGroups.show({ server_group_id: server_group.id })).toEqual({ server_group });
    const { user, project } = await member.whoami();
    const { server_groups } = await member.compute.at('2.64').serverGroups.list();
    expect(server_groups).toContainEqual({
      id: server_group.id,
      name: server_group.name,
      policy: 'anti-affinity',
      rules: {},
      members: [],
      project_id: project?.id,
      user_id: user.id,
    });
    await serverGroups.delete({ server_group_id: server_group.id });
    await expect(serverGroups.show({ server_group_id: server_group.id })).rejects.toMatchObject({
      status: 404,
      message: `Instance group ${server_group.id} could not be found.`,
    });
  });

  it('have soft policies from 2.15, one policy with rules from 2.64', async ({ member, name, later }) => {
    const create = async (version: string, group: unknown) => {
      const headers = { 'openstack-api-version': `compute ${version}` };
      const { status, json } = await member.compute.request('POST', '/os-server-groups', { headers, json: { server_group: group } });
      if (status === 200) later(() => member.compute.serverGroups.delete({ server_group_id: json.server_group.id }));
      return status === 200 ? json.server_group : [status, json.badRequest.message];
    };
    const wanted = name('group');
    expect(await create('2.14', { name: wanted, policies: ['soft-affinity'] })).toEqual([
      400,
      "Invalid input for field/attribute 0. Value: soft-affinity. 'soft-affinity' is not one of ['anti-affinity', 'affinity']",
    ]);
    expect(await create('2.15', { name: wanted, policies: ['soft-affinity'] })).toMatchObject({ policies: ['soft-affinity'] });
    expect(await create('2.64', { name: wanted, policy: 'anti-affinity', rules: { max_server_per_host: '2' } })).toMatchObject({
      policy: 'anti-affinity',
      rules: { max_server_per_host: 2 },
    });
    expect(await create('2.64', { name: wanted, policy: 'affinity', rules: { max_server_per_host: 2 } })).toEqual([
      400,
      'Only anti-affinity policy supports rules.',
    ]);
    expect(await create('2.1', { name: wanted, policies: ['affinity', 'anti-affinity'] })).toEqual([
      400,
      "Invalid input for field/attribute policies. Value: ['affinity', 'anti-affinity']. ['affinity', 'anti-affinity'] is too long",
    ]);
    expect(await create('2.1', { name: wanted })).toEqual([
      400,
      `Invalid input for field/attribute server_group. Value: {'name': '${wanted}'}. 'policies' is a required property`,
    ]);
  });

  it.needing(['admin'], 'are seen by their project and by admins', async ({ admin, member, reader, name, later }) => {
    const { server_group } = await member.compute.serverGroups.create({ body: { server_group: { name: name('group'), policies: ['affinity'] } } });
    const where = { server_group_id: server_group.id };
    later(() => member.compute.serverGroups.delete(where));
    expect((await admin.compute.serverGroups.show(where)).server_group.name).toBe(server_group.name);
    const ids = async (query: Record<string, string[]>) => (await admin.compute.serverGroups.list({ query })).server_groups.map(({ id }) => id);
    expect(await ids({})).not.toContain(server_group.id);
    expect(await ids({ all_projects: ['1'] })).toContain(server_group.id);
    await expect(reader.compute.serverGroups.show(where)).rejects.toMatchObject({ status: 404 });
    await expect(reader.compute.serverGroups.create({ body: { server_group: { name: name('group'), policies: ['affinity'] } } })).rejects.toMatchObject({
      status: 403,
      message: "Policy doesn't allow os_compute_api:os-server-groups:create to be performed.",
    });
  });
});
