/** Live migrations while they are under way, which a real cloud with a fake hypervisor is over with too soon to be seen. */
import { expect, test } from 'vitest';
import { type Connection, connect } from '../client/index.ts';
import { createCloud } from '../server/cloud.ts';

interface Moving {
  admin: Connection;
  /** Of the same project. */
  manager: Connection;
  server_id: string;
  id: string;
  wait: (ms: number) => void;
  close: () => Promise<void>;
}
async function moving(): Promise<Moving> {
  const cloud = await createCloud({ clock: { mode: 'frozen', at: Date.UTC(2026, 0, 1) }, profile: 'lifelike' });
  const { clock } = cloud.world;
  const auth = { auth_url: 'http://virga.test/identity/v3', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
  const as = (username: string, password: string): Connection =>
    connect({ auth: { ...auth, username, password }, fetch: async (request) => cloud.fetch(request) });
  const admin = as('admin', '000000');
  const project = (await admin.whoami()).project?.id;
  const { user } = (await admin.identity.request('POST', '/users', { json: { user: { name: 'manager', password: 'manager' } } })).json;
  const { roles } = (await admin.identity.request('GET', '/roles?name=manager')).json;
  await admin.identity.request('PUT', `/projects/${project}/users/${user.id}/roles/${roles[0].id}`);
  const images = await admin.image.request('GET', '/images');
  const server = { name: 'moving', flavorRef: '1', imageRef: images.json.images[0].id as string, networks: 'none' };
  const made = await admin.compute.request('POST', '/servers', { json: { server }, headers: { 'OpenStack-API-Version': 'compute 2.37' } });
  const server_id = made.json.server.id as string;
  clock.advance(5000);
  const body = { 'os-migrateLive': { host: null, block_migration: 'auto' } };
  await admin.compute.at('2.34').serverMoves.migrateLive({ server_id, body });
  clock.advance(600);
  const { migrations } = await admin.compute.at('2.80').migrations.list({});
  expect(migrations).toMatchObject([{ status: 'queued', migration_type: 'live-migration', links: [{ rel: 'self' }, { rel: 'bookmark' }] }]);
  return { admin, manager: as('manager', 'manager'), server_id, id: String(migrations[0]?.id), wait: (ms) => clock.advance(ms), close: () => cloud.close() };
}
const refusal = async (admin: Connection, method: string, path: string, version: string, json?: unknown) => {
  const answer = await admin.compute.request(method, path, { json, headers: { 'OpenStack-API-Version': `compute ${version}` } });
  return [answer.status, Object.values(answer.json as Record<string, { message: string }>)[0]?.message];
};
const usage = async (admin: Connection) =>
  (await admin.compute.hypervisors.listDetail({})).hypervisors.map(({ hypervisor_hostname, running_vms, vcpus_used }) => [
    hypervisor_hostname,
    running_vms,
    vcpus_used,
  ]);

test('one is shown while it runs, and can be forced to its end', async () => {
  const { admin, server_id, id, wait, close } = await moving();
  const at = admin.compute.at('2.80').serverMigrations;
  const home = (await admin.compute.servers.show({ server_id })).server;
  expect(home).toMatchObject({ status: 'MIGRATING', 'OS-EXT-STS:task_state': 'migrating' });
  const { migration } = await at.show({ server_id, migration_id: id });
  expect(migration).toMatchObject({ id: Number(id), server_uuid: server_id, status: 'queued', source_compute: home['OS-EXT-SRV-ATTR:host'] });
  expect((await at.list({ server_id })).migrations).toEqual([migration]);
  const path = `/servers/${server_id}/migrations/${id}`;
  const early = `Migration ${id} state of instance ${server_id} is queued. Cannot force complete while the migration is in this state.`;
  expect(await refusal(admin, 'POST', `${path}/action`, '2.22', { force_complete: null })).toEqual([400, early]);
  wait(1000);
  expect((await at.show({ server_id, migration_id: id })).migration.status).toBe('running');
  expect((await at.forceComplete({ server_id, migration_id: id, body: { force_complete: null } }).whole()).status).toBe(202);
  wait(600);
  const { server } = await admin.compute.servers.show({ server_id });
  expect(server).toMatchObject({ status: 'ACTIVE', 'OS-EXT-SRV-ATTR:host': migration.dest_compute });
  expect((await admin.compute.at('2.23').migrations.list({})).migrations).toMatchObject([{ status: 'completed' }]);
  const history = (await admin.compute.instanceActions.list({ server_id })).instanceActions;
  expect(history.map(({ action, message }) => [action, message])).toEqual([
    ['live_migration_force_complete', null],
    ['live-migration', null],
    ['create', null],
  ]);
  expect((await usage(admin)).find(([name]) => name === migration.source_compute)).toEqual([migration.source_compute, 0, 0]);
  await close();
});

test('its hosts are for admins: os_compute_api:servers:migrations:index:host', async () => {
  const { admin, manager, server_id, close } = await moving();
  const [own, all] = await Promise.all([manager, admin].map(async (one) => (await one.compute.at('2.80').serverMigrations.list({ server_id })).migrations[0]));
  const hidden = { source_compute: null, dest_compute: null, source_node: null, dest_node: null, dest_host: null };
  expect(own).toEqual({ ...all, ...hidden });
  expect(all?.source_compute).toEqual(expect.any(String));
  await close();
});

test('one can be aborted while it runs, and since 2.65 while it waits', async () => {
  const { admin, server_id, id, wait, close } = await moving();
  const before = (await admin.compute.servers.show({ server_id })).server['OS-EXT-SRV-ATTR:host'];
  const path = `/servers/${server_id}/migrations/${id}`;
  const early = `Migration ${id} state of instance ${server_id} is queued. Cannot abort live migration while the migration is in this state.`;
  expect(await refusal(admin, 'DELETE', path, '2.64')).toEqual([400, early]);
  expect((await admin.compute.at('2.65').serverMigrations.delete({ server_id, migration_id: id }).whole()).status).toBe(202);
  wait(600);
  const { server } = await admin.compute.servers.show({ server_id });
  expect(server).toMatchObject({ status: 'ACTIVE', 'OS-EXT-STS:task_state': null, 'OS-EXT-SRV-ATTR:host': before });
  expect((await admin.compute.at('2.23').migrations.list({})).migrations).toMatchObject([{ status: 'cancelled' }]);
  expect((await usage(admin)).filter(([, vms]) => vms === 1)).toEqual([[before, 1, 1]]);
  await close();
});
