/** On a hundred hosts, whatever the order of creates, deletes and repairs: servers go where all rules let them, and are refused only where no host would do. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect } from '../client/index.ts';
import { createCloud } from '../server/cloud.ts';

const SEED = `
identity:
  regions: [{ id: RegionOne }]
  roles: [{ name: admin }]
  domains: [{ id: default, name: Default, projects: [{ name: admin }], users: [{ name: admin, password: x, grants: [{ role: admin, project: admin }] }] }]
  services:
    - { name: keystone, type: identity, region: RegionOne, url: '{identity}/v3' }
    - { name: nova, type: compute, region: RegionOne, url: '{compute}/v2.1' }
    - { name: glance, type: image, region: RegionOne, url: '{image}' }
    - { name: placement, type: placement, region: RegionOne, url: '{placement}' }
compute:
  hosts:
    - { name: 'east-{n}', count: 40, vcpus: 3, memory_mb: 2560, local_gb: 20, availability_zone: east }
    - { name: 'west-{n}', count: 30, vcpus: 3, memory_mb: 2560, local_gb: 20, availability_zone: west, traits: [CUSTOM_SSD] }
    - { name: 'free-{n}', count: 30, vcpus: 3, memory_mb: 1536, local_gb: 10, traits: [HW_CPU_X86_AVX2] }
  aggregates: [{ name: rack, hosts: [east-1, free-1], metadata: { rack: '4' } }]
  flavors:
    - { id: small, name: small, ram: 256, vcpus: 1, disk: 1 }
    - { id: large, name: large, ram: 1024, vcpus: 3, disk: 8, ephemeral: 1, swap: 1500 }
    - { id: ssd, name: ssd, ram: 512, vcpus: 1, disk: 5, extra_specs: { 'trait:CUSTOM_SSD': required } }
    - { id: plain, name: plain, ram: 512, vcpus: 2, disk: 5, extra_specs: { 'trait:CUSTOM_SSD': forbidden, 'trait:HW_CPU_X86_AVX2': forbidden } }
    - { id: bare, name: bare, ram: 2000, vcpus: 1, disk: 0, extra_specs: { 'resources:VCPU': '0', 'resources:MEMORY_MB': '0', 'resources:DISK_GB': '10' } }
image:
  images: [{ name: cirros, project: admin, visibility: public, disk_format: qcow2, qcow2: 1048576 }]
`;
const AMOUNTS = {
  small: { VCPU: 1, MEMORY_MB: 256, DISK_GB: 1 },
  large: { VCPU: 3, MEMORY_MB: 1024, DISK_GB: 11 },
  ssd: { VCPU: 1, MEMORY_MB: 512, DISK_GB: 5 },
  plain: { VCPU: 2, MEMORY_MB: 512, DISK_GB: 5 },
  bare: { VCPU: 0, MEMORY_MB: 0, DISK_GB: 10 },
};
type Flavor = keyof typeof AMOUNTS;
const POLICIES = ['affinity', 'anti-affinity', 'anti-affinity of two', 'soft-affinity', 'soft-anti-affinity'] as const;
type Policy = (typeof POLICIES)[number];

type Step =
  | { do: 'create'; flavor: Flavor; zone: string | undefined; policy: Policy | undefined; host: number | undefined }
  | { do: 'delete'; which: number }
  | { do: 'disable' | 'enable'; host: number };
const host = fc.nat({ max: 99 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      flavor: fc.constantFrom(...(Object.keys(AMOUNTS) as Flavor[])),
      zone: fc.constantFrom('east', 'west', 'nova', undefined, undefined),
      policy: fc.option(fc.constantFrom(...POLICIES), { nil: undefined }),
      host: fc.option(host, { nil: undefined, freq: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat({ max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('disable' as const, 'enable' as const), host }) },
);

interface Placed {
  id: string;
  host: string;
  flavor: Flavor;
  policy: Policy | undefined;
}

async function opened() {
  const cloud = await createCloud({ seed: SEED });
  const names = { username: 'admin', password: 'x', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
  return { cloud, api: connect({ auth: { auth_url: 'http://cloud/identity/v3', ...names }, fetch: cloud.fetch }) };
}

test('a seed says how many hosts there are, in which zones and aggregates', async () => {
  const { cloud, api } = await opened();
  const { aggregates } = await api.compute.aggregates.list();
  expect(aggregates.map(({ name, hosts, availability_zone }) => [name, hosts.length, availability_zone])).toEqual([
    ['east', 40, 'east'],
    ['west', 30, 'west'],
    ['rack', 2, null],
  ]);
  const { availabilityZoneInfo } = await api.compute.availabilityZones.list();
  expect(availabilityZoneInfo.map(({ zoneName }) => zoneName).toSorted()).toEqual(['east', 'nova', 'west']);
  await cloud.close();
  await expect(createCloud({ seed: 'compute: { aggregates: [{ name: rack, hosts: [nope] }] }' })).rejects.toThrow(
    'aggregate rack has a host that is none: nope',
  );
});

test('soft policies are wishes', async () => {
  const { cloud, api } = await opened();
  const compute = api.compute.at('2.90');
  const imageRef = ((await api.image.request('GET', '/images')).json as { images: { id: string }[] }).images[0]?.id ?? '';
  const hosts: Record<string, Set<string | null | undefined>> = {};
  for (const policy of ['soft-affinity', 'soft-anti-affinity'] as const) {
    const { server_group } = await compute.serverGroups.create({ body: { server_group: { name: policy, policy } } });
    hosts[policy] = new Set();
    for (let made = 0; made < 3; made++) {
      const server = { name: 'x', flavorRef: 'small', imageRef, networks: 'none' as const };
      const { json } = await compute.request('POST', '/servers', {
        json: { server, 'os:scheduler_hints': { group: server_group.id } },
        headers: { 'OpenStack-API-Version': 'compute 2.90' },
      });
      const { server: shown } = await compute.servers.show({ server_id: json.server.id });
      hosts[policy].add(shown['OS-EXT-SRV-ATTR:host']);
    }
  }
  expect([hosts['soft-affinity']?.size, hosts['soft-anti-affinity']?.size]).toEqual([1, 3]);
  await cloud.close();
});

test('scheduling honours every rule', { timeout: 120_000 }, async () => {
  const { cloud, api } = await opened();
  const compute = api.compute.at('2.90');
  const placement = api.placement.at('1.39');
  const project = (await api.whoami()).project?.id ?? '';
  await compute.quotaSets.update({
    project_id: project,
    body: { quota_set: { instances: -1, cores: -1, ram: -1, server_groups: -1, server_group_members: -1 } },
  });
  const { services } = await compute.services.list({ query: { binary: ['nova-compute'] } });
  const imageRef = ((await api.image.request('GET', '/images')).json as { images: { id: string }[] }).images[0]?.id ?? '';
  const room = new Map(
    await Promise.all(
      (await placement.resourceProviders.list()).resource_providers.map(async ({ uuid, name }) => {
        const { inventories } = await placement.inventories.list({ uuid });
        const capacity = Object.fromEntries(
          Object.entries(inventories).map(([kind, { total, reserved, allocation_ratio }]) => [kind, (total - reserved) * allocation_ratio]),
        );
        return [name, { uuid, capacity }] as const;
      }),
    ),
  );
  expect(room.size).toBe(100);

  const play = async (steps: readonly Step[]): Promise<void> => {
    const placed: Placed[] = [];
    const disabled = new Set<string>();
    const groups = new Map<Policy, string>();
    const group = async (policy: Policy): Promise<string> => {
      const known = groups.get(policy);
      if (known !== undefined) return known;
      const rules = policy === 'anti-affinity of two' ? { rules: { max_server_per_host: 2 } } : {};
      const body = { server_group: { name: policy, policy: policy.replace(' of two', '') as 'affinity', ...rules } };
      const { server_group } = await compute.serverGroups.create({ body });
      groups.set(policy, server_group.id);
      return server_group.id;
    };
    const used = (name: string, kind: string): number =>
      placed.filter((server) => server.host === name).reduce((sum, { flavor }) => sum + (AMOUNTS[flavor] as Record<string, number>)[kind]!, 0);
    /** What the rules say of a host, told apart from how Virga finds it. */
    const mayHave = (name: string, { flavor, zone, policy, host: wanted }: Extract<Step, { do: 'create' }>): boolean => {
      const kind = name.split('-')[0];
      const together = placed.filter((server) => server.policy === policy && policy !== undefined);
      const here = together.filter((server) => server.host === name).length;
      return (
        !disabled.has(name) &&
        (wanted === undefined || services[wanted]?.host === name) &&
        (zone === undefined || zone === 'nova' || kind === zone) &&
        (flavor !== 'ssd' || kind === 'west') &&
        (flavor !== 'plain' || kind === 'east') &&
        (policy !== 'affinity' || !together.length || here > 0) &&
        (policy !== 'anti-affinity' || here === 0) &&
        (policy !== 'anti-affinity of two' || here < 2) &&
        Object.entries(AMOUNTS[flavor]).every(([of, amount]) => !amount || used(name, of) + amount <= (room.get(name)?.capacity[of] ?? 0))
      );
    };
    const create = async (wanted: Extract<Step, { do: 'create' }>): Promise<void> => {
      const { flavor, zone, policy } = wanted;
      const host = wanted.host === undefined ? {} : { host: services[wanted.host]?.host ?? '' };
      const server = { name: 'x', flavorRef: flavor, imageRef, networks: 'none' as const, ...host, ...(zone !== undefined && { availability_zone: zone }) };
      const hints = policy === undefined ? {} : { 'os:scheduler_hints': { group: await group(policy) } };
      const eligible = [...room.keys()].filter((name) => mayHave(name, wanted));
      const { id } = ((await compute.servers.create({ body: { server, ...hints } })) as { server: { id: string } }).server;
      const { server: made } = await compute.servers.show({ server_id: id });
      const where = made['OS-EXT-SRV-ATTR:host'];
      if (made.status === 'ERROR') {
        expect(eligible).toEqual([]);
        expect(made.fault?.message).toMatch(/^No valid host was found\. (There are not enough hosts available\.)?$/);
        await compute.servers.delete({ server_id: id });
        return;
      }
      expect(eligible).toContain(where);
      placed.push({ id, host: where ?? '', flavor, policy });
    };
    for (const next of steps) {
      if (next.do === 'create') await create(next);
      else if (next.do === 'delete') {
        const [gone] = placed.splice(next.which, 1);
        if (gone) await compute.servers.delete({ server_id: gone.id });
      } else {
        const service = services[next.host];
        await compute.services.update({ service_id: String(service?.id), body: { status: `${next.do}d` } });
        disabled[next.do === 'disable' ? 'add' : 'delete'](service?.host ?? '');
      }
    }
    // one ledger: Placement, hypervisors, limits and the servers themselves say the same
    for (const name of new Set(placed.map((server) => server.host))) {
      const uuid = room.get(name)?.uuid ?? '';
      expect((await placement.usages.ofProvider({ uuid })).usages).toEqual({
        VCPU: used(name, 'VCPU'),
        MEMORY_MB: used(name, 'MEMORY_MB'),
        DISK_GB: used(name, 'DISK_GB'),
      });
      const { hypervisor } = await api.compute.at('2.87').hypervisors.show({ hypervisor_id: uuid });
      expect(hypervisor.running_vms).toBe(placed.filter((server) => server.host === name).length);
    }
    expect((await compute.limits.show()).limits.absolute.totalInstancesUsed).toBe(placed.length);
    for (const { id } of placed) await compute.servers.delete({ server_id: id });
    for (const name of disabled) {
      const service = services.find((one) => one.host === name);
      await compute.services.update({ service_id: String(service?.id), body: { status: 'enabled' } });
    }
    for (const id of groups.values()) await compute.serverGroups.delete({ server_group_id: id });
    const { usages } = await placement.usages.ofProject({ query: { project_id: project } });
    expect(usages).toEqual({});
  };

  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }), play), { numRuns: 20 });
  await cloud.close();
});
