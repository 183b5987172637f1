/** What a creation comes to, once all that can be told beforehand is checked. Follows `nova/api/openstack/compute/servers.py: create` and `nova/compute/api.py: _create_instance`. */
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { checkSecurityGroups, resolve } from '../network/for-servers.ts';
import { type Volumes, volumesOf } from './block-device-checks.ts';
import { type NewMapping, rootOf } from './block-device-mappings.ts';
import { requestedDevices } from './block-device-requests.ts';
import { markExternal } from './external-networks.ts';
import { keyExists } from './keypairs.ts';
import { allowedServers, checkInjectedFiles, checkMetadata } from './quota.ts';
import { requestedNetworks } from './requested-networks.ts';
import { hintedGroup } from './server-affinity.ts';
import { blockDevices } from './server-block-devices.ts';
import { type BootSource, bootSource } from './server-boot-source.ts';
import { type Count, checkMany } from './server-count.ts';
import { flavorFor } from './server-flavor.ts';
import type { ServerGroup } from './server-groups.ts';
import { bootImage, checkBootImage } from './server-image.ts';
import { type Place, checkHosts, checkZone, placement } from './server-placement.ts';
import type { RequestedInterface, ServerFlavor } from './server-rows.ts';
import { boundsFor } from './user-quotas.ts';

/** The same for each server of the creation. */
export interface Plan {
  /** How many servers there will be. */
  count: number;
  place: Place;
  flavor: ServerFlavor;
  /** Undefined where nothing says what is booted. */
  image: BootSource | undefined;
  devices: NewMapping[];
  /** Those of the devices that are there already. */
  volumes: Volumes;
  interfaces: RequestedInterface[];
  /** As they are named. */
  securityGroups: string[];
  hints: Record<string, unknown>;
  group: ServerGroup | undefined;
}

/** Checks a creation, in upstream's order. Throws what upstream answers to what it does not like. */
export async function planFor(request: Context, body: ServerCreate, { min, max }: Count): Promise<Plan> {
  const { caller } = request;
  const { server: wanted } = body;
  const project = caller.project_id ?? '';
  const place = await placement(request, wanted);
  const requestedDisks = requestedDevices(request, wanted);
  if (!wanted.imageRef && !requestedDisks.devices.length) throw badRequest('Missing imageRef attribute');
  const networks = requestedNetworks(request, wanted.networks);
  const flavor = await flavorFor(request, wanted.flavorRef);
  checkMany(wanted, networks, max);
  await checkZone(request, place);
  if (!wanted.imageRef && wanted.trusted_image_certificates) throw badRequest('Image certificate validation is not supported when booting from volume');
  const image = await (wanted.imageRef ? bootImage(request, wanted.imageRef) : bootSource(request, requestedDisks));
  const securityGroups = [...new Set((wanted.security_groups ?? []).flatMap(({ name }) => name ?? []))];
  await checkSecurityGroups(request, caller, securityGroups);
  const interfaces = await markExternal(request, await resolve(request, caller, networks, max));
  if (wanted.key_name !== undefined && !(await keyExists(request, caller.user_id, wanted.key_name))) throw badRequest('Invalid key_name provided.');
  const devices = blockDevices(requestedDisks, { image, imageRef: wanted.imageRef?.toLowerCase(), flavor, max });
  await checkMetadata(request, project, wanted.metadata ?? {});
  await checkInjectedFiles(request, project, wanted.personality);
  if (image) checkBootImage(request, image, flavor, rootOf(devices));
  const hints = body['os:scheduler_hints'] ?? body['OS-SCH-HNT:scheduler_hints'] ?? {};
  const group = await hintedGroup(request, hints);
  await checkHosts(request, wanted);
  const count = allowedServers(await boundsFor(request, project, caller.user_id), flavor, min, max);
  const volumes = await volumesOf(request, devices);
  return { count, place, flavor, image, devices, volumes, interfaces, securityGroups, hints, group };
}
