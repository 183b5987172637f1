import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { act, say } from '../../test/contract/say.ts';
import { dispose, reached, running } from '../../test/contract/server.ts';

const migrate = { migrate: null };
const live = (host: string | null, more: object = {}) => ({ 'os-migrateLive': { host, block_migration: 'auto', ...more } });
const oldLive = (host: string | null) => ({ 'os-migrateLive': { host, block_migration: false, disk_over_commit: false } });

contract('servers on the move', { needs: ['admin', 'image', 'flavor', 'network', 'microversion 2.95'] }, (it) => {
  it('are refused what makes no sense, in Nova’s words', async (stage) => {
    const { admin, member } = stage;
    const id = await running(stage, admin);
    const { server } = await admin.compute.servers.show({ server_id: id });
    const host = server['OS-EXT-SRV-ATTR:host'] ?? '';
    const none = (name: string) => `Compute host ${name} could not be found.`;
    expect(await act(admin, id, { migrate: { host } }, '2.56')).toEqual([400, 'Cannot migrate to the host where the server exists.']);
    expect(await act(admin, id, { migrate: { host: 'virga-none' } }, '2.56')).toEqual([400, none('virga-none')]);
    expect((await act(admin, id, { migrate: { host: 'a b' } }, '2.56'))[1]).toMatch(
      /^Invalid input for field\/attribute host\. Value: a b\. 'a b' does not match /,
    );
    expect(await act(admin, id, oldLive('virga-none'))).toEqual([400, none('virga-none')]);
    expect(await act(admin, id, oldLive(host))).toEqual([400, `Unable to migrate instance (${id}) to current host (${host}).`]);
    expect(await act(admin, id, live(host, { force: true }), '2.30')).toEqual([400, `Unable to migrate instance (${id}) to current host (${host}).`]);
    expect(await act(admin, id, live(host), '2.30')).toEqual([400, 'No valid host was found. There are not enough hosts available.']);
    expect(await act(admin, id, live(null, { force: true }), '2.30')).toEqual([400, "Can't force to a non-provided destination"]);
    expect(await act(admin, id, live(null, { force: true }), '2.68')).toEqual([
      400,
      "Invalid input for field/attribute os-migrateLive. Value: {'host': None, 'block_migration': 'auto', 'force': True}. Additional properties are not allowed ('force' was unexpected)",
    ]);
    expect((await act(admin, id, live(null), '2.1'))[1]).toMatch(
      /^Invalid input for field\/attribute block_migration\. Value: auto\. 'auto' is not one of \[True, 'True'/,
    );
    expect((await act(admin, id, { 'os-migrateLive': { host: null, block_migration: 'maybe' } }, '2.25'))[1]).toMatch(/'no', 'auto'\]$/);
    expect(await act(admin, id, { evacuate: { onSharedStorage: false } })).toEqual([400, `Compute service of ${host} is still in use.`]);
    expect(await act(admin, id, { evacuate: { onSharedStorage: true, adminPass: 'x' } })).toEqual([400, "admin password can't be changed on existing disk"]);
    expect(await act(admin, id, { evacuate: { host: 'virga-none' } }, '2.95')).toEqual([404, 'Compute host virga-none not found.']);
    expect(await act(admin, id, { evacuate: { host } }, '2.14')).toEqual([400, "The target host can't be the same one."]);
    expect(await act(admin, id, { evacuate: { force: true } }, '2.29')).toEqual([400, "Can't force to a non-provided destination"]);
    expect(await act(admin, id, { evacuate: {} })).toEqual([
      400,
      "Invalid input for field/attribute evacuate. Value: {}. 'onSharedStorage' is a required property",
    ]);
    for (const [body, rule] of [
      [migrate, 'os-migrate-server:migrate'],
      [oldLive(null), 'os-migrate-server:migrate_live'],
      [oldLive(host), 'os-migrate-server:migrate_live:host'],
      [{ evacuate: { onSharedStorage: false } }, 'os-evacuate'],
    ] as const) {
      const own = await running(stage, member);
      expect(await act(member, own, body)).toEqual([403, `Policy doesn't allow os_compute_api:${rule} to be performed.`]);
      await dispose(stage, member, own);
    }
  });

  it('what failed is in the history, and among the migrations', async (stage) => {
    const { admin } = stage;
    const server_id = await running(stage, admin);
    const { server } = await admin.compute.servers.show({ server_id });
    const host = server['OS-EXT-SRV-ATTR:host'] ?? '';
    expect((await act(admin, server_id, live(host), '2.30'))[0]).toBe(400);
    expect((await admin.compute.servers.show({ server_id })).server.status).toBe('ACTIVE');
    const { migrations } = await admin.compute.at('2.80').migrations.list({ query: { instance_uuid: [server_id] } });
    expect(migrations).toEqual([
      {
        id: expect.any(Number),
        uuid: expect.any(String),
        source_compute: host,
        source_node: null,
        dest_compute: null,
        dest_node: null,
        dest_host: null,
        old_instance_type_id: expect.any(Number),
        new_instance_type_id: migrations[0]?.old_instance_type_id,
        instance_uuid: server_id,
        status: 'error',
        migration_type: 'live-migration',
        user_id: server.user_id,
        project_id: server.tenant_id,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    const { instanceActions } = await admin.compute.at('2.84').instanceActions.list({ server_id });
    expect(instanceActions[0]).toMatchObject({ action: 'live-migration', message: 'Error' });
    const { request_id = '' } = instanceActions[0] ?? {};
    const { instanceAction } = await admin.compute.at('2.84').instanceActions.show({ server_id, request_id });
    expect(instanceAction.events?.map(({ event, result, details }) => [event, result, details])).toEqual([
      ['conductor_migrate_server', 'Error', 'No valid host was found. There are not enough hosts available.'],
    ]);
    const id = migrations[0]?.id ?? 0;
    const of = `/servers/${server_id}/migrations`;
    expect(await say(admin, 'GET', of, undefined, '2.22')).toEqual([404, 'The resource could not be found.']);
    expect(await admin.compute.at('2.23').serverMigrations.list({ server_id })).toEqual({ migrations: [] });
    expect(await say(admin, 'GET', `${of}/${id}`, undefined, '2.23')).toEqual([404, `Live migration ${id} for server ${server_id} is not in progress.`]);
    expect(await say(admin, 'GET', `${of}/0`, undefined, '2.23')).toEqual([404, `In-progress live migration 0 is not found for server ${server_id}.`]);
    const invalid = (label: string) => [409, `Instance ${server_id} is in an invalid state for '${label}'`];
    expect(await say(admin, 'POST', `${of}/${id}/action`, { force_complete: null }, '2.22')).toEqual(invalid('force_complete'));
    expect(await say(admin, 'DELETE', `${of}/${id}`, undefined, '2.24')).toEqual(invalid('abort live migration'));
  });

  it('a resize is a migration too, until it is confirmed or reverted', async (stage) => {
    const { admin, member, name, later } = stage;
    const server_id = await running(stage, admin);
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('larger'), ram: 768, vcpus: 1, disk: 1 } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const shown = async () => (await admin.compute.at('2.23').migrations.list({ query: { instance_uuid: [server_id] } })).migrations;
    await admin.compute.serverActions.resize({ server_id, body: { resize: { flavorRef: flavor.id } } });
    await reached(stage, admin, server_id, 'VERIFY_RESIZE');
    const [first] = await shown();
    expect(first).toMatchObject({ status: 'finished', migration_type: 'resize', dest_host: expect.any(String), source_node: expect.any(String) });
    expect(first).not.toHaveProperty('uuid');
    expect(first?.old_instance_type_id).not.toBe(first?.new_instance_type_id);
    await admin.compute.serverActions.revertResize({ server_id, body: { revertResize: null } });
    await reached(stage, admin, server_id, 'ACTIVE');
    expect((await shown()).map(({ status }) => status)).toEqual(['reverted']);
    await admin.compute.serverActions.resize({ server_id, body: { resize: { flavorRef: flavor.id } } });
    await reached(stage, admin, server_id, 'VERIFY_RESIZE');
    await admin.compute.serverActions.confirmResize({ server_id, body: { confirmResize: null } });
    await reached(stage, admin, server_id, 'ACTIVE');
    expect((await shown()).map(({ status }) => status)).toEqual(['reverted', 'confirmed']);
    // since 2.59 the newest first, in pages
    const page = await admin.compute.at('2.59').migrations.list({ query: { instance_uuid: [server_id], limit: [1] } });
    expect(page.migrations.map(({ status }) => status)).toEqual(['confirmed']);
    const [next] = page.migrations_links ?? [];
    expect(next).toEqual({
      rel: 'next',
      href: expect.stringContaining(`/os-migrations?instance_uuid=${server_id}&limit=1&marker=${page.migrations[0]?.uuid}`),
    });
    expect(await say(admin, 'GET', '/os-migrations?marker=virga', undefined, '2.59')).toEqual([400, 'Marker virga could not be found.']);
    const wrong = 'changes-since=2020-01-02T00:00:00Z&changes-before=2020-01-01T00:00:00Z';
    expect((await say(admin, 'GET', `/os-migrations?${wrong}`, undefined, '2.66'))[1]).toMatch(/^The value of changes-since must be/);
    expect((await say(admin, 'GET', '/os-migrations?limit=1&fly=1', undefined, '2.59'))[1]).toMatch(
      /Additional properties are not allowed \('fly' was unexpected\)$/,
    );
    expect(await say(member, 'GET', '/os-migrations')).toEqual([403, "Policy doesn't allow os_compute_api:os-migrations:index to be performed."]);
  });

  it.needing(['two hosts'], 'go to another host while they are off, and back', async (stage) => {
    const { admin } = stage;
    const server_id = await running(stage, admin);
    const host = async () => (await admin.compute.servers.show({ server_id })).server['OS-EXT-SRV-ATTR:host'];
    const home = await host();
    expect(await act(admin, server_id, migrate)).toEqual([202, undefined]);
    await reached(stage, admin, server_id, 'VERIFY_RESIZE');
    const elsewhere = await host();
    expect(elsewhere).not.toBe(home);
    expect(await act(admin, server_id, { revertResize: null })).toEqual([202, undefined]);
    await reached(stage, admin, server_id, 'ACTIVE');
    expect(await host()).toBe(home);
    expect(await act(admin, server_id, { migrate: { host: elsewhere } }, '2.56')).toEqual([202, undefined]);
    await reached(stage, admin, server_id, 'VERIFY_RESIZE');
    expect(await act(admin, server_id, { confirmResize: null })).toEqual([204, undefined]);
    await reached(stage, admin, server_id, 'ACTIVE');
    expect(await host()).toBe(elsewhere);
  });

  it.needing(['two hosts'], 'go to another host while they run', async (stage) => {
    const { admin, settled } = stage;
    const server_id = await running(stage, admin);
    const host = async () => (await admin.compute.servers.show({ server_id })).server['OS-EXT-SRV-ATTR:host'];
    const home = await host();
    const go = async (body: object, version: string) => {
      const from = await host();
      expect(await act(admin, server_id, body, version)).toEqual([202, undefined]);
      await settled(host, (now) => now !== from);
      await reached(stage, admin, server_id, 'ACTIVE');
    };
    await go(oldLive(null), '2.1');
    await go(live(home ?? null, { force: true }), '2.30');
    await go(live(null), '2.68');
    const { migrations } = await admin.compute.at('2.59').migrations.list({ query: { instance_uuid: [server_id] } });
    expect(migrations.map(({ status, migration_type }) => [status, migration_type])).toEqual(Array.from({ length: 3 }, () => ['completed', 'live-migration']));
    const { instanceActions } = await admin.compute.at('2.84').instanceActions.list({ server_id });
    const { request_id = '' } = instanceActions[0] ?? {};
    const { instanceAction } = await admin.compute.at('2.84').instanceActions.show({ server_id, request_id });
    const [there, back] = [await host(), migrations[0]?.source_compute];
    expect(instanceAction.events?.slice(0, 5).map((event) => [event.event, event.result, event.host])).toEqual([
      ['compute_post_live_migration_at_destination', 'Success', there],
      ['compute_pre_live_migration', 'Success', there],
      ['compute_live_migration', 'Success', back],
      ['compute_check_can_live_migrate_source', 'Success', back],
      ['compute_check_can_live_migrate_destination', 'Success', there],
    ]);
  });
});

contract('servers on the move', { needs: ['admin', 'image', 'flavor', 'network', 'two fake hosts'] }, (it) => {
  it('are built again elsewhere when their host is down', async (stage) => {
    const { admin, later } = stage;
    const server_id = await running(stage, admin);
    const shown = async () => (await admin.compute.servers.show({ server_id })).server;
    const home = (await shown())['OS-EXT-SRV-ATTR:host'] ?? '';
    const down = (forced_down: boolean) => say(admin, 'PUT', '/os-services/force-down', { host: home, binary: 'nova-compute', forced_down }, '2.11');
    await down(true);
    later(() => down(false));
    expect(await act(admin, server_id, migrate)).toEqual([409, 'Service is unavailable at this time.']);
    expect(await act(admin, server_id, oldLive(null))).toEqual([400, `Compute service of ${home} is unavailable at this time.`]);
    const { status, json } = await admin.compute.request('POST', `/servers/${server_id}/action`, { json: { evacuate: { onSharedStorage: false } } });
    expect([status, json]).toEqual([200, { adminPass: expect.any(String) }]);
    await reached(stage, admin, server_id, 'ACTIVE');
    const there = (await shown())['OS-EXT-SRV-ATTR:host'];
    expect(there).not.toBe(home);

    // the host does not know yet that the server is gone
    const held = async () => Object.keys((await admin.placement.at('1.28').allocations.ofConsumer({ consumer_uuid: server_id })).allocations);
    const providers = (await admin.placement.at('1.28').resourceProviders.list({})).resource_providers;
    const ids = [home, there].map((host) => providers.find(({ name }) => name === host)?.uuid);
    expect(new Set(await held())).toEqual(new Set(ids));
    const { migrations } = await admin.compute.at('2.59').migrations.list({ query: { instance_uuid: [server_id], migration_type: ['evacuation'] } });
    expect(migrations).toMatchObject([
      { status: 'done', migration_type: 'evacuation', source_compute: home, dest_compute: there, old_instance_type_id: null, new_instance_type_id: null },
    ]);
    expect(await down(false)).toEqual([
      400,
      `Unable to force up host ${home} as \`done\` evacuation migration records remain associated with the host. Ensure the compute service has been restarted, allowing these records to move to \`completed\` before retrying this request.`,
    ]);
    await dispose(stage, admin, server_id);
    expect(await down(false)).toEqual([200, undefined]);
  });
});
