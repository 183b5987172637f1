/** Rights without which one is not refused but shown less, and rights on what a request says besides. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { RANKS, type Rank, ranks } from '../../test/contract/ranks.ts';
import { NOWHERE } from '../../test/contract/rights/right.ts';
import { shownRights } from '../../test/contract/rights/shown.ts';
import { act, say } from '../../test/contract/say.ts';
import { dropImages } from '../../test/contract/server-states.ts';
import { dispose, ingredients, reached, running } from '../../test/contract/server.ts';

contract('rights to be shown more', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  it('on servers, their history, migrations and groups', async (stage) => {
    const { member, settled } = stage;
    const { project, by } = await ranks(stage);
    const server = await running(stage, by.admin);
    const { json } = await by.admin.compute.request('GET', `/servers/${server}/os-instance-actions`);
    const request = json.instanceActions.at(-1).request_id as string;
    // whether it succeeds depends on a second host
    await act(by.admin, server, { migrate: null });
    await settled(
      async () => (await by.admin.compute.request('GET', `/servers/${server}`)).json.server,
      (shown) => shown['OS-EXT-STS:task_state'] === null,
    );
    const { server_group } = await member.compute.serverGroups.create({ body: { server_group: { name: stage.name('group'), policies: ['affinity'] } } });
    stage.later(() => member.compute.serverGroups.delete({ server_group_id: server_group.id }));
    const about: Record<string, string> = { server, project, request, nowhere: NOWHERE };
    for (const right of shownRights) {
      const path = right.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => about[name] ?? '');
      const told = async (rank: Rank) => {
        const answer = await by[rank].compute.request('GET', path, { headers: { 'OpenStack-API-Version': `compute ${right.version}` } });
        return right.by(answer.json, server_group.id);
      };
      const below = RANKS[RANKS.indexOf(right.from) - 1] as Rank;
      expect([right.rule, await told(below), await told(right.from)]).toEqual([right.rule, false, true]);
    }
  });

  it('of a host that is not up, by admins only', async (stage) => {
    const { manager, member, admin } = stage;
    const server = await running(stage, member);
    const status = async (as: typeof admin) =>
      (await as.compute.request('GET', `/servers/${server}`, { headers: { 'OpenStack-API-Version': 'compute 2.16' } })).json.server.host_status as unknown;
    expect([await status(manager), await status(admin)]).toEqual([undefined, 'UP']);
    const shelved = await act(member, server, { shelve: null });
    stage.later(() => dropImages(stage, server));
    expect(shelved[0]).toBe(202);
    await reached(stage, member, server, 'SHELVED_OFFLOADED');
    expect([await status(manager), await status(admin)]).toEqual([undefined, '']);
  });
});

contract('the status of a host', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  it.emulatorOnly('it would take the host from whoever shares the cloud', 'is that of its service', async (stage) => {
    const { admin, member } = stage;
    const server = await running(stage, member);
    const shown = async () => {
      const { json } = await admin.compute.request('GET', `/servers/${server}`, { headers: { 'OpenStack-API-Version': 'compute 2.16' } });
      return json.server as { host_status: string; 'OS-EXT-SRV-ATTR:host': string };
    };
    const set = async (what: string, more: object = {}) =>
      say(admin, 'PUT', `/os-services/${what}`, { host: (await shown())['OS-EXT-SRV-ATTR:host'], binary: 'nova-compute', ...more }, '2.11');
    stage.later(() => set('enable'));
    await set('disable');
    expect((await shown()).host_status).toBe('MAINTENANCE');
    await set('force-down', { forced_down: true });
    expect((await shown()).host_status).toBe('DOWN');
    await set('force-down', { forced_down: false });
    await set('enable');
    expect((await shown()).host_status).toBe('UP');
  });
});

contract('rights on what a request says besides', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  it('os_compute_api:servers:create:zero_disk_flavor', async (stage) => {
    const { admin, manager, name } = stage;
    const made = await admin.compute.flavors.create({ body: { flavor: { name: name('flavor'), ram: 64, vcpus: 1, disk: 0 } } });
    stage.later(() => admin.compute.flavors.delete({ flavor_id: made.flavor.id }));
    const server = { ...(await ingredients(stage)), flavorRef: made.flavor.id };
    expect(await say(manager, 'POST', '/servers', { server })).toEqual([403, 'Only volume-backed servers are allowed for flavors with zero disk.']);
    const { status, json } = await admin.compute.request('POST', '/servers', { json: { server } });
    expect(status).toBe(202);
    await dispose(stage, admin, json.server.id);
  });

  it.needing(['microversion 2.91'], 'os_compute_api:os-shelve:unshelve_to_host', async (stage) => {
    const { admin, member, manager } = stage;
    const server = await running(stage, member);
    const host = (await admin.compute.servers.show({ server_id: server })).server['OS-EXT-SRV-ATTR:host'] ?? '';
    stage.later(() => dropImages(stage, server));
    await act(member, server, { shelve: null });
    await reached(stage, member, server, 'SHELVED_OFFLOADED');
    const unshelve = { unshelve: { host } };
    expect(await act(manager, server, unshelve, '2.91')).toEqual([403, "Policy doesn't allow os_compute_api:os-shelve:unshelve_to_host to be performed."]);
    expect(await act(admin, server, unshelve, '2.91')).toEqual([202, undefined]);
    await reached(stage, member, server, 'ACTIVE');
  });

  it.needing(['external network'], 'network:attach_external_network', async (stage) => {
    const { admin, manager, member } = stage;
    const { json } = await admin.network.request('GET', '/networks?router:external=true&shared=false&limit=1');
    const net_id = json.networks[0].id as string;
    const forbidden = `It is not allowed to create an interface on external network ${net_id}`;
    const server = await running(stage, member);
    const attach = async (as: typeof admin) => say(as, 'POST', `/servers/${server}/os-interface`, { interfaceAttachment: { net_id } });
    expect([await attach(manager), await attach(admin)]).toEqual([
      [403, forbidden],
      [200, undefined],
    ]);
    // of a new server only its end tells
    const body = { server: { ...(await ingredients(stage)), networks: [{ uuid: net_id }] } };
    const { status, json: made } = await member.compute.request('POST', '/servers', { json: body });
    expect(status).toBe(202);
    stage.later(() => dispose(stage, member, made.server.id));
    await reached(stage, member, made.server.id, 'ERROR');
    const { fault } = (await member.compute.servers.show({ server_id: made.server.id })).server;
    expect(fault?.message).toBe(`Build of instance ${made.server.id} aborted: Failed to allocate the network(s), not rescheduling.`);
  });

  it.needing(['external network'], 'os_compute_api:os-floating-ips:remove, of an address that no server has', async (stage) => {
    const { admin, member } = stage;
    const server = await running(stage, member);
    const { json } = await admin.network.request('GET', '/networks?router:external=true&limit=1');
    const { floatingip } = await member.network.floatingips.create({ body: { floatingip: { floating_network_id: json.networks[0].id } } });
    stage.later(() => member.network.floatingips.delete({ floatingip_id: floatingip.id }));
    const address = floatingip.floating_ip_address;
    const remove = { removeFloatingIp: { address } };
    expect(await act(member, server, remove)).toEqual([403, "Policy doesn't allow os_compute_api:os-floating-ips:remove to be performed."]);
    expect(await act(admin, server, remove)).toEqual([409, `Floating IP ${address} is not associated with instance ${server}.`]);
  });

  it('os_compute_api:os-server-external-events:create, os-assisted-volume-snapshots:create and delete, by services', async (stage) => {
    const { admin } = stage;
    const { project, by } = await ranks(stage);
    const { json: roles } = await admin.identity.request('GET', '/roles?name=service');
    const { user } = await by.nobody.whoami();
    await admin.identity.request('PUT', `/projects/${project}/users/${user?.id}/roles/${roles.roles[0].id}`);
    by.nobody.forget();
    const asked = [
      ['os-server-external-events:create', 'POST', '/os-server-external-events', { events: [{ name: 'network-changed', server_uuid: NOWHERE }] }],
      ['os-assisted-volume-snapshots:delete', 'DELETE', `/os-assisted-volume-snapshots/${NOWHERE}`, undefined],
    ] as const;
    for (const [rule, method, path, body] of asked) {
      const refusal = `Policy doesn't allow os_compute_api:${rule} to be performed.`;
      const [, passed] = await say(by.nobody, method, path, body);
      expect([await say(by.manager, method, path, body), passed === refusal]).toEqual([[403, refusal], false]);
    }
  });
});
