/** Servers as they are shown. `nova/api/openstack/compute/views/servers.py` */
import type { ServerView } from '../../contracts/compute/server-view.ts';
import { within } from '../../contracts/microversion.ts';
import { naive, seconds } from '../core/clock.ts';
import type { Context } from '../core/context.ts';
import type { Interface } from '../network/for-servers.ts';
import { formerView } from './former-view.ts';
import { hostStatuses } from './host-status.ts';
import { bookmark, links } from './links.ts';
import { interfacesOf } from './plugged.ts';
import { type ServerRow, instanceName } from './server-rows.ts';
import { PROGRESS_STATUSES, statusOf } from './server-status.ts';

/** Several servers, with one look at the network service. */
export async function serverViews(request: Context, rows: readonly ServerRow[]): Promise<ServerView[]> {
  const plugged = await interfacesOf(
    request,
    rows.map(({ id }) => id),
  );
  const statuses = within(request.version, { since: '2.16' }) ? await hostStatuses(request, rows) : undefined;
  return rows.map((row) => view(request, row, plugged.get(row.id) ?? [], statuses?.get(row.id)));
}
export const serverView = async (request: Context, row: ServerRow): Promise<ServerView> => (await serverViews(request, [row]))[0] as ServerView;

type Addresses = ServerView['addresses'];
/** By network; fixed addresses before floating ones. `nova/api/openstack/compute/views/addresses.py` */
export function addressesByLabel(interfaces: readonly Interface[]): Addresses {
  const addresses: Addresses = {};
  for (const { label, mac_address, fixed_ips } of interfaces)
    (addresses[label] ??= []).push(...fixed_ips.map(({ ip_address }) => address(ip_address, 'fixed', mac_address)));
  for (const { label, mac_address, floating_ips } of interfaces) addresses[label]?.push(...floating_ips.map((ip) => address(ip, 'floating', mac_address)));
  return addresses;
}
const address = (addr: string, type: 'fixed' | 'floating', mac: string): Addresses[string][number] => ({
  version: addr.includes(':') ? 6 : 4,
  addr,
  'OS-EXT-IPS:type': type,
  'OS-EXT-IPS-MAC:mac_addr': mac,
});

/** The groups of all interfaces, each name once for each group. */
function groupsOf(interfaces: readonly Interface[]): { name: string }[] | undefined {
  const groups = new Map(interfaces.flatMap(({ security_groups }) => security_groups.map(({ id, name }) => [id, { name }] as const)));
  return groups.size ? [...groups.values()] : undefined;
}

const time = (at: number | null): string | null => (at === null ? null : naive(Math.trunc(at / 1000) * 1000));

/** Attributes for operators. Since 2.90 the host name is for everybody. */
function operatorsView(row: ServerRow): Partial<ServerView> {
  return {
    'OS-EXT-SRV-ATTR:host': row.host,
    // it gets its name when a host is found
    'OS-EXT-SRV-ATTR:instance_name': row.host === null && row.vm_state === 'building' ? '' : instanceName(row),
    'OS-EXT-SRV-ATTR:hypervisor_hostname': row.node,
    'OS-EXT-SRV-ATTR:hostname': row.hostname,
    'OS-EXT-SRV-ATTR:kernel_id': row.kernel_id,
    'OS-EXT-SRV-ATTR:launch_index': row.launch_index,
    'OS-EXT-SRV-ATTR:ramdisk_id': row.ramdisk_id,
    'OS-EXT-SRV-ATTR:reservation_id': row.reservation_id,
    'OS-EXT-SRV-ATTR:root_device_name': row.root_device_name,
    'OS-EXT-SRV-ATTR:user_data': row.user_data,
  };
}
function faultOf({ fault }: ServerRow, { caller }: Context): ServerView['fault'] {
  if (!fault) return undefined;
  const { code, created, message, details } = fault;
  const forCaller = details !== undefined && (code !== 500 || caller.roles.has('admin'));
  return { code, created: seconds(created), message, ...(forCaller && { details }) };
}

function view(request: Context, row: ServerRow, interfaces: readonly Interface[], host_status: string | undefined): ServerView {
  const { flavor, image_id } = row;
  const status = statusOf(row);
  const target = { project_id: row.project_id };
  const forOperators = request.may('os_compute_api:os-extended-server-attributes', target);
  const extraSpecs = request.may('os_compute_api:servers:show:flavor-extra-specs', target);
  return {
    accessIPv4: row.access_ip_v4,
    accessIPv6: row.access_ip_v6,
    // hidden until the server is built
    addresses: row.vm_state === 'building' ? {} : addressesByLabel(interfaces),
    created: seconds(row.created_at),
    flavor: {
      id: flavor.id,
      links: [bookmark(request, 'flavors', flavor.id)],
      vcpus: flavor.vcpus,
      ram: flavor.ram,
      disk: flavor.disk,
      ephemeral: flavor.ephemeral,
      swap: flavor.swap,
      original_name: flavor.name,
      extra_specs: extraSpecs ? flavor.extra_specs : undefined,
    },
    hostId: row.host_id,
    id: row.id,
    image: image_id === null ? '' : { id: image_id, links: [bookmark(request, 'images', image_id)], properties: row.image_properties },
    links: links(request, 'servers', row.id),
    metadata: row.metadata,
    name: row.name,
    status,
    tenant_id: row.project_id,
    user_id: row.user_id,
    updated: seconds(row.updated_at),
    'OS-DCF:diskConfig': row.auto_disk_config ? 'AUTO' : 'MANUAL',
    fault: status === 'ERROR' || status === 'DELETED' ? faultOf(row, request) : undefined,
    progress: PROGRESS_STATUSES.has(status) ? row.progress : undefined,
    'OS-EXT-AZ:availability_zone': row.availability_zone ?? row.pinned_availability_zone ?? '',
    config_drive: row.config_drive,
    key_name: row.key_name,
    'OS-SRV-USG:launched_at': time(row.launched_at),
    'OS-SRV-USG:terminated_at': time(row.terminated_at),
    security_groups: groupsOf(interfaces),
    'OS-EXT-STS:task_state': row.task_state,
    'OS-EXT-STS:vm_state': row.vm_state,
    'OS-EXT-STS:power_state': row.power_state,
    'os-extended-volumes:volumes_attached': row.block_devices.flatMap(({ volume_id, delete_on_termination }) =>
      volume_id === null ? [] : [{ id: volume_id, delete_on_termination }],
    ),
    locked: row.locked_by !== null,
    host_status,
    description: row.description,
    tags: row.tags,
    trusted_image_certificates: row.trusted_certificates,
    locked_reason: row.locked_reason,
    server_groups: row.server_group === null ? [] : [row.server_group],
    pinned_availability_zone: row.pinned_availability_zone,
    scheduler_hints: Object.fromEntries(Object.entries(row.scheduler_hints).map(([hint, said]) => [hint, Array.isArray(said) ? said : [String(said)]])),
    ...(within(request.version, { since: '2.90' }) && { 'OS-EXT-SRV-ATTR:hostname': row.hostname }),
    ...(forOperators && operatorsView(row)),
    ...formerView(request, row, forOperators),
  };
}
