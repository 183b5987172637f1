/** Nova's part of a seed. */
import { z } from 'zod';
import type { Scope } from '../core/world.ts';
import { create } from './flavors.ts';
import { DEFAULT_ZONE, addHost } from './hosts.ts';
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
});
const HostSeed = z.strictObject({
  name: z.string(),
  vcpus: z.int().min(1),
  memory_mb: z.int().min(1),
  local_gb: z.int().min(0),
  availability_zone: z.string().optional(),
});
const schema = z.strictObject({ flavors: z.array(FlavorSeed).default([]), hosts: z.array(HostSeed).default([]) });

async function load(scope: Scope, { flavors = [], hosts = [] }: Partial<z.output<typeof schema>>): Promise<void> {
  for (const { ephemeral, is_public, ...flavor } of flavors) {
    await create(scope, { ...flavor, 'OS-FLV-EXT-DATA:ephemeral': ephemeral, 'os-flavor-access:is_public': is_public });
  }
  const [first] = hosts;
  if (first) for (const binary of ['nova-conductor', 'nova-scheduler']) await addService(scope, first.name, binary);
  for (const { name, availability_zone = DEFAULT_ZONE, ...size } of hosts) {
    await addHost(scope, { id: name, availability_zone, ...size });
    await addService(scope, name, 'nova-compute');
  }
}
export const seed = { schema, load };
