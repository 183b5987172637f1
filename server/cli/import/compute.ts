/** Nova's part of a seed from a real cloud: flavors, hosts, quotas. */
import type { Connection } from '../../../client/index.ts';
import type { Reader } from './reader.ts';

interface Flavor {
  id: string;
  name: string;
  ram: number;
  vcpus: number;
  disk: number;
  swap: number | '';
  description?: string | null;
  extra_specs?: Record<string, string>;
  'OS-FLV-EXT-DATA:ephemeral'?: number;
  'os-flavor-access:is_public'?: boolean;
}
interface Hypervisor {
  hypervisor_hostname: string;
  vcpus: number;
  memory_mb: number;
  local_gb: number;
  service: { host: string };
}
interface Aggregate {
  name: string;
  hosts: string[];
  metadata: Record<string, string>;
}
type Limits = Record<string, number>;

export async function readCompute(reader: Reader, { compute }: Connection, projects: readonly string[]): Promise<object> {
  const zones = new Map(
    (await reader.all<{ host: string; zone: string; binary: string }>(compute, '/os-services?binary=nova-compute', 'services')).map(({ host, zone }) => [
      host,
      zone,
    ]),
  );
  const hosts = await reader.all<Hypervisor>(compute, '/os-hypervisors/detail', 'hypervisors');
  const aggregates = await reader.all<Aggregate>(compute, '/os-aggregates', 'aggregates');
  const known = new Set(hosts.map(({ service }) => service.host));
  const zoneOf = (host: string) => (zones.get(host) === undefined || zones.get(host) === 'nova' ? {} : { availability_zone: zones.get(host) });
  const flavors: object[] = [];
  for (const flavor of await reader.all<Flavor>(compute.at('latest'), '/flavors/detail?is_public=None', 'flavors'))
    flavors.push(await seedOf(reader, compute, flavor));
  return {
    flavors,
    hosts: hosts.map(({ service: { host: name }, vcpus, memory_mb, local_gb }) => ({ name, vcpus, memory_mb, local_gb, ...zoneOf(name) })),
    aggregates: aggregates
      .filter(({ metadata }) => metadata['availability_zone'] === undefined)
      .map(({ name, hosts: members, metadata }) => ({ name, hosts: members.filter((host) => known.has(host)), metadata })),
    ...(await quotasOf(reader, compute, projects)),
  };
}

async function seedOf(reader: Reader, compute: Connection['compute'], flavor: Flavor): Promise<object> {
  const { id, name, ram, vcpus, disk, swap, description, extra_specs } = flavor;
  const open = flavor['os-flavor-access:is_public'] !== false;
  const specs = extra_specs ?? (await reader.one<{ extra_specs: Record<string, string> }>(compute, `/flavors/${id}/os-extra_specs`))?.extra_specs ?? {};
  const access = open ? [] : await reader.all<{ tenant_id: string }>(compute, `/flavors/${id}/os-flavor-access`, 'flavor_access');
  return {
    id,
    name,
    ram,
    vcpus,
    disk,
    ...(flavor['OS-FLV-EXT-DATA:ephemeral'] && { ephemeral: flavor['OS-FLV-EXT-DATA:ephemeral'] }),
    ...(swap && { swap }),
    ...(description && { description }),
    ...(!open && { is_public: false, projects: access.map(({ tenant_id }) => tenant_id) }),
    ...(Object.keys(specs).length && { extra_specs: specs }),
  };
}

/** The defaults, and where projects have others. */
async function quotasOf(reader: Reader, compute: Connection['compute'], projects: readonly string[]): Promise<object> {
  let defaults: Limits | undefined;
  const quotas: object[] = [];
  for (const project of projects) {
    const [own, usual] = await Promise.all(
      [`/os-quota-sets/${project}`, `/os-quota-sets/${project}/defaults`].map(
        async (path) => (await reader.one<{ quota_set: Limits }>(compute, path))?.quota_set,
      ),
    );
    if (!own || !usual) continue;
    const { id: _, ...rest } = usual;
    defaults ??= rest;
    const limits = differing(own, usual);
    if (Object.keys(limits).length) quotas.push({ project, limits });
  }
  return { ...(defaults && { default_quota: defaults }), ...(quotas.length && { quotas }) };
}
export const differing = (own: Limits, usual: Limits): Limits =>
  Object.fromEntries(Object.entries(own).filter(([name, limit]) => typeof limit === 'number' && limit !== usual[name]));
