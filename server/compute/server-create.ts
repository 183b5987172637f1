/** Makes the servers of one creation. Follows `nova/api/openstack/compute/servers.py: create` and `nova/compute/api.py: _create_instance, _provision_instances`. */
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import { within } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { begin } from '../core/lifecycle.ts';
import { collection } from '../core/store.ts';
import { checked } from './block-device-checks.ts';
import { record } from './instance-action-rows.ts';
import { use } from './quota.ts';
import { join } from './server-affinity.ts';
import { countOf } from './server-count.ts';
import { imageOfServer } from './server-image.ts';
import { serverLifeCycle } from './server-lifecycle.ts';
import { planFor } from './server-plan.ts';
import { POWER, type ServerRow, servers } from './server-rows.ts';

/** Makes the rows of one creation, building. Throws what upstream answers to what it does not like. */
export async function createServers(request: Context, body: ServerCreate): Promise<{ servers: ServerRow[]; adminPass: string }> {
  const { caller, version, world, rows, now } = request;
  const { server: wanted } = body;
  const asked = countOf(wanted);
  const adminPass = wanted.adminPass ?? world.ids.password();
  request.enforce();
  const plan = await planFor(request, body, asked);
  const { count, place, flavor, image, devices, volumes, interfaces, securityGroups, hints, group } = plan;

  const reservation_id = `r-${world.ids.hex().slice(0, 8)}`;
  const newest = await numbered(request, count);
  const created: ServerRow[] = [];
  for (let index = 0; index < count; index++) {
    const id = world.ids.uuid();
    const mappings = await checked(request, { id, image_id: image?.id ?? null }, devices, volumes, flavor);
    const suffix = asked.max > 1 ? `-${index + 1}` : '';
    const server: ServerRow = {
      id,
      number: newest + index + 1,
      name: wanted.name.trim() + suffix,
      // until it could be given, the description was the name
      description: within(version, { since: '2.19' }) ? (wanted.description ?? null) : wanted.name.trim(),
      hostname: wanted.hostname ?? hostnameFrom(wanted.name, id) + suffix,
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
      block_devices: mappings.map((mapping) => ({ id: world.ids.uuid(), ...mapping })),
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
      reservation_id,
      launch_index: index,
      before: null,
      snapshot_id: null,
      shelved_image_id: null,
      action_id: null,
    };
    await record(request, server, 'create', 'compute__do_build_and_run_instance');
    created.push(await rows.insert(servers, server));
    await begin(request, serverLifeCycle, id, 'build', 'new');
  }
  if (group) {
    await join(
      request,
      group,
      created.map(({ id }) => id),
    );
  }
  await use(request, caller.project_id ?? '', { instances: count, cores: count * flavor.vcpus, ram: count * flavor.ram });
  return { servers: created, adminPass };
}

const numbers = collection<{ id: string; last: number }>('compute_numbers');
/** Takes the numbers of so many servers. @returns the one before them */
async function numbered({ rows }: Context, count: number): Promise<number> {
  const last = (await rows.get(numbers, 'servers'))?.last ?? 0;
  await rows.update(numbers, { id: 'servers', last: last + count });
  return last;
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
