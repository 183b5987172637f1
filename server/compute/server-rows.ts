/** What is kept of a server. `nova/objects/instance.py`, `nova/db/main/models.py` */
import type { VmState } from '../../contracts/compute/server-demands.ts';
import { collection } from '../core/store.ts';
import type { BlockDeviceMapping } from './block-device-mappings.ts';

/** `nova/compute/power_state.py` */
export const POWER = { none: 0, running: 1, paused: 3, shutdown: 4, crashed: 6, suspended: 7 } as const;
export type PowerState = (typeof POWER)[keyof typeof POWER];

/** The flavor as it was when the server took it; later changes of the flavor do not matter to the server. */
export interface ServerFlavor {
  id: string;
  number: number;
  name: string;
  vcpus: number;
  ram: number;
  disk: number;
  ephemeral: number;
  swap: number;
  extra_specs: Record<string, string>;
}
export interface Fault {
  code: number;
  created: number;
  message: string;
  details?: string;
}
/** An interface that is to be plugged when the server is built. */
export interface RequestedInterface {
  network_id?: string;
  port_id?: string;
  fixed_ip?: string;
  tag?: string;
  /** Whoever asked may not have it. */
  barred?: true;
}
export interface ServerRow {
  id: string;
  /** Counts all servers of the cloud; the hypervisor's name of the server has it. */
  number: number;
  name: string;
  description: string | null;
  hostname: string;
  project_id: string;
  user_id: string;
  created_at: number;
  updated_at: number;
  deleted: boolean;
  deleted_at: number | null;
  launched_at: number | null;
  terminated_at: number | null;
  vm_state: VmState;
  task_state: string | null;
  power_state: PowerState;
  progress: number;
  fault: Fault | null;
  flavor: ServerFlavor;
  /** Of the flavor, to search and sort by. */
  flavor_number: number;
  /** What a resize under way goes to. */
  new_flavor: ServerFlavor | null;
  /** While a resize is not confirmed. */
  old_flavor: ServerFlavor | null;
  image_id: string | null;
  image_properties: Record<string, string>;
  /** Of the image that it was built from, for its snapshots. */
  image_facts: { min_ram: number; min_disk: number } | null;
  /** Who booted it, as its snapshots tell. */
  boot_properties: Record<string, string>;
  kernel_id: string;
  ramdisk_id: string;
  root_device_name: string | null;
  /** Its disks, in the order in which they came. */
  block_devices: BlockDeviceMapping[];
  host: string | null;
  node: string | null;
  host_id: string;
  /** Where it was before an unconfirmed resize. */
  old_host: string | null;
  availability_zone: string | null;
  pinned_availability_zone: string | null;
  requested_host: string | null;
  requested_node: string | null;
  scheduler_hints: Record<string, unknown>;
  server_group: string | null;
  /** What is to be plugged; `null` once it has been. */
  requested_interfaces: RequestedInterface[] | null;
  requested_security_groups: string[];
  /** By port. */
  interface_tags: Record<string, string>;
  access_ip_v4: string;
  access_ip_v6: string;
  auto_disk_config: boolean;
  config_drive: string;
  key_name: string | null;
  user_data: string | null;
  metadata: Record<string, string>;
  tags: string[];
  trusted_certificates: string[] | null;
  locked_by: 'admin' | 'owner' | null;
  locked_reason: string | null;
  reservation_id: string;
  launch_index: number;
  /** What the action under way began from, to come back to when it ends or fails. */
  before: { vm_state: VmState; power_state: PowerState } | null;
  /** The snapshot under way. */
  snapshot_id: string | null;
  /** What it is kept in while it is shelved. */
  shelved_image_id: string | null;
  /** The action under way, to be finished with it. */
  action_id: string | null;
}

/** Few columns: each costs at every change of a server. What else is searched or sorted by is looked up in the rows. */
export const servers = collection<ServerRow>(
  'compute_servers',
  { number: 'integer', project_id: 'text', created_at: 'integer', updated_at: 'integer', deleted: 'boolean', host: 'text' },
  [],
  [['project_id', 'deleted', 'created_at', 'number'], ['deleted', 'created_at', 'number'], ['host']],
);
export const instanceName = ({ number }: ServerRow): string => `instance-${number.toString(16).padStart(8, '0')}`;
