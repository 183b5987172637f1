/** The hosts of the cloud: a ledger that servers take from and give back to. Stands for Nova's scheduler and Placement's allocations. */
import { hash } from 'node:crypto';
import { StepFailed } from '../core/lifecycle.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { companionship } from './server-affinity.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

export interface Host {
  /** Its name; its one node has the same. */
  id: string;
  /** Nova's and Placement's ids of that node. */
  number: number;
  node_id: string;
  vcpus: number;
  memory_mb: number;
  local_gb: number;
  vcpus_used: number;
  memory_mb_used: number;
  local_gb_used: number;
  servers: number;
  availability_zone: string;
  /** Takes no further servers. */
  disabled?: boolean;
}
export const hosts = collection<Host>('compute_hosts');
/** Nova's `[DEFAULT] default_availability_zone`. */
export const DEFAULT_ZONE = 'nova';
/** `initial_cpu_allocation_ratio`: virtual processors are handed out several times. */
const CPU_RATIO = 4;

/** Also makes the hosts of a seed. */
export async function addHost({ world, rows }: Scope, host: Pick<Host, 'id' | 'vcpus' | 'memory_mb' | 'local_gb'> & Partial<Host>): Promise<Host> {
  const ids = { number: (await rows.count(hosts)) + 1, node_id: world.ids.uuid() };
  const unused = { vcpus_used: 0, memory_mb_used: 0, local_gb_used: 0, servers: 0, availability_zone: DEFAULT_ZONE };
  return rows.insert(hosts, { ...ids, ...unused, ...host });
}

const fits = (host: Host, { vcpus, ram, disk, ephemeral }: ServerFlavor): boolean =>
  host.vcpus_used + vcpus <= host.vcpus * CPU_RATIO && host.memory_mb_used + ram <= host.memory_mb && host.local_gb_used + disk + ephemeral <= host.local_gb;

/** Where a server is to go that moves: not to `except`, and only to `only` where that is said. */
export interface Destination {
  except?: string | null;
  only?: string | null;
}
/** The host with most memory left among those that may have the server. Throws StepFailed when there is none. */
export async function schedule(
  scope: Scope,
  server: ServerRow,
  flavor: ServerFlavor = server.flavor,
  { except, only }: Destination = { only: server.requested_host },
): Promise<Host> {
  const { pinned_availability_zone } = server;
  const mayBeOn = await companionship(scope, server);
  const [best] = (await scope.rows.list(hosts))
    .filter((host) => !host.disabled && fits(host, flavor) && mayBeOn(host.id))
    .filter(({ id }) => (!only || id === only) && id !== except)
    .filter(({ availability_zone }) => !pinned_availability_zone || availability_zone === pinned_availability_zone)
    .toSorted((a, b) => b.memory_mb - b.memory_mb_used - (a.memory_mb - a.memory_mb_used));
  if (!best) throw new StepFailed('No valid host was found. ');
  return best;
}
/** Takes from a host what a server of this size needs; a negative `times` gives it back. */
export async function account({ rows }: Scope, hostId: string | null, { vcpus, ram, disk, ephemeral }: ServerFlavor, times: 1 | -1): Promise<void> {
  const host = hostId === null ? undefined : await rows.get(hosts, hostId);
  if (!host) return;
  host.vcpus_used += times * vcpus;
  host.memory_mb_used += times * ram;
  host.local_gb_used += times * (disk + ephemeral);
  host.servers += times;
  await rows.update(hosts, host);
}

/** Puts a server on a host. */
export async function place(scope: Scope, server: ServerRow, host: Host): Promise<void> {
  await account(scope, host.id, server.flavor, 1);
  Object.assign(server, { host: host.id, node: host.id, host_id: hostIdFor(host.id, server.project_id), availability_zone: host.availability_zone });
}
/** Takes a server off its host. */
export async function displace(scope: Scope, server: ServerRow): Promise<void> {
  await account(scope, server.host, server.flavor, -1);
  Object.assign(server, { host: null, node: null, host_id: '', availability_zone: null });
}
/** What owners see of a host: the same for all servers of a project on it. `nova/utils.py: generate_hostid` */
export const hostIdFor = (host: string, projectId: string): string => hash('sha224', projectId + host);
