/** How servers are searched. `nova/api/openstack/compute/schemas/servers.py: index_query` */
import { z } from 'zod';
import { isoTime } from '../iso-time.ts';
import { format } from '../json-schema.ts';
import { changes } from '../microversion.ts';
import { page, strings } from './types.ts';

/** Sort keys that Nova took before it checked them; they are ignored until 2.75 refuses them. */
export const IGNORED_SORT_KEYS = [
  'architecture',
  'cell_name',
  'cleaned',
  'default_ephemeral_device',
  'default_swap_device',
  'deleted',
  'deleted_at',
  'disable_terminate',
  'ephemeral_gb',
  'ephemeral_key_uuid',
  'id',
  'key_data',
  'launched_on',
  'locked',
  'memory_mb',
  'os_type',
  'reservation_id',
  'root_gb',
  'shutdown_terminate',
  'user_data',
  'vcpus',
  'vm_mode',
] as const;
const SORT_KEYS = [
  'access_ip_v4',
  'access_ip_v6',
  'auto_disk_config',
  'availability_zone',
  'config_drive',
  'created_at',
  'display_description',
  'display_name',
  'host',
  'hostname',
  'image_ref',
  'instance_type_id',
  'kernel_id',
  'key_name',
  'launch_index',
  'launched_at',
  'locked_by',
  'node',
  'power_state',
  'progress',
  'project_id',
  'ramdisk_id',
  'root_device_name',
  'task_state',
  'terminated_at',
  'updated_at',
  'user_id',
  'uuid',
  'vm_state',
] as const;

/** An empty one would match everything, and is none. */
const isRegex = (text: string): boolean => {
  if (text === '') return false;
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
};
const patterns = z.array(z.string().refine(isRegex, { params: { text: "is not a 'regex'" } })).optional();
export const DateTime = format('date-time', (text) => isoTime(text) !== undefined);
export const times = z.array(DateTime).optional();

const sortKeys = (keys: readonly [string, ...string[]]) => z.array(z.enum(keys));
const filters = {
  user_id: strings,
  project_id: strings,
  tenant_id: strings,
  launch_index: strings,
  image_ref: strings,
  image: strings,
  kernel_id: patterns,
  ramdisk_id: patterns,
  hostname: patterns,
  key_name: patterns,
  power_state: patterns,
  vm_state: strings,
  task_state: strings,
  host: strings,
  node: patterns,
  flavor: patterns,
  reservation_id: patterns,
  launched_at: patterns,
  terminated_at: patterns,
  availability_zone: patterns,
  name: patterns,
  display_name: patterns,
  description: patterns,
  display_description: patterns,
  locked_by: patterns,
  uuid: strings,
  root_device_name: patterns,
  config_drive: patterns,
  access_ip_v4: patterns,
  access_ip_v6: patterns,
  auto_disk_config: patterns,
  progress: patterns,
  sort_key: changes({
    '2.1': sortKeys([...SORT_KEYS, ...IGNORED_SORT_KEYS]),
    '2.73': sortKeys(['locked', ...SORT_KEYS, ...IGNORED_SORT_KEYS.filter((key) => key !== 'locked')]),
    '2.75': sortKeys(['locked', ...SORT_KEYS]),
  }).optional(),
  sort_dir: strings,
  all_tenants: strings,
  soft_deleted: strings,
  deleted: strings,
  status: strings,
  'changes-since': times,
  ip: patterns,
  ip6: patterns,
  created_at: patterns,
  block_device_mapping: strings,
  services: strings,
  metadata: strings,
  system_metadata: strings,
  info_cache: strings,
  security_groups: strings,
  pci_devices: strings,
  ...page,
};
const tags = { tags: patterns, 'tags-any': patterns, 'not-tags': patterns, 'not-tags-any': patterns };
const before = { ...filters, ...tags, 'changes-before': times };
const locked = { ...before, locked: strings };

/** What starts with an underscore passes the schema and is refused with other words. */
const known = new Set(Object.keys(locked));
const stranger = /^(?!_)/;
const noStrangers = z.looseObject(locked).refine((query) => Object.keys(query).every((key) => known.has(key) || !stranger.test(key)), {
  params: { text: '', keys: '^_', known },
});
/** Unknown filters are ignored, since 2.75 refused. */
export const ServerQuery = changes({
  '2.1': z.looseObject(filters),
  '2.26': z.looseObject({ ...filters, ...tags }),
  '2.66': z.looseObject(before),
  '2.73': z.looseObject(locked),
  '2.75': noStrangers,
});
/** Whether a key is a filter, or looks like one that is refused. */
export const isFilter = (key: string): boolean => known.has(key) || key.startsWith('_');
