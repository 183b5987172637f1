/** Nova's part of a seed. */
import { z } from 'zod';
import type { Scope } from '../core/world.ts';
import { create, flavors as flavorRows } from './flavors.ts';
import { DEFAULT_CLASS, DEFAULT_LIMITS, type Resource, setLimits } from './quota.ts';
import { SeedError } from '../core/seed-error.ts';
import { addCustomTraits } from '../placement/traits.ts';
import { ZONE, add, addAggregate } from './aggregate-zones.ts';
import { DEFAULT_ZONE, addHost, hosts as hostRows } from './host-rows.ts';
import { addService } from './services.ts';

const FlavorSeed = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  ram: z.int().min(1).describe('MiB'),
  vcpus: z.int().min(1),
  disk: z.int().min(0).describe('GiB'),
  ephemeral: z.int().min(0).optional().describe('GiB'),
  swap: z.int().min(0).optional().describe('MiB'),
  is_public: z.boolean().optional(),
  description: z.string().optional(),
  extra_specs: z.record(z.string(), z.string()).optional(),
  projects: z.array(z.string()).default([]).describe('Ids of those that may use it, where it is not public'),
});
const Limit = z.partialRecord(z.enum(Object.keys(DEFAULT_LIMITS) as [Resource, ...Resource[]]), z.int().min(-1));
const HostSeed = z.strictObject({
  name: z.string().describe('Where there are several, `{n}` stands for their numbers: `virga-{n}`.'),
  count: z.int().min(1).max(10_000).optional(),
  vcpus: z.int().min(1),
  memory_mb: z.int().min(1),
  local_gb: z.int().min(0),
  availability_zone: z.string().optional().describe('An aggregate of this name has the hosts and makes the zone.'),
  traits: z.array(z.string().regex(/^[A-Z0-9_]+$/)).optional(),
});
const AggregateSeed = z.strictObject({ name: z.string(), hosts: z.array(z.string()).default([]), metadata: z.record(z.string(), z.string()).default({}) });
const schema = z.strictObject({
  flavors: z.array(FlavorSeed).default([]),
  hosts: z.array(HostSeed).default([]),
  aggregates: z.array(AggregateSeed).default([]),
  default_quota: Limit.optional().describe('What a project may have that has no quota of its own; -1 is without limit'),
  quotas: z.array(z.strictObject({ project: z.string().describe('its id'), limits: Limit })).default([]),
});

async function load(scope: Scope, seed: Partial<z.output<typeof schema>>): Promise<void> {
  const { flavors = [], hosts = [], aggregates = [], default_quota = {}, quotas = [] } = seed;
  for (const { ephemeral, is_public, projects, ...flavor } of flavors) {
    const row = await create(scope, { ...flavor, 'OS-FLV-EXT-DATA:ephemeral': ephemeral, 'os-flavor-access:is_public': is_public });
    if (projects.length) await scope.rows.update(flavorRows, { ...row, projects });
  }
  if (Object.keys(default_quota).length) await setLimits(scope, DEFAULT_CLASS, default_quota);
  for (const { project, limits } of quotas) await setLimits(scope, project, limits);
  const named = hosts.flatMap((host) => names(host).map((id) => ({ ...host, id })));
  const [first] = named;
  if (first) for (const binary of ['nova-conductor', 'nova-scheduler']) await addService(scope, first.id, binary);
  for (const { id, vcpus, memory_mb, local_gb, traits = [] } of named) {
    await addCustomTraits(scope, traits);
    await addHost(scope, { id, vcpus, memory_mb, local_gb }, traits);
    await addService(scope, id, 'nova-compute');
  }
  for (const [zone, members] of Map.groupBy(named, ({ availability_zone }) => availability_zone)) {
    if (zone !== undefined && zone !== DEFAULT_ZONE)
      await group(
        scope,
        zone,
        { [ZONE]: zone },
        members.map(({ id }) => id),
      );
  }
  for (const { name, hosts: members, metadata } of aggregates) await group(scope, name, metadata, members);
}
const names = ({ name, count }: z.output<typeof HostSeed>): string[] =>
  count === undefined
    ? [name]
    : Array.from({ length: count }, (_host, n) => (name.includes('{n}') ? name.replaceAll('{n}', String(n + 1)) : `${name}-${n + 1}`));

/** @throws SeedError on a host that is none */
async function group(scope: Scope, name: string, metadata: Record<string, string>, members: readonly string[]): Promise<void> {
  let aggregate = await addAggregate(scope, name, metadata);
  for (const host of members) {
    if (!(await scope.rows.get(hostRows, host))) throw new SeedError(`aggregate ${name} has a host that is none: ${host}`, ['aggregates']);
    aggregate = await add(scope, aggregate, host);
  }
}
export const seed = { schema, load };
