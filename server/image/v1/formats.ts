/** Which formats go together. `glance/api/v1/images.py: validate_image_meta` of 2014 */
import { badRequest } from '../../core/errors.ts';

const DISK = ['ami', 'ari', 'aki', 'vhd', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso'];
const CONTAINER = ['ami', 'ari', 'aki', 'bare', 'ovf', 'ova'];
const AMAZON = ['aki', 'ari', 'ami'];

interface Formats {
  name?: unknown;
  disk_format?: unknown;
  container_format?: unknown;
}
/** Throws 400. An image of Amazon's kind may say only one of the two. */
export function checkFormats({ name, disk_format: disk, container_format: container }: Formats): void {
  if (disk && !DISK.includes(String(disk))) throw badRequest(`Invalid disk format '${String(disk)}' for image.`);
  if (container && !CONTAINER.includes(String(container))) throw badRequest(`Invalid container format '${String(container)}' for image.`);
  if (typeof name === 'string' && name.length > 255) throw badRequest(`Image name too long: ${name.length}`);
  const mixed = disk && container && disk !== container && [disk, container].some((format) => AMAZON.includes(String(format)));
  if (!mixed) return;
  throw badRequest(
    "Invalid mix of disk and container formats. When setting a disk or container format to one of 'aki', 'ari', or 'ami', the container and disk formats must match.",
  );
}
