/**
 * Resource providers: those that clients made, and one for each of Nova's hosts, which is shown from the host itself.
 * `placement/objects/resource_provider.py`
 */
import { notImplemented } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { type Host, hosts } from '../compute/hosts.ts';
import { type ServerRow, servers } from '../compute/server-rows.ts';
import { providerNotFound } from './faults.ts';

export interface Inventory {
  total: number;
  reserved: number;
  min_unit: number;
  max_unit: number;
  step_size: number;
  allocation_ratio: number;
}
export interface Provider {
  /** The uuid. */
  id: string;
  name: string;
  generation: number;
  parent: string | null;
  inventories: Record<string, Inventory>;
  traits: string[];
  /** Seconds since the epoch, in ms. */
  updated_at: number;
  /** Name of the host that it stands for. */
  host?: string;
}
export const providers = collection<Provider>('placement_resource_providers', { name: 'text', parent: 'text' }, [['name']]);

const whole = (total: number, allocation_ratio: number, reserved = 0): Inventory => ({
  total,
  reserved,
  min_unit: 1,
  max_unit: total,
  step_size: 1,
  allocation_ratio,
});
/** What Nova says of a host whose servers can do all that these do. */
const TRAITS = `COMPUTE_VOLUME_EXTEND COMPUTE_NET_ATTACH_INTERFACE_WITH_TAG COMPUTE_ADDRESS_SPACE_PASSTHROUGH COMPUTE_MEM_BACKING_FILE
  COMPUTE_DEVICE_TAGGING COMPUTE_ACCELERATORS COMPUTE_VOLUME_MULTI_ATTACH COMPUTE_IMAGE_TYPE_RAW COMPUTE_SECURITY_STATELESS_FIRMWARE
  COMPUTE_NET_ATTACH_INTERFACE COMPUTE_ADDRESS_SPACE_EMULATED COMPUTE_STORAGE_VIRTIO_FS OWNER_NOVA COMPUTE_TRUSTED_CERTS
  COMPUTE_VOLUME_ATTACH_WITH_TAG COMPUTE_NODE`.split(/\s+/);
/** Nova's defaults: processors are handed out four times, half a gigabyte is kept for the host. */
const ofHost = ({ id, node_id, vcpus, memory_mb, local_gb }: Host, now: number): Provider => ({
  id: node_id,
  name: id,
  generation: 1,
  parent: null,
  inventories: { VCPU: whole(vcpus, 4), MEMORY_MB: whole(memory_mb, 1, 512), DISK_GB: whole(local_gb, 1) },
  traits: TRAITS,
  updated_at: now,
  host: id,
});

export const allProviders = async ({ rows, now }: Scope): Promise<Provider[]> => [
  ...(await rows.list(hosts)).map((host) => ofHost(host, now)),
  ...(await rows.list(providers)),
];
/** Throws 404. */
export async function providerOf(scope: Scope, uuid: string): Promise<Provider> {
  const own = await scope.rows.get(providers, uuid);
  const found = own ?? (await allProviders(scope)).find(({ id }) => id === uuid);
  if (!found) throw providerNotFound(uuid);
  return found;
}
/** The same, to be changed: what stands for a host follows the host. */
export async function changeable(scope: Scope, uuid: string): Promise<Provider> {
  const provider = await providerOf(scope, uuid);
  if (provider.host !== undefined) throw notImplemented(`Changes to the resource provider of compute host ${provider.host} are not emulated.`);
  return provider;
}
/** Writes a change; every change is a generation. */
export const save = async ({ rows, now }: Scope, provider: Provider): Promise<Provider> =>
  rows.update(providers, { ...provider, generation: provider.generation + 1, updated_at: now });

export type Amounts = Record<string, number>;
export const amountsOf = ({ vcpus, ram, disk, ephemeral, swap }: ServerRow['flavor']): Amounts => ({
  VCPU: vcpus,
  MEMORY_MB: ram,
  ...(disk + ephemeral + swap > 0 && { DISK_GB: disk + ephemeral + Math.ceil(swap / 1024) }),
});
/** What servers hold of a host. */
export const consumersOf = async ({ rows }: Scope, { host }: Provider): Promise<ServerRow[]> =>
  host === undefined ? [] : rows.list(servers, { where: { deleted: false }, filter: (server) => server.host === host });
export function sum(amounts: readonly Amounts[]): Amounts {
  const total: Amounts = {};
  for (const [name, amount] of amounts.flatMap((one) => Object.entries(one))) total[name] = (total[name] ?? 0) + amount;
  return total;
}
