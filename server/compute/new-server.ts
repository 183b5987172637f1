/** The row of a server that is to be built. Follows `nova/compute/api.py: _validate_and_build_base_options, _populate_instance_for_create`. */
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import { within } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { imageOfServer } from './server-image.ts';
import type { Plan } from './server-plan.ts';
import { POWER, type ServerRow } from './server-rows.ts';

/** What it has of its own, beside the others of the same creation. */
interface Own extends Pick<ServerRow, 'id' | 'number' | 'block_devices' | 'reservation_id' | 'launch_index'> {
  /** Of its names, to tell it from the others. */
  suffix: string;
}
/** Building, and on no host yet. */
export function newServer({ caller, version, now }: Context, wanted: ServerCreate['server'], plan: Plan, { suffix, ...own }: Own): ServerRow {
  const { flavor, image, place, interfaces, securityGroups, hints, group } = plan;
  return {
    ...own,
    name: wanted.name.trim() + suffix,
    // until it could be given, the description was the name
    description: within(version, { since: '2.19' }) ? (wanted.description ?? null) : wanted.name.trim(),
    hostname: wanted.hostname ?? hostnameFrom(wanted.name, own.id) + suffix,
    project_id: caller.project_id ?? '',
    user_id: caller.user_id,
    created_at: now,
    updated_at: now,
    deleted: false,
    deleted_at: null,
    launched_at: null,
    terminated_at: null,
    vm_state: 'building',
    task_state: 'scheduling',
    power_state: POWER.none,
    progress: 0,
    fault: null,
    flavor,
    flavor_number: flavor.number,
    new_flavor: null,
    old_flavor: null,
    ...imageOfServer(image),
    boot_properties: {
      owner_user_name: caller.user_name,
      owner_project_name: caller.project_name ?? '',
      boot_roles: [...caller.roles].join(','),
      base_image_ref: image?.id ?? '',
    },
    host: null,
    node: null,
    host_id: '',
    old_host: null,
    availability_zone: null,
    pinned_availability_zone: place.zone ?? null,
    requested_host: place.host ?? null,
    requested_node: place.node ?? null,
    scheduler_hints: hints,
    server_group: group?.id ?? null,
    requested_interfaces: interfaces,
    requested_security_groups: securityGroups.length ? securityGroups : ['default'],
    interface_tags: {},
    access_ip_v4: wanted.accessIPv4 ?? '',
    access_ip_v6: wanted.accessIPv6 ?? '',
    auto_disk_config: wanted['OS-DCF:diskConfig'] === 'AUTO',
    config_drive: wanted.config_drive ? 'True' : '',
    key_name: wanted.key_name ?? null,
    user_data: wanted.user_data ?? null,
    metadata: wanted.metadata ?? {},
    tags: [...new Set(wanted.tags ?? [])].toSorted(),
    trusted_certificates: wanted.trusted_image_certificates ?? null,
    locked_by: null,
    locked_reason: null,
    before: null,
    snapshot_id: null,
    shelved_image_id: null,
    action_id: null,
  };
}

/** A name of a machine made of the server's. `nova/utils.py: sanitize_hostname` */
const hostnameFrom = (name: string, id: string): string =>
  name
    .replaceAll(/[\u0100-\uffff]/g, '')
    .slice(0, 63)
    .replaceAll(/[ _.]/g, '-')
    // what Python takes for letters and digits below U+0100
    .replaceAll(/[^\w.\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff-]+/g, '')
    .toLowerCase()
    .replaceAll(/^[.-]+|[.-]+$/g, '') || `Server-${id}`;
