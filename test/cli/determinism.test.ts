/** A deterministic world gives the official command line the same answers again: two runs of a script leave the same journal, byte for byte. */
import { expect, test } from 'vitest';
import { withOpenstack } from './openstack.ts';

/** Else Python writes the members of its sets, and so of its requests, in another order each time. */
const variables = { PYTHONHASHSEED: '0' };
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

const start = () => ['--deterministic', '--profile', 'lifelike'];

withOpenstack('determinism', { start, variables }, ({ cloud, openstack }) => {
  async function journal(): Promise<string> {
    const url = new URL('/_virga/worlds/default/', String(cloud().env['OS_AUTH_URL']));
    await fetch(new URL('reset', url), { method: 'POST' });
    for (const line of script) {
      const { code, stderr } = await openstack(line.split(' '));
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
