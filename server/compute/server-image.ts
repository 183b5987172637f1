/** The image that a server boots from. `nova/compute/api.py: _validate_flavor_image`, `nova/utils.py: get_system_metadata_from_image` */
import type { Context } from '../core/context.ts';
import { badRequest, forbidden } from '../core/errors.ts';
import { type Image, type Snapshot, imageForServer } from '../image/for-servers.ts';
import { type NewMapping, isVolume } from './block-device-mappings.ts';
import type { BootSource } from './server-boot-source.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

/** Throws 400 when the caller cannot see it. */
export async function bootImage(request: Context, id: string, missing = 'Can not find requested image'): Promise<Image> {
  const image = await imageForServer(request, request.caller, id.toLowerCase());
  if (!image) throw badRequest(missing);
  return image;
}
const GIB = 2 ** 30;
/** Throws 400 when image and flavor do not go together. */
export function checkBootImage(request: Context, image: BootSource, flavor: ServerFlavor, root: NewMapping | undefined): void {
  if (image.status !== 'active') throw badRequest(`Image ${image.id ?? 'None'} is not active.`);
  checkSize(request, image, flavor, root);
}
/** @param root its root disk, which may be a volume; without one it is the flavor's */
export function checkSize(request: Context, image: Pick<Image, 'size' | 'min_ram' | 'min_disk'>, flavor: ServerFlavor, root?: NewMapping): void {
  if (flavor.ram < image.min_ram) throw badRequest("Flavor's memory is too small for requested image.");
  if (root && isVolume(root)) {
    const size = root.volume_size === null ? Infinity : root.volume_size * GIB;
    if (image.min_disk * GIB <= size) return;
    const least = `Volume size is ${size} bytes, minimum size is ${image.min_disk * GIB} bytes.`;
    throw badRequest(`Volume is smaller than the minimum size specified in image metadata. ${least}`);
  }
  const disk = flavor.disk * GIB;
  if (disk === 0) {
    if (!request.may('os_compute_api:servers:create:zero_disk_flavor')) throw forbidden('Only volume-backed servers are allowed for flavors with zero disk.');
    return;
  }
  if ((image.size ?? 0) > disk) {
    throw badRequest(`Flavor's disk is too small for requested image. Flavor disk is ${disk} bytes, image is ${image.size} bytes.`);
  }
  if (image.min_disk * GIB > disk) {
    throw badRequest(
      `Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is ${disk} bytes, minimum size is ${image.min_disk * GIB} bytes.`,
    );
  }
}

/** What a server keeps of its image. */
export function imageOfServer(
  image: BootSource | undefined,
): Pick<ServerRow, 'image_id' | 'image_properties' | 'image_facts' | 'kernel_id' | 'ramdisk_id' | 'root_device_name'> {
  if (!image) return { image_id: null, image_properties: {}, image_facts: null, kernel_id: '', ramdisk_id: '', root_device_name: null };
  const { id, properties, min_ram, min_disk } = image;
  const { kernel_id = '', ramdisk_id = '', root_device_name = null } = properties;
  const known = Object.entries(properties).filter(([key]) =>
    /^(hw|img|os|hypervisor|traits|vm|architecture|cinder|config|instance|requires|bdm_v2$|root_device_name$)/.test(key),
  );
  return {
    image_id: id,
    image_properties: Object.fromEntries(known),
    image_facts: { min_ram, min_disk },
    kernel_id: kernel_id === 'nokernel' ? '' : kernel_id,
    ramdisk_id: kernel_id === 'nokernel' ? '' : ramdisk_id,
    root_device_name,
  };
}

/** A snapshot knows where it comes from. `nova/compute/utils.py: create_image` */
export function snapshotOf(server: ServerRow, name: string, metadata: Record<string, string>): Snapshot {
  const { id, user_id, image_facts, flavor, image_properties, boot_properties } = server;
  return {
    name,
    project_id: server.project_id,
    virtual_size: flavor.disk * 2 ** 30,
    min_ram: image_facts?.min_ram ?? 0,
    min_disk: Math.max(image_facts?.min_disk ?? 0, flavor.disk),
    properties: {
      ...image_properties,
      ...boot_properties,
      instance_uuid: id,
      user_id,
      image_type: 'snapshot',
      ...metadata,
    },
  };
}
