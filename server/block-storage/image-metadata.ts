/** What volumes have of images. */
import { badRequest } from '../core/errors.ts';
import type { Image } from '../image/for-servers.ts';
import { invalidInput } from './faults.ts';

const GIB = 2 ** 30;

/** Throws 400 for an image that a volume of this size cannot have. `cinder/volume/volume_utils.py: check_image_metadata` */
export function checkImage({ id, status, size, min_disk, virtual_size }: Image, volumeSize: number): void {
  if (status !== 'active') throw invalidInput(`Image ${id} is not active.`);
  const gigabytes = Math.ceil((size ?? 0) / GIB);
  if (gigabytes > volumeSize) throw invalidInput(`Size of specified image ${gigabytes}GB is larger than volume size ${volumeSize}GB.`);
  if (volumeSize < min_disk) throw invalidInput(`Volume size ${volumeSize}GB cannot be smaller than the image minDisk size ${min_disk}GB.`);
  const virtual = Math.ceil((virtual_size ?? 0) / GIB);
  if (virtual > volumeSize)
    throw badRequest(`Image ${id} is unacceptable: Image virtual size is ${virtual}GB and doesn't fit in a volume of size ${volumeSize}GB.`);
}

/** What a volume keeps of its image. */
export const imageMetadata = ({ id, name, checksum, container_format, disk_format, min_disk, min_ram, size, properties }: Image): Record<string, string> => ({
  image_id: id,
  image_name: name ?? '',
  ...properties,
  checksum: checksum ?? '',
  container_format: container_format ?? '',
  disk_format: disk_format ?? '',
  min_disk: String(min_disk),
  min_ram: String(min_ram),
  size: String(size ?? 0),
});
const MEMBERS = ['image_id', 'image_name', 'checksum', 'container_format', 'disk_format', 'min_disk', 'min_ram', 'size'];
/** Of this metadata what are the image's properties. */
export const imageProperties = (metadata: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).filter(([name]) => !MEMBERS.includes(name)));
