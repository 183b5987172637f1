/** The hosts of the cloud: each a compute service, a hypervisor and a resource provider. */
import { hash } from 'node:crypto';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { type Inventory, addProvider } from '../placement/providers.ts';
import { claim, release } from './claims.ts';
import type { ServerRow } from './server-rows.ts';

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
  /** Of the aggregate that says one. */
  availability_zone: string;
  /** Takes no further servers. */
  disabled?: boolean;
}
export const hosts = collection<Host>('compute_hosts');
/** Nova's `[DEFAULT] default_availability_zone`. */
export const DEFAULT_ZONE = 'nova';
/** `initial_cpu_allocation_ratio`: virtual processors are handed out several times. */
export const CPU_RATIO = 4;
/** `reserved_host_memory_mb`: kept for the host itself. */
const RESERVED_MB = 512;
/** What Nova says of a host whose servers can do all that these do. */
const TRAITS = `COMPUTE_VOLUME_EXTEND COMPUTE_NET_ATTACH_INTERFACE_WITH_TAG COMPUTE_ADDRESS_SPACE_PASSTHROUGH COMPUTE_MEM_BACKING_FILE
  COMPUTE_DEVICE_TAGGING COMPUTE_ACCELERATORS COMPUTE_VOLUME_MULTI_ATTACH COMPUTE_IMAGE_TYPE_RAW COMPUTE_SECURITY_STATELESS_FIRMWARE
  COMPUTE_NET_ATTACH_INTERFACE COMPUTE_ADDRESS_SPACE_EMULATED COMPUTE_STORAGE_VIRTIO_FS OWNER_NOVA COMPUTE_TRUSTED_CERTS
  COMPUTE_VOLUME_ATTACH_WITH_TAG COMPUTE_NODE`.split(/\s+/);

type Size = Pick<Host, 'id' | 'vcpus' | 'memory_mb' | 'local_gb'>;
/** Also makes the hosts of a seed. @param traits more than Nova finds by itself */
export async function addHost(scope: Scope, host: Size & Partial<Host>, traits: readonly string[] = []): Promise<Host> {
  const { world, rows, now } = scope;
  const { id: name, vcpus, memory_mb, local_gb } = host;
  const node_id = world.ids.uuid();
  const inventories = { VCPU: whole(vcpus, CPU_RATIO), MEMORY_MB: whole(memory_mb, 1, RESERVED_MB), DISK_GB: whole(local_gb, 1) };
  // Nova writes the inventories, then the traits: two generations
  await addProvider(scope, { id: node_id, name, inventories, traits: [...TRAITS, ...traits], generation: 2, updated_at: now });
  const unused = { vcpus_used: 0, memory_mb_used: RESERVED_MB, local_gb_used: 0, servers: 0, availability_zone: DEFAULT_ZONE };
  return rows.insert(hosts, { number: (await rows.count(hosts)) + 1, node_id, ...unused, ...host });
}
const whole = (total: number, allocation_ratio: number, reserved = 0): Inventory => ({
  total,
  reserved,
  min_unit: 1,
  max_unit: total,
  step_size: 1,
  allocation_ratio,
});

/** Puts a server on a host. */
export async function place(scope: Scope, server: ServerRow, host: Host): Promise<void> {
  await claim(scope, server, host.id);
  Object.assign(server, { host: host.id, node: host.id, host_id: hostIdFor(host.id, server.project_id), availability_zone: host.availability_zone });
}
/** Takes a server off its host. */
export async function displace(scope: Scope, server: ServerRow): Promise<void> {
  await release(scope, server, server.host);
  Object.assign(server, { host: null, node: null, host_id: '', availability_zone: null });
}
/** What owners see of a host: the same for all servers of a project on it. `nova/utils.py: generate_hostid` */
export const hostIdFor = (host: string, projectId: string): string => hash('sha224', projectId + host);
