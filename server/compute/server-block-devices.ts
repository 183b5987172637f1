/** The block devices that a creation asks for. `nova/block_device.py`, `nova/compute/api.py: _validate_bdm`. There is no block storage to take volumes from. */
import type { BlockDevice } from '../../contracts/compute/server-types.ts';
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import type { Context } from '../core/context.ts';
import { badRequest, notImplemented } from '../core/errors.ts';
import { imageForServer } from '../image/for-servers.ts';
import type { ServerFlavor } from './server-rows.ts';

const invalid = (details: string) => badRequest(`Block Device Mapping is Invalid: ${details}`);

/** In the newer of the two forms. Throws 400 for what makes no sense. */
export function blockDevices(request: Context, wanted: ServerCreate['server']): BlockDevice[] {
  const legacy = wanted.block_device_mapping ?? [];
  const devices: readonly BlockDevice[] = wanted.block_device_mapping_v2 ?? [];
  if (legacy.length && devices.length) throw badRequest('Using different block_device_mapping syntaxes is not allowed in the same request.');
  for (const device of devices) check(device, Boolean(wanted.imageRef));
  const all = legacy.length ? fromLegacy(legacy, wanted.imageRef) : [...devices];
  if (all.length) request.enforce(undefined, 'os_compute_api:servers:create:attach_volume');
  return all;
}

function check({ source_type, uuid, destination_type, no_device, boot_index, ...rest }: BlockDevice, withImage: boolean): void {
  if (no_device) return;
  if (source_type === 'blank' && uuid) throw invalid('Invalid device UUID.');
  if (source_type !== 'blank' && !uuid) throw invalid('Missing device UUID.');
  if (source_type === 'image' && destination_type === 'local' && !(withImage && boot_index === 0)) throw invalid('Mapping image to local is not supported.');
  const type = 'volume_type' in rest && rest.volume_type;
  if (destination_type === 'local' && type) throw invalid('Specifying a volume_type with destination_type=local is not supported.');
  if (source_type === 'volume' && type) throw invalid('Specifying volume type to existing volume is not supported.');
  if (source_type === undefined) throw invalid('Some required fields are missing');
}

type Legacy = NonNullable<ServerCreate['server']['block_device_mapping']>;
function fromLegacy(legacy: Legacy, imageRef: string | undefined): BlockDevice[] {
  const devices = legacy.map((device, n): BlockDevice => {
    const { virtual_name, volume_id, snapshot_id, no_device, ...rest } = device;
    const common = { ...rest, boot_index: !imageRef && n === 0 ? 0 : -1 };
    if (virtual_name === 'swap' || virtual_name?.startsWith('ephemeral')) {
      return { ...common, source_type: 'blank', destination_type: 'local', ...(virtual_name === 'swap' && { guest_format: 'swap' }) };
    }
    if (snapshot_id) return { ...common, source_type: 'snapshot', destination_type: 'volume', uuid: snapshot_id };
    if (volume_id) return { ...common, source_type: 'volume', destination_type: 'volume', uuid: volume_id };
    if (no_device) return { ...common, no_device };
    throw invalid('Unrecognized legacy format.');
  });
  return imageRef ? [{ source_type: 'image', destination_type: 'local', uuid: imageRef, boot_index: 0 }, ...devices] : devices;
}

/** What can only be said once image and flavor are known. Throws 400, and 501 for what needs volumes. */
export async function checkDevices(request: Context, devices: readonly BlockDevice[], imageRef: string | undefined, flavor: ServerFlavor): Promise<void> {
  if (!devices.length) return;
  for (const { source_type, uuid } of devices) {
    if (source_type === 'volume') throw imageRef ? badRequest(`Volume ${uuid} could not be found.`) : invalid(`failed to get volume ${uuid}.`);
    if (source_type === 'snapshot') throw invalid(`failed to get snapshot ${uuid}.`);
  }
  const order = devices
    .flatMap(({ boot_index }) => boot_index ?? [])
    .filter((index) => index >= 0)
    .toSorted((a, b) => a - b);
  if (!order.length || order.some((index, n) => index !== n)) {
    throw invalid('Boot sequence for the instance and image/block device mapping combination is not valid.');
  }
  for (const { source_type, uuid, destination_type, volume_size } of devices) {
    if (source_type === 'image' && uuid !== imageRef && !(await imageForServer(request, request.caller, uuid ?? '')))
      throw invalid(`failed to get image ${uuid}.`);
    if (destination_type !== 'volume') continue;
    if (!volume_size)
      throw badRequest(`${source_type === 'image' ? 'Images' : 'Blank volumes'} with destination_type 'volume' need to have a non-zero size specified`);
    throw notImplemented('Booting from a volume is not emulated.');
  }
  checkSizes(devices, flavor);
}
function checkSizes(devices: readonly BlockDevice[], flavor: ServerFlavor): void {
  const blanks = devices.filter(({ source_type, destination_type }) => source_type === 'blank' && destination_type === 'local');
  const swaps = blanks.filter(({ guest_format }) => guest_format === 'swap');
  const ephemerals = blanks.filter(({ guest_format }) => guest_format !== 'swap');
  const total = ephemerals.reduce((sum, { volume_size }) => sum + (volume_size ?? flavor.ephemeral), 0);
  if (total > flavor.ephemeral) {
    throw badRequest(
      'Ephemeral disks requested are larger than the instance type allows. If no size is given in one block device mapping, flavor ephemeral size will be used.',
    );
  }
  if (swaps.length > 1) throw invalid('More than one swap drive requested.');
  if ((swaps[0]?.volume_size ?? 0) > flavor.swap) throw badRequest('Swap drive requested is larger than instance type allows.');
  if (devices.filter(({ destination_type }) => destination_type === 'local').length > 3)
    throw invalid('You specified more local devices than the limit allows');
}
