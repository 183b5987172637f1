/** A deterministic world gives the official command line the same answers again: two runs of a script leave the same journal, byte for byte. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, run, started } from '../running.ts';
import { openstackCommand } from './command.ts';

const command = await openstackCommand().catch((error: Error) => error);
const reason = command instanceof Error ? command.message : '';
/** Else Python writes the members of its sets, and so of its requests, in another order each time. */
const sorted = { PYTHONHASHSEED: '0' };
const script = [
  'project create lab',
  'user create --project lab --password secret student',
  'role add --project lab --user student member',
  'network create inside',
  'subnet create --network inside --subnet-range 10.1.0.0/24 inside',
  'server create --flavor m1.tiny --image cirros --network inside --wait first',
  'server stop first',
  'server list -f json',
  'server delete --wait first',
];

describe.skipIf(command instanceof Error)(`the openstack command${reason && ` (${reason})`}`, { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'virga-again-'));
  let cloud: Running;
  beforeAll(async () => {
    cloud = await started(['--port', '0', '--deterministic', '--profile', 'lifelike']);
  }, 60_000);
  afterAll(async () => {
    await cloud.end();
    rmSync(folder, { recursive: true });
  });

  async function journal(): Promise<string> {
    const url = new URL('/_virga/worlds/default/', String(cloud.env['OS_AUTH_URL']));
    await fetch(new URL('reset', url), { method: 'POST' });
    for (const line of script) {
      const { code, stderr } = await run(String(command), line.split(' '), {
        env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...sorted, ...cloud.env },
        cwd: folder,
      });
      expect(`${line}: ${code} ${code === 0 ? '' : stderr}`).toBe(`${line}: 0 `);
    }
    return (await fetch(new URL('journal', url))).text();
  }
  test('runs a script twice', async () => {
    const first = await journal();
    expect(JSON.parse(first)).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ operation: 'compute.servers.create', status: 202 })]),
    });
    expect(await journal()).toBe(first);
  });
});
