import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { reached, running } from '../../test/contract/server.ts';

contract('parts of a server', { needs: ['admin', 'image', 'flavor', 'network', 'microversion 2.84'] }, (it) => {
  it('metadata: written, replaced, shown and deleted', async (stage) => {
    const { member, reader } = stage;
    const server_id = await running(stage, member, { metadata: { a: '1' } });
    const metadata = member.compute.serverMetadata;
    expect(await metadata.list({ server_id })).toEqual({ metadata: { a: '1' } });
    expect(await metadata.update({ server_id, body: { metadata: { b: '2' } } })).toEqual({ metadata: { a: '1', b: '2' } });
    expect(await metadata.replace({ server_id, body: { metadata: { c: '3' } } })).toEqual({ metadata: { c: '3' } });
    expect(await metadata.set({ server_id, key: 'd', body: { meta: { d: '4' } } })).toEqual({ meta: { d: '4' } });
    expect(await metadata.show({ server_id, key: 'd' })).toEqual({ meta: { d: '4' } });
    await metadata.delete({ server_id, key: 'd' });
    const say = async (method: string, path: string, json?: unknown, as = member) => {
      const answer = await as.compute.request(method, `/servers/${path}`, { json });
      return [answer.status, Object.values(answer.json as Record<string, { message: string }>)[0]?.message];
    };
    const gone = [404, 'Metadata item was not found'];
    expect(await say('GET', `${server_id}/metadata/d`)).toEqual(gone);
    expect(await say('DELETE', `${server_id}/metadata/d`)).toEqual(gone);
    expect(await say('GET', `${server_id}/metadata/__proto__`)).toEqual(gone);
    expect(await say('PUT', `${server_id}/metadata/e`, { meta: { f: '5' } })).toEqual([400, 'Request body and URI mismatch']);
    expect((await say('PUT', `${server_id}/metadata/e`, { meta: { e: '5', f: '6' } }))[1]).toMatch(/has too many properties$/);
    expect(await say('POST', `${server_id}/metadata`, { meta: {} })).toEqual([400, "'metadata' is a required property"]);
    const many = Object.fromEntries(Array.from({ length: 129 }, (_, n) => [`k${n}`, 'v']));
    expect(await say('POST', `${server_id}/metadata`, { metadata: many })).toEqual([403, 'Maximum number of metadata items exceeds 128']);
    expect(await say('GET', `${server_id}/metadata`, undefined, reader)).toEqual([404, `Instance ${server_id} could not be found.`]);

    const tags = member.compute.at('2.26').serverTags;
    expect(await tags.replace({ server_id, body: { tags: ['two', 'one'] } })).toEqual({ tags: expect.arrayContaining(['one', 'two']) });
    const added = await tags.add({ server_id, tag: 'three', body: null }).whole();
    expect([added.status, added.headers.get('location')]).toEqual([201, expect.stringMatching(new RegExp(`/servers/${server_id}/tags/three$`))]);
    const at226 = { headers: { 'OpenStack-API-Version': 'compute 2.26' } };
    expect((await member.compute.request('PUT', `/servers/${server_id}/tags/three`, at226)).status).toBe(204);
    expect(await tags.list({ server_id })).toEqual({ tags: ['one', 'three', 'two'] });
    await tags.check({ server_id, tag: 'one' });
    await tags.delete({ server_id, tag: 'one' });
    const absent = await member.compute.request('GET', `/servers/${server_id}/tags/one`, at226);
    expect(absent.json).toEqual({ itemNotFound: { code: 404, message: `Server ${server_id} has no tag 'one'` } });
    const twice = await member.compute.request('DELETE', `/servers/${server_id}/tags/one`, at226);
    expect(twice.json).toEqual({ itemNotFound: { code: 404, message: `Instance ${server_id} has no tag 'one'` } });
    await tags.deleteAll({ server_id });
    expect(await tags.list({ server_id })).toEqual({ tags: [] });
    expect((await member.compute.request('GET', `/servers/${server_id}/tags`)).status).toBe(404);
  });

  it('addresses, interfaces and security groups are those of its ports', async (stage) => {
    const { member, settled, name, later } = stage;
    const server_id = await running(stage, member);
    const { addresses } = await member.compute.serverIps.list({ server_id });
    const [label = ''] = Object.keys(addresses);
    expect(await member.compute.serverIps.show({ server_id, network_label: label })).toEqual(addresses);
    const elsewhere = await member.compute.request('GET', `/servers/${server_id}/ips/nope`);
    expect(elsewhere.json).toEqual({ itemNotFound: { code: 404, message: 'Instance is not a member of specified network' } });

    const { interfaceAttachments } = await member.compute.serverInterfaces.list({ server_id });
    const [first] = interfaceAttachments;
    expect(first).toEqual({
      net_id: expect.any(String),
      port_id: expect.any(String),
      mac_addr: expect.stringMatching(/^fa:16:3e:/),
      port_state: 'ACTIVE',
      fixed_ips: [{ subnet_id: expect.any(String), ip_address: addresses[label]?.[0]?.addr }],
    });
    const net_id = first?.net_id ?? '';
    const { interfaceAttachment } = await member.compute.serverInterfaces.create({ server_id, body: { interfaceAttachment: { net_id } } });
    const { port_id } = interfaceAttachment;
    expect(await member.compute.serverInterfaces.show({ server_id, port_id })).toEqual({ interfaceAttachment });
    expect((await member.compute.at('2.70').serverInterfaces.show({ server_id, port_id })).interfaceAttachment).toHaveProperty('tag', null);
    const port = await member.network.request('GET', `/ports/${port_id}`);
    expect(port.json.port).toMatchObject({ device_id: server_id, device_owner: 'compute:nova' });
    const both = await member.compute.request('POST', `/servers/${server_id}/os-interface`, { json: { interfaceAttachment: { net_id, port_id } } });
    expect(both.json).toEqual({ badRequest: { code: 400, message: 'Must not input both network_id and port_id' } });
    await settled(
      () => member.compute.serverIps.list({ server_id }),
      (shown) => shown.addresses[label]?.length === 2,
    );
    await member.compute.serverInterfaces.delete({ server_id, port_id });
    await settled(
      () => member.network.request('GET', `/ports/${port_id}`),
      ({ status }) => status === 404,
    );

    const made = await member.network.request('POST', '/security-groups', { json: { security_group: { name: name('group') } } });
    const group = made.json.security_group as { id: string; name: string };
    later(() => member.network.request('DELETE', `/security-groups/${group.id}`));
    await member.compute.serverSecurityGroups.add({ server_id, body: { addSecurityGroup: { name: group.name } } });
    later(() => member.compute.request('POST', `/servers/${server_id}/action`, { json: { removeSecurityGroup: { name: group.name } } }));
    const { security_groups } = await member.compute.serverSecurityGroups.list({ server_id });
    expect(security_groups.map((each) => each.name)).toEqual(['default', group.name]);
    expect((await member.compute.servers.show({ server_id })).server.security_groups).toHaveLength(2);
    await member.compute.serverSecurityGroups.remove({ server_id, body: { removeSecurityGroup: { name: group.name } } });
    const say = async (body: unknown) => (await member.compute.request('POST', `/servers/${server_id}/action`, { json: body })).json as unknown;
    expect(await say({ removeSecurityGroup: { name: group.name } })).toEqual({
      itemNotFound: { code: 404, message: `Security group ${group.name} not associated with the instance ${server_id}` },
    });
    const project = (await member.whoami()).project?.id;
    expect(await say({ addSecurityGroup: { name: 'virga-none' } })).toEqual({
      itemNotFound: { code: 404, message: `Security group virga-none is not found for project ${project}` },
    });
  });

  it('the history tells who did what, and its events to admins or since 2.51', async (stage) => {
    const { admin, member } = stage;
    const server_id = await running(stage, member);
    await member.compute.serverActions.stop({ server_id, body: { 'os-stop': null } });
    await reached(stage, member, server_id, 'SHUTOFF');
    const { instanceActions } = await member.compute.instanceActions.list({ server_id });
    expect(instanceActions.map(({ action, message, instance_uuid }) => [action, message, instance_uuid])).toEqual([
      ['stop', null, server_id],
      ['create', null, server_id],
    ]);
    const request_id = instanceActions[1]?.request_id ?? '';
    const shown = async (as: typeof admin, version: '2.1' | '2.51' | '2.62' | '2.84') =>
      (await as.compute.at(version).instanceActions.show({ server_id, request_id })).instanceAction;
    expect(await shown(member, '2.1')).not.toHaveProperty('events');
    const [event] = (await shown(admin, '2.1')).events ?? [];
    expect(event).toMatchObject({ event: 'compute__do_build_and_run_instance', result: 'Success', traceback: null, finish_time: expect.any(String) });
    expect((await shown(member, '2.51')).events?.[0]).not.toHaveProperty('traceback');
    expect((await shown(member, '2.62')).events?.[0]).toMatchObject({ hostId: expect.stringMatching(/^[0-9a-f]{56}$/) });
    expect((await shown(admin, '2.84')).events?.[0]).toMatchObject({ host: expect.any(String), details: null });
    const page = await member.compute.request('GET', `/servers/${server_id}/os-instance-actions?limit=1`, {
      headers: { 'OpenStack-API-Version': 'compute 2.58' },
    });
    expect(page.json.links).toEqual([{ rel: 'next', href: expect.stringMatching(/os-instance-actions\?limit=1&marker=req-/) }]);
    const unknown = await member.compute.request('GET', `/servers/${server_id}/os-instance-actions/req-nope`);
    expect(unknown.json).toEqual({ itemNotFound: { code: 404, message: 'Action req-nope not found' } });

    expect(await member.compute.serverDetails.password({ server_id })).toEqual({ password: '' });
    expect(await member.compute.volumeAttachments.list({ server_id })).toEqual({ volumeAttachments: [] });
    const nowhere = '00000000-0000-0000-0000-000000000000';
    const attach = await member.compute.request('POST', `/servers/${server_id}/os-volume_attachments`, { json: { volumeAttachment: { volumeId: nowhere } } });
    expect(attach.json).toEqual({ itemNotFound: { code: 404, message: `Volume ${nowhere} could not be found.` } });
    expect(await member.compute.serverConsoles.output({ server_id, body: { 'os-getConsoleOutput': { length: 2 } } })).toEqual({ output: expect.any(String) });
  });
});
