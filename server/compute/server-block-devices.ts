/** The block devices of a server that is created: what the request, the image and the flavor say, together. Follows `nova/compute/api.py: _check_and_transform_bdm`. */
import { z } from 'zod';
import { badRequest } from '../core/errors.ts';
import { type NewMapping, isVolume, merged, newMapping, rootOf, stripDev, withFlavorDisks } from './block-device-mappings.ts';
import { type RequestedDevices, fromOlderForm } from './block-device-requests.ts';
import type { BootSource } from './server-boot-source.ts';
import type { ServerFlavor } from './server-rows.ts';

interface Ingredients {
  image: Pick<BootSource, 'properties'> | undefined;
  imageRef: string | undefined;
  flavor: ServerFlavor;
  /** How many servers there may be. */
  max: number;
}
/** Throws 400. */
export function blockDevices(requested: RequestedDevices, { image, imageRef, flavor, max }: Ingredients): NewMapping[] {
  const rootName = image?.properties['root_device_name'] ?? 'vda';
  if (imageRef && requested.form === 'newer') checkRootName(requested.devices, rootName);
  const ofImage = imageDevices(image?.properties ?? {}, rootName);
  const rooted = rootOf(ofImage) !== undefined;
  const wanted =
    requested.form === 'older'
      ? fromOlderForm(requested.devices, imageRef, rootName, rooted)
      : // what clients put in for the image they name gives way to what that image says of its root
        requested.devices.filter(({ boot_index, source_type }) => !(rooted && boot_index === 0 && source_type === 'image'));
  const all = merged(wanted, ofImage);
  if (max > 1 && all.some(({ source_type }) => source_type === 'volume')) throw badRequest('Cannot attach one or more volumes to multiple instances');
  return withFlavorDisks(all, flavor);
}
function checkRootName(devices: readonly NewMapping[], rootName: string): void {
  if (devices.some((device) => isVolume(device) && stripDev(device.device_name ?? '') === rootName))
    throw badRequest(`The volume cannot be assigned the same device name as the root device ${rootName}`);
}

const text = z.string().nullish().catch(null);
/** As a snapshot of a server has them; what is not understood is as if it were not there. */
const Mappings = z.array(
  z.looseObject({
    source_type: z.enum(['volume', 'image', 'snapshot', 'blank']).nullish().catch(null),
    destination_type: z.enum(['local', 'volume']).nullish().catch(null),
    boot_index: z.int().nullish().catch(null),
    device_name: text,
    delete_on_termination: z.boolean().nullish().catch(null),
    guest_format: text,
    device_type: text,
    disk_bus: text,
    tag: text,
    volume_type: text,
    volume_size: z.int().nullish().catch(null),
    image_id: text,
    snapshot_id: text,
    volume_id: text,
    virtual_name: text,
  }),
);
/** The devices that an image says. */
function imageDevices(properties: Record<string, string>, rootName: string): NewMapping[] {
  const { block_device_mapping, bdm_v2 } = properties;
  if (block_device_mapping === undefined) return [];
  const devices = Mappings.parse(JSON.parse(block_device_mapping));
  const defined = devices.map(({ virtual_name: _virtual, ...device }) => Object.fromEntries(Object.entries(device).filter(([, value]) => value != null)));
  return bdm_v2 ? defined.map((device) => newMapping(device)) : fromOlderForm(defined, undefined, rootName, false);
}
