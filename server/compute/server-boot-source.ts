/** What a server boots from where no image is named: an image that a volume is to be made of, or what a volume has kept of its image. `nova/block_device.py: get_bdm_image_metadata` */
import { imageProperties, snapshotForServer, volumeForServer } from '../block-storage/for-servers.ts';
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { type Image, imageForServer } from '../image/for-servers.ts';
import { type RequestedDevices, bootCandidates, invalid } from './block-device-requests.ts';

export interface BootSource extends Pick<Image, 'status' | 'size' | 'min_ram' | 'min_disk' | 'properties'> {
  /** Null where it is a volume. */
  id: string | null;
}
const GIB = 2 ** 30;

/** Undefined where nothing says what it is. Throws 400. */
export async function bootSource(request: Context, devices: RequestedDevices): Promise<BootSource | undefined> {
  for (const { image_id, volume_id, snapshot_id } of bootCandidates(devices)) {
    const snapshot = snapshot_id === null ? undefined : await snapshotForServer(request, request.caller, snapshot_id);
    if (snapshot_id !== null && !snapshot) throw badRequest(`Snapshot ${snapshot_id} could not be found.`);
    if (image_id !== null) {
      const image = await imageForServer(request, request.caller, image_id.toLowerCase());
      if (!image) throw invalid(`failed to get image ${image_id}.`);
      return { ...image, id: null };
    }
    const id = snapshot?.volume_id ?? volume_id;
    if (id !== null) return fromVolume(request, id);
  }
  return undefined;
}
async function fromVolume(request: Context, id: string): Promise<BootSource> {
  const volume = await volumeForServer(request, request.caller, id);
  if (!volume) throw invalid(`failed to get volume ${id}.`);
  if (!volume.bootable) throw badRequest(`Block Device ${id} is not bootable.`);
  const { min_ram = 0, min_disk = 0 } = volume.image_metadata;
  const properties = imageProperties(volume.image_metadata);
  return { id: null, status: 'active', size: volume.size * GIB, min_ram: Number(min_ram), min_disk: Number(min_disk), properties };
}
