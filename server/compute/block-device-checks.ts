/** What can only be said of block devices once image and flavor are known. Follows `nova/compute/api.py: _validate_bdm, _get_volumes_for_bdms`. */
import { within } from '../../contracts/microversion.ts';
import { type Volume, reserve, snapshotForServer, typeMeant, volumeForServer } from '../block-storage/for-servers.ts';
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { imageForServer } from '../image/for-servers.ts';
import { type NewMapping, isEphemeral, isSwap, isVolume } from './block-device-mappings.ts';
import { invalid } from './block-device-requests.ts';
import { askCinder } from './cinder-client.ts';
import type { ServerFlavor } from './server-rows.ts';

/** By id. */
export type Volumes = ReadonlyMap<string, Volume>;
const BUSES: readonly string[] = ['fdc', 'ide', 'sata', 'scsi', 'usb', 'virtio', 'xen', 'lxc', 'uml'];
/** `max_local_block_devices` */
const MOST_LOCAL = 3;

/** The volumes that are there already. Throws 400 for one that is not. */
export async function volumesOf(request: Context, mappings: readonly NewMapping[]): Promise<Volumes> {
  const found = new Map<string, Volume>();
  for (const { volume_id } of mappings) {
    if (volume_id === null) continue;
    const volume = await volumeForServer(request, request.caller, volume_id);
    if (!volume) throw badRequest(`Volume ${volume_id} could not be found.`);
    found.set(volume_id, volume);
  }
  return found;
}

/** The devices of one server, with their sizes; its volumes are reserved. Throws 400. */
export async function checked(
  request: Context,
  { id, image_id }: { id: string; image_id: string | null },
  mappings: readonly NewMapping[],
  volumes: Volumes,
  flavor: ServerFlavor,
): Promise<NewMapping[]> {
  checkBootOrder(mappings);
  const all: NewMapping[] = [];
  for (const mapping of mappings) {
    all.push({ ...mapping, ...(await source(request, mapping, { id, image_id, volumes })) });
    if (mapping.disk_bus && !BUSES.includes(mapping.disk_bus)) throw badRequest('Block Device Mapping is Invalid.');
  }
  checkSizes(all, flavor);
  return all.map((mapping) => ({
    ...mapping,
    volume_size: mapping.volume_size ?? (isSwap(mapping) ? flavor.swap : isEphemeral(mapping) ? flavor.ephemeral : null),
  }));
}
function checkBootOrder(mappings: readonly NewMapping[]): void {
  const order = mappings
    .flatMap(({ boot_index }) => boot_index ?? [])
    .filter((index) => index >= 0)
    .toSorted((a, b) => a - b);
  if (order.length && order.every((index, n) => index === n)) return;
  throw invalid('Boot sequence for the instance and image/block device mapping combination is not valid.');
}

/** What is learned of a device from what it is made of. */
async function source(
  request: Context,
  mapping: NewMapping,
  { id, image_id, volumes }: { id: string; image_id: string | null; volumes: Volumes },
): Promise<Partial<NewMapping>> {
  const type = mapping.volume_type ? await typeNamed(request, mapping.volume_type) : {};
  if (mapping.image_id !== null) {
    if (mapping.image_id !== image_id && !(await imageForServer(request, request.caller, mapping.image_id)))
      throw invalid(`failed to get image ${mapping.image_id}.`);
    if (mapping.source_type === 'image' && isVolume(mapping) && !mapping.volume_size)
      throw badRequest("Images with destination_type 'volume' need to have a non-zero size specified");
  } else if (mapping.volume_id !== null) {
    const volume = volumes.get(mapping.volume_id);
    if (!volume) throw invalid(`failed to get volume ${mapping.volume_id}.`);
    checkMultiattach(request, volume);
    return { volume_size: volume.size, attachment_id: (await askCinder(request, reserve(request, volume, id), { prefix: 'Invalid volume: ' })).id };
  } else if (mapping.snapshot_id !== null) {
    const snapshot = await snapshotForServer(request, request.caller, mapping.snapshot_id);
    if (!snapshot) throw invalid(`failed to get snapshot ${mapping.snapshot_id}.`);
    return { ...type, volume_size: mapping.volume_size ?? snapshot.volume_size };
  } else if (mapping.source_type === 'blank' && isVolume(mapping) && !mapping.volume_size) {
    throw badRequest("Blank volumes (source: 'blank', dest: 'volume') need to have non-zero size");
  }
  return type;
}
async function typeNamed(request: Context, named: string): Promise<Partial<NewMapping>> {
  const type = await typeMeant(request, named);
  if (!type) throw badRequest(`Volume type ${named} could not be found.`);
  return { volume_type: type.name };
}
/** Throws 400 where the caller speaks of a time in which a volume had one server. */
export function checkMultiattach({ version }: Context, { multiattach }: Volume): void {
  if (!multiattach || within(version, { since: '2.60' })) return;
  throw badRequest('Multiattach volumes are only supported starting with compute API version 2.60.');
}

function checkSizes(mappings: readonly NewMapping[], flavor: ServerFlavor): void {
  const ephemeral = mappings.filter(isEphemeral).reduce((sum, { volume_size }) => sum + (volume_size || flavor.ephemeral), 0);
  if (ephemeral > flavor.ephemeral) {
    throw badRequest(
      'Ephemeral disks requested are larger than the instance type allows. If no size is given in one block device mapping, flavor ephemeral size will be used.',
    );
  }
  const swaps = mappings.filter(isSwap);
  if (swaps.length > 1) throw invalid('More than one swap drive requested.');
  if ((swaps[0]?.volume_size ?? 0) > flavor.swap) throw badRequest('Swap drive requested is larger than instance type allows.');
  if (mappings.filter(({ destination_type }) => destination_type === 'local').length > MOST_LOCAL)
    throw invalid('You specified more local devices than the limit allows');
}
