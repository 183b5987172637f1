/** A cloud with `--data` that is killed while servers are created: what was answered is there afterwards, and nothing is half there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Connection, connect } from '../client/index.ts';
import { type Running, started } from './running.ts';

const folder = mkdtempSync(join(tmpdir(), 'virga-crash-'));
let running: Running | undefined;
afterEach(async () => {
  await running?.end('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<Connection> {
  running = await started(['--data', join(folder, 'cloud.sqlite'), '--port', '0']);
  return connect({ auth: { auth_url: running.env['OS_AUTH_URL'] ?? '', username: 'admin', password: '000000', project_name: 'admin' } });
}
type Service = Pick<Connection['compute'], 'request'>;
/** One member of every entry of a list. */
const each = async (service: Service, path: string, key: string, member = 'id'): Promise<string[]> => {
  const { json } = await service.request('GET', path);
  return (json[key] as Record<string, string>[]).map((entry) => entry[member] ?? '');
};

test('killed during a stream of creates', { timeout: 60_000 }, async () => {
  let cloud = await start();
  const [imageRef] = await each(cloud.image, '/images?status=active', 'images');
  const [uuid] = await each(cloud.network, '/networks?shared=true', 'networks');
  const project = (await cloud.whoami()).project?.id;
  await cloud.compute.request('PUT', `/os-quota-sets/${project}`, { json: { quota_set: { instances: -1, cores: -1, ram: -1 } } });
  await cloud.network.request('PUT', `/quotas/${project}`, { json: { quota: { port: -1 } } });

  const answered: string[] = [];
  const stream = async (name: string): Promise<void> => {
    for (;;) {
      const server = { name, imageRef, flavorRef: '1', networks: [{ uuid }], metadata: { of: name } };
      const { status, json, text } = await cloud.compute.request('POST', '/servers', { json: { server } });
      if (status !== 202) throw new Error(`${status} ${text}`);
      answered.push(json.server.id);
      if (answered.length === 60) void running?.end('SIGKILL');
    }
  };
  const streams = ['one', 'two', 'three', 'four'];
  const ends = await Promise.allSettled(streams.map(stream));
  // each of them broke off with its connection, none with a refusal
  expect(ends.map(({ status, ...end }) => `${status} ${String('reason' in end && end.reason)}`)).toEqual(streams.map(() => 'rejected TypeError: fetch failed'));

  cloud = await start();
  const servers = await each(cloud.compute, '/servers?limit=1000', 'servers');
  expect(servers).toEqual(expect.arrayContaining(answered));
  expect(servers.length - answered.length).toBeLessThanOrEqual(streams.length);
  const plugged = (await each(cloud.network, '/ports', 'ports', 'device_id')).filter((id) => id !== '');
  expect(plugged.sort()).toEqual(servers.toSorted());
  for (const id of servers) {
    const { status, json } = await cloud.compute.request('GET', `/servers/${id}`);
    expect([status, json.server.status, json.server.metadata, Object.keys(json.server.addresses).length]).toEqual([200, 'ACTIVE', { of: json.server.name }, 1]);
  }
  const { json } = await cloud.compute.request('GET', '/limits');
  expect(json.limits.absolute.totalInstancesUsed).toBe(servers.length);
});
