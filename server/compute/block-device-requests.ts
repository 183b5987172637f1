/**
 * The block devices that the creation of a server asks for, in the older form or the newer one.
 * Follows `nova/api/openstack/compute/servers.py: _process_bdms_for_create` and `nova/block_device.py: from_api, from_legacy_mapping`.
 */
import type { BlockDevice } from '../../contracts/compute/server-types.ts';
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { type NewMapping, imageMapping, letterOf, newMapping, prependDev, stripDev } from './block-device-mappings.ts';

type Wanted = ServerCreate['server'];
type Legacy = NonNullable<Wanted['block_device_mapping']>[number];
/** As asked for: only the newer form can be understood without the image. */
export type RequestedDevices = { form: 'older'; devices: readonly Legacy[] } | { form: 'newer'; devices: readonly NewMapping[] };

export const invalid = (details: string) => badRequest(`Block Device Mapping is Invalid: ${details}`);

/** Throws 400 for what makes no sense by itself, 403 where the caller may not attach volumes. */
export function requestedDevices(request: Context, wanted: Wanted): RequestedDevices {
  const older = wanted.block_device_mapping ?? [];
  const newer: readonly BlockDevice[] = wanted.block_device_mapping_v2 ?? [];
  if (older.length && newer.length) throw badRequest('Using different block_device_mapping syntaxes is not allowed in the same request.');
  const devices = newer.map((device) => fromRequest(device, Boolean(wanted.imageRef)));
  if (older.length || newer.length) request.enforce(undefined, 'os_compute_api:servers:create:attach_volume');
  return newer.length ? { form: 'newer', devices } : { form: 'older', devices: older };
}

function fromRequest(device: BlockDevice, withImage: boolean): NewMapping {
  const { source_type, uuid, destination_type, no_device, boot_index = null } = device;
  const volume_type = 'volume_type' in device ? (device.volume_type ?? null) : null;
  if (!no_device) {
    if (source_type === 'blank' && uuid) throw invalid('Invalid device UUID.');
    if (source_type !== 'blank' && !uuid) throw invalid('Missing device UUID.');
    if (source_type === 'image' && destination_type === 'local' && !(withImage && boot_index === 0)) throw invalid('Mapping image to local is not supported.');
    if (destination_type === 'local' && volume_type) throw invalid('Specifying a volume_type with destination_type=local is not supported.');
    if (source_type === 'volume' && volume_type) throw invalid('Specifying volume type to existing volume is not supported.');
    if (source_type === undefined) throw invalid('Some required fields are missing');
  }
  const named = (source: typeof source_type): string | null => (source_type === source && !no_device ? uuid : undefined) ?? null;
  return newMapping({
    ...common(device),
    source_type: source_type ?? null,
    destination_type: destination_type ?? null,
    boot_index,
    guest_format: device.guest_format ?? null,
    device_type: device.device_type ?? null,
    disk_bus: device.disk_bus ?? null,
    tag: 'tag' in device ? (device.tag ?? null) : null,
    volume_type,
    image_id: named('image') ?? device.image_id ?? null,
    snapshot_id: named('snapshot') ?? device.snapshot_id ?? null,
    volume_id: named('volume') ?? device.volume_id ?? null,
  });
}
const common = ({ device_name, delete_on_termination, volume_size, no_device }: Legacy): Partial<NewMapping> => ({
  device_name: device_name ? prependDev(device_name) : null,
  delete_on_termination: boolFromString(delete_on_termination ?? false) === true,
  volume_size: volume_size ?? null,
  no_device: no_device ? true : null,
});

/** The older form in terms of the newer one. Throws 400. @param rooted the image says by itself what the root is */
export function fromOlderForm(devices: readonly Legacy[], imageRef: string | undefined, rootName: string, rooted: boolean): NewMapping[] {
  const mappings = devices.map((device) => {
    const mapping = newMapping({ ...common(device), ...sourceOf(device) });
    if (rooted) return { ...mapping, boot_index: -1 };
    const root = ['volume', 'snapshot'].includes(mapping.source_type ?? '') && stripDev(mapping.device_name ?? '') === stripDev(rootName);
    return { ...mapping, boot_index: root ? 0 : mapping.no_device ? null : -1 };
  });
  return imageRef && !rooted && !mappings.some(({ boot_index }) => boot_index === 0) ? [imageMapping(imageRef), ...mappings] : mappings;
}
function sourceOf({ virtual_name, snapshot_id, volume_id, no_device }: Legacy): Partial<NewMapping> {
  const ids = { snapshot_id: snapshot_id ?? null, volume_id: volume_id ?? null };
  if (virtual_name === 'swap' || /^ephemeral(\d|[1-9]\d+)$/.test(virtual_name ?? '')) {
    const guest_format = virtual_name === 'swap' ? 'swap' : null;
    return { ...ids, source_type: 'blank', destination_type: 'local', delete_on_termination: true, guest_format };
  }
  if (snapshot_id) return { ...ids, source_type: 'snapshot', destination_type: 'volume' };
  if (volume_id) return { ...ids, source_type: 'volume', destination_type: 'volume' };
  if (no_device) return ids;
  throw invalid('Unrecognized legacy format.');
}

/** Those that may be the root, to tell what is booted. */
export function bootCandidates({ form, devices }: RequestedDevices): readonly Pick<NewMapping, 'image_id' | 'volume_id' | 'snapshot_id'>[] {
  if (form === 'newer') return devices.filter(({ boot_index }) => boot_index === 0);
  const first = devices.filter(({ device_name = '' }) => letterOf(device_name) === 'a');
  return first.map(({ volume_id = null, snapshot_id = null }) => ({ image_id: null, volume_id, snapshot_id }));
}
