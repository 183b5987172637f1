/** A server as Nova shows it. `nova/api/openstack/compute/views/servers.py` */
import { z } from 'zod';
import { changes, since } from '../microversion.ts';
import { Links } from './types.ts';

const SERVER_STATUSES = [
  'ACTIVE',
  'BUILD',
  'DELETED',
  'ERROR',
  'HARD_REBOOT',
  'MIGRATING',
  'PASSWORD',
  'PAUSED',
  'REBOOT',
  'REBUILD',
  'RESCUE',
  'RESIZE',
  'REVERT_RESIZE',
  'SHELVED',
  'SHELVED_OFFLOADED',
  'SHUTOFF',
  'SOFT_DELETED',
  'SUSPENDED',
  'UNKNOWN',
  'VERIFY_RESIZE',
] as const;

const Address = z.object({ version: z.union([z.literal(4), z.literal(6)]), addr: z.string() });
const FullAddress = z.object({ ...Address.shape, 'OS-EXT-IPS:type': z.enum(['fixed', 'floating']), 'OS-EXT-IPS-MAC:mac_addr': z.string() });
/** By name of the network. */
export const Addresses = z.record(z.string(), z.array(Address));
const FullAddresses = z.record(z.string(), z.array(FullAddress));

const Flavor = changes({
  '2.1': z.object({ id: z.string(), links: Links }),
  '2.47': z.object({
    vcpus: z.int(),
    ram: z.int(),
    disk: z.int(),
    ephemeral: z.int(),
    swap: z.int(),
    original_name: z.string(),
    extra_specs: z.record(z.string(), z.string()).optional(),
  }),
});
const Image = z.object({ id: z.string(), links: Links });
const Fault = z.object({ code: z.int(), created: z.string(), message: z.string(), details: z.string().optional() });

/** What every answer about a server has. */
const basic = {
  accessIPv4: z.string(),
  accessIPv6: z.string(),
  addresses: FullAddresses,
  created: z.string(),
  flavor: Flavor,
  hostId: z.string(),
  id: z.string(),
  /** Empty where the server booted from a volume. */
  image: changes({
    '2.1': z.union([z.literal(''), Image]),
    '2.98': z.union([z.literal(''), z.object({ ...Image.shape, properties: z.record(z.string(), z.string().nullable()) })]),
  }),
  links: Links,
  metadata: z.record(z.string(), z.string()),
  name: z.string(),
  status: z.enum(SERVER_STATUSES),
  tenant_id: z.string(),
  user_id: z.string(),
  updated: z.string(),
  'OS-DCF:diskConfig': z.enum(['AUTO', 'MANUAL']),
  fault: Fault.optional(),
  progress: z.int().optional(),
};
/** What lists and single servers have, and since 2.75 the answers of PUT and rebuild too. */
const extended = {
  'OS-EXT-AZ:availability_zone': z.string(),
  config_drive: z.string(),
  key_name: z.string().nullable(),
  'OS-SRV-USG:launched_at': z.string().nullable(),
  'OS-SRV-USG:terminated_at': z.string().nullable(),
  security_groups: z.array(z.object({ name: z.string() })).optional(),
  'OS-EXT-SRV-ATTR:host': z.string().nullable().optional(),
  'OS-EXT-SRV-ATTR:instance_name': z.string().optional(),
  'OS-EXT-SRV-ATTR:hypervisor_hostname': z.string().nullable().optional(),
  'OS-EXT-SRV-ATTR:hostname': since('2.3', z.string().optional()),
  'OS-EXT-SRV-ATTR:kernel_id': since('2.3', z.string().optional()),
  'OS-EXT-SRV-ATTR:launch_index': since('2.3', z.int().optional()),
  'OS-EXT-SRV-ATTR:ramdisk_id': since('2.3', z.string().optional()),
  'OS-EXT-SRV-ATTR:reservation_id': since('2.3', z.string().optional()),
  'OS-EXT-SRV-ATTR:root_device_name': since('2.3', z.string().nullable().optional()),
  'OS-EXT-STS:task_state': z.string().nullable(),
  'OS-EXT-STS:vm_state': z.string(),
  'OS-EXT-STS:power_state': z.union([z.literal(0), z.literal(1), z.literal(3), z.literal(4), z.literal(6), z.literal(7)]),
  'os-extended-volumes:volumes_attached': z.array(z.object({ id: z.string(), delete_on_termination: since('2.3', z.boolean()) })),
  host_status: since('2.16', z.string().optional()),
  pinned_availability_zone: since('2.96', z.string().nullable()),
};
const userData = { 'OS-EXT-SRV-ATTR:user_data': since('2.3', z.string().nullable().optional()) };
const later = {
  locked: since('2.9', z.boolean()),
  description: since('2.19', z.string().nullable()),
  tags: since('2.26', z.array(z.string())),
  trusted_image_certificates: since('2.63', z.array(z.string()).nullable()),
  locked_reason: since('2.73', z.string().nullable()),
  scheduler_hints: since('2.100', z.record(z.string(), z.array(z.string()))),
};
const groups = { server_groups: since('2.71', z.array(z.string())) };

export const ServerInList = z.object({ ...basic, ...extended, ...userData, ...later });
export const Server = z.object({ ...basic, ...extended, ...userData, ...later, ...groups });

/** Until 2.75 the answers of PUT and rebuild were poorer. */
const poor = { ...basic, addresses: Addresses, ...later, ...groups };
export const UpdatedServer = changes({ '2.1': z.object(poor), '2.75': Server });
const rebuilt = { adminPass: z.string(), user_data: since('2.57', z.string().nullable()) };
export const RebuiltServer = changes({
  '2.1': z.object({ ...poor, ...rebuilt, key_name: since('2.54', z.string().nullable()) }),
  '2.75': z.object({ ...basic, ...extended, ...later, ...groups, ...rebuilt }),
});
/** What a handler gives for any of them; the schema in force takes what it has. */
export type ServerView = z.input<typeof Server>;
