/**
 * Goes wherever the life cycle of a server leads: from a new server on, every attempt in every situation, each step of what that begins, and
 * the failure of each. Time stands still between the steps, so that what is under way can be looked at.
 */
import { type Connection, connect } from '../../client/index.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import { latest } from '../../server/compute/migration-rows.ts';
import { servers } from '../../server/compute/server-rows.ts';
import { transitions } from '../../server/core/lifecycle.ts';
import { type Attempt, type Names, NO_MIGRATION, NOBODY, attempts, filled, told } from './attempts.ts';
import { type Situation, nameOf, situationOf } from './situation.ts';

export interface Visited {
  situation: Situation;
  /** By attempt. */
  answers: Record<string, string>;
}

/** @returns all situations that there are, by name */
export async function walk(): Promise<Map<string, Visited>> {
  const cloud = await createCloud({ clock: { mode: 'frozen', at: Date.UTC(2026, 0, 1) }, profile: 'lifelike', journal: 0 });
  const visited = new Map<string, Visited>();
  const admin = as(cloud, 'admin', 'admin');
  const member = as(cloud, 'demo', 'demo');
  const names = await born(admin, member);

  let down = false;
  const look = async () =>
    cloud.world.store.read(async (rows) => {
      const row = await rows.get(servers, names.server);
      if (!row || row.deleted) return undefined;
      const migration = await latest({ world: cloud.world, rows, now: 0 }, row);
      names.migration = migration ? String(migration.number) : NO_MIGRATION;
      names.host = row.host ?? names.host;
      return situationOf(row, migration, down);
    });
  const due = async () => cloud.world.store.read(async (rows) => (await rows.list(transitions, { sort: [['due', 'asc']], limit: 1 }))[0]);
  /** Until the next step has ended. @returns whether there was one */
  const step = async (): Promise<boolean> => {
    const next = await due();
    if (!next) return false;
    cloud.world.clock.set('frozen', next.due);
    await admin.compute.request('GET', '/');
    await admin.compute.request('GET', `/servers/${names.server}`);
    return true;
  };
  /** Keeps every situation that is new, as long as something happens by itself. */
  const follow = async (): Promise<void> => {
    do {
      const situation = await look();
      if (!situation) return;
      const name = nameOf(situation);
      if (visited.has(name)) continue;
      await cloud.worlds.keep('default', snapshot(visited.size));
      visited.set(name, { situation, answers: {} });
    } while (await step());
  };
  const fail = async (): Promise<void> => {
    const next = await due();
    if (!next) return;
    const [headers, body] = [{ 'content-type': 'application/json' }, JSON.stringify({ transition: `server.${next.process}` })];
    const { status } = await cloud.fetch(new Request('http://virga.test/_virga/worlds/default/faults', { method: 'POST', headers, body }));
    if (status !== 201) throw new Error(`no fault for ${next.process}: ${status}`);
    await step();
    cloud.world.faults.length = 0;
    await follow();
  };

  await follow();
  // a map grows while it is gone through
  let next = 0;
  for (const { situation, answers } of visited.values()) {
    const n = next++;
    const back = async () => cloud.worlds.restore('default', snapshot(n));
    down = situation.down;
    await back();
    const lasting = !(await due());
    const { locked } = situation;
    for (const [name, attempt] of Object.entries(attempts)) {
      await look();
      const answer = await (locked || name.endsWith('lock') ? member : admin).compute.request(...asked(attempt, names));
      answers[name] = told(attempt, answer, names);
      if (answer.status >= 300 || attempt.method === 'GET') continue;
      // a lock and a reset go with every state: where they lead is looked at from those that last
      if (!locked && !down && (lasting || !/lock$|^reset/.test(name))) await follow();
      await back();
    }
    if (locked || down) continue;
    await fail();
    await back();
    if (!lasting) continue;
    await forceDown(admin);
    down = true;
    await follow();
    down = false;
  }
  await cloud.close();
  return visited;
}
const snapshot = (n: number): string => `s${n}`;

const asked = (attempt: Attempt, names: Names) => {
  const { method, path, json, headers } = filled(attempt, names);
  return [method, path, { json, headers }] as const;
};

/** As an operator does whose hosts have lost their power. */
async function forceDown(admin: Connection): Promise<void> {
  const { services } = (await admin.compute.request('GET', '/os-services?binary=nova-compute')).json as { services: { host: string }[] };
  const headers = { 'OpenStack-API-Version': 'compute 2.11' };
  for (const { host } of services)
    await admin.compute.request('PUT', '/os-services/force-down', { headers, json: { host, binary: 'nova-compute', forced_down: true } });
}
function as(cloud: Cloud, username: string, project_name: string): Connection {
  const domains = { user_domain_name: 'Default', project_domain_name: 'Default' };
  const auth = { auth_url: 'http://virga.test/identity/v3', username, password: '000000', project_name, ...domains };
  return connect({ auth, fetch: async (request) => cloud.fetch(request) });
}
/** Orders a server of the member's. */
async function born(admin: Connection, member: Connection): Promise<Names> {
  const { networks } = (await admin.network.request('GET', '/networks?shared=true')).json as { networks: { id: string }[] };
  const { images } = (await admin.image.request('GET', '/images?visibility=public')).json as { images: { id: string }[] };
  const [network, image] = [networks[0]?.id ?? '', images[0]?.id ?? ''];
  const server = { name: 'states', flavorRef: '1', imageRef: image, networks: [{ uuid: network }], metadata: { a: '1' } };
  const { json, text } = await member.compute.request('POST', '/servers', { json: { server } });
  if (!json?.server) throw new Error(text);
  const { hypervisors } = (await admin.compute.request('GET', '/os-hypervisors')).json as { hypervisors: { hypervisor_hostname: string }[] };
  const host = hypervisors[0]?.hypervisor_hostname ?? '';
  return { server: (json.server as { id: string }).id, flavor: '2', image, network, host, port: NOBODY, migration: NO_MIGRATION };
}
