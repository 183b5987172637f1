/** The checks of a creation, in upstream's order. `nova/api/openstack/compute/servers.py: create`, `nova/compute/api.py: _create_instance` */
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import { within } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import { collection } from '../core/store.ts';
import { checkSecurityGroups, resolve } from '../network/for-servers.ts';
import { markExternal } from './external-networks.ts';
import { record } from './instance-action-rows.ts';
import { keyExists } from './keypairs.ts';
import { allowedServers, checkInjectedFiles, checkMetadata, use } from './quota.ts';
import { hintedGroup, join } from './server-affinity.ts';
import { checked, volumesOf } from './block-device-checks.ts';
import { rootOf } from './block-device-mappings.ts';
import { requestedDevices } from './block-device-requests.ts';
import { blockDevices } from './server-block-devices.ts';
import { type NetworkRequest, requestedNetworks } from './requested-networks.ts';
import { bootSource } from './server-boot-source.ts';
import { flavorFor } from './server-flavor.ts';
import { bootImage, checkBootImage, imageOfServer } from './server-image.ts';
import { serverLifeCycle } from './server-lifecycle.ts';
import { checkHosts, checkZone, placement } from './server-placement.ts';
import { POWER, type ServerRow, servers } from './server-rows.ts';
import { boundsFor } from './user-quotas.ts';

type Wanted = ServerCreate['server'];

/** Makes the rows of one creation, building. Throws what upstream answers to what it does not like. */
export async function createServers(request: Context, body: ServerCreate): Promise<{ servers: ServerRow[]; adminPass: string }> {
  const { caller, version, world, rows, now } = request;
  const { server: wanted } = body;
  const [min, max] = counts(wanted);
  const adminPass = wanted.adminPass ?? world.ids.password();
  request.enforce();
  const zone = await placement(request, wanted);
  const requestedDisks = requestedDevices(request, wanted);
  if (!wanted.imageRef && !requestedDisks.devices.length) throw badRequest('Missing imageRef attribute');
  const requested = requestedNetworks(request, wanted.networks);
  const flavor = await flavorFor(request, wanted.flavorRef);
  checkMany(wanted, requested, max);
  await checkZone(request, zone);
  if (!wanted.imageRef && wanted.trusted_image_certificates) throw badRequest('Image certificate validation is not supported when booting from volume');
  const image = await (wanted.imageRef ? bootImage(request, wanted.imageRef) : bootSource(request, requestedDisks));
  const securityGroups = [...new Set((wanted.security_groups ?? []).flatMap(({ name }) => name ?? []))];
  await checkSecurityGroups(request, caller, securityGroups);
  const interfaces = await markExternal(request, await resolve(request, caller, requested, max));
  if (wanted.key_name !== undefined && !(await keyExists(request, caller.user_id, wanted.key_name))) throw badRequest('Invalid key_name provided.');
  const devices = blockDevices(requestedDisks, { image, imageRef: wanted.imageRef?.toLowerCase(), flavor, max });
  await checkMetadata(request, caller.project_id ?? '', wanted.metadata ?? {});
  await checkInjectedFiles(request, caller.project_id ?? '', wanted.personality);
  if (image) checkBootImage(request, image, flavor, rootOf(devices));
  const hints = body['os:scheduler_hints'] ?? body['OS-SCH-HNT:scheduler_hints'] ?? {};
  const group = await hintedGroup(request, hints);
  await checkHosts(request, wanted);
  const count = allowedServers(await boundsFor(request, caller.project_id ?? '', caller.user_id), flavor, min, max);
  const volumes = await volumesOf(request, devices);

  const reservation_id = `r-${world.ids.hex().slice(0, 8)}`;
  const newest = await numbered(request, count);
  const created: ServerRow[] = [];
  for (let index = 0; index < count; index++) {
    const id = world.ids.uuid();
    const mappings = await checked(request, { id, image_id: image?.id ?? null }, devices, volumes, flavor);
    const suffix = max > 1 ? `-${index + 1}` : '';
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
      pinned_availability_zone: zone.zone ?? null,
      requested_host: zone.host ?? null,
      requested_node: zone.node ?? null,
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

function counts({ min_count, max_count }: Wanted): [min: number, max: number] {
  const min = min_count ?? 1;
  const max = max_count ?? min;
  if (min > max) throw badRequest('min_count must be <= max_count');
  return [min, max];
}

function checkMany({ hostname }: Wanted, requested: NetworkRequest, max: number): void {
  if (max < 2) return;
  for (const { network_id, fixed_ip, port_id } of Array.isArray(requested) ? requested : []) {
    if (network_id && fixed_ip) throw badRequest('Failed to launch instances: max_count cannot be greater than 1 if an fixed_ip is specified.');
    if (port_id)
      throw badRequest(
        'Failed to launch instances: Unable to launch multiple instances with a single configured port ID. Please launch your instance one by one with different ports.',
      );
  }
  if (hostname) throw badRequest('Unable to allocate a single hostname to multiple instances');
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
