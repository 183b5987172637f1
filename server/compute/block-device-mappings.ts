/** A server's disks, as Nova keeps them and as it makes them of what a request, an image and a flavor say. `nova/objects/block_device.py`, `nova/block_device.py` */

export interface BlockDeviceMapping {
  /** `bdm_uuid` */
  id: string;
  /** Null where a device is only said not to be there. */
  source_type: 'volume' | 'image' | 'snapshot' | 'blank' | null;
  destination_type: 'local' | 'volume' | null;
  /** 0 is the root; negative or null cannot be booted from. */
  boot_index: number | null;
  /** With `/dev/`; null until the server is built. */
  device_name: string | null;
  delete_on_termination: boolean;
  guest_format: string | null;
  device_type: string | null;
  disk_bus: string | null;
  tag: string | null;
  /** By its name or its id, as it was asked for. */
  volume_type: string | null;
  /** GiB; MiB of swap */
  volume_size: number | null;
  image_id: string | null;
  snapshot_id: string | null;
  volume_id: string | null;
  /** Cinder's, once the volume is reserved. */
  attachment_id: string | null;
  no_device: boolean | null;
}
/** One that no server has yet. */
export type NewMapping = Omit<BlockDeviceMapping, 'id'>;

export const newMapping = (rest: Partial<NewMapping>): NewMapping => ({
  source_type: null,
  destination_type: null,
  boot_index: null,
  device_name: null,
  delete_on_termination: false,
  guest_format: null,
  device_type: null,
  disk_bus: null,
  tag: null,
  volume_type: null,
  volume_size: null,
  image_id: null,
  snapshot_id: null,
  volume_id: null,
  attachment_id: null,
  no_device: null,
  ...rest,
});
const local = { destination_type: 'local', device_type: 'disk', delete_on_termination: true } as const;
/** The root disk of a server that boots from an image. */
export const imageMapping = (image_id: string): NewMapping => newMapping({ ...local, source_type: 'image', image_id, boot_index: 0 });
const blankMapping = (volume_size: number, guest_format: string | null): NewMapping =>
  newMapping({ ...local, source_type: 'blank', boot_index: -1, volume_size, guest_format });

export const isSwap = ({ source_type, destination_type, guest_format }: NewMapping): boolean =>
  source_type === 'blank' && destination_type === 'local' && guest_format === 'swap';
export const isEphemeral = (mapping: NewMapping): boolean => mapping.source_type === 'blank' && mapping.destination_type === 'local' && !isSwap(mapping);
export const isVolume = ({ destination_type }: NewMapping): boolean => destination_type === 'volume';
export const rootOf = <T extends NewMapping>(mappings: readonly T[]): T | undefined => mappings.find(({ boot_index }) => boot_index === 0);
/** Its root disk is a volume. */
export const isVolumeBacked = ({ block_devices, image_id }: { block_devices: readonly NewMapping[]; image_id: string | null }): boolean => {
  const root = rootOf(block_devices);
  return root ? isVolume(root) : image_id === null;
};

export const stripDev = (device: string): string => device.replace(/^\/dev\//, '');
export const prependDev = (device: string): string => `/dev/${stripDev(device)}`;
/** `/dev/vdb1` is b. */
export const letterOf = (device: string): string =>
  stripDev(device)
    .replace(/^(?:x?v|s|h)d/, '')
    .replaceAll(/\d+/g, '');

/** What the flavor has of swap and ephemeral disks, unless they are asked for otherwise. */
export function withFlavorDisks(mappings: readonly NewMapping[], flavor: { ephemeral: number; swap: number }): NewMapping[] {
  const all = [...mappings];
  if (flavor.ephemeral && !mappings.some(isEphemeral)) all.push(blankMapping(flavor.ephemeral, null));
  if (flavor.swap && !mappings.some(isSwap)) all.push(blankMapping(flavor.swap, 'swap'));
  return all;
}
/** Both lists, the first one's devices instead of the second one's of the same name. */
export function merged(overriding: readonly NewMapping[], others: readonly NewMapping[]): NewMapping[] {
  const names = new Set(overriding.flatMap(({ device_name }) => device_name ?? []));
  return [...overriding, ...others.filter(({ device_name }) => device_name === null || !names.has(device_name))];
}
