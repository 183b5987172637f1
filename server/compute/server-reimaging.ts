/** Images and servers whose root is a volume. Follows `nova/compute/api.py: rebuild, rescue, _check_volume_status`. */
import { within } from '../../contracts/microversion.ts';
import { anyVolume, fillAnew } from '../block-storage/for-servers.ts';
import type { Context } from '../core/context.ts';
import { badRequest, conflict } from '../core/errors.ts';
import { type Image, imageForServer } from '../image/for-servers.ts';
import { isVolumeBacked, rootOf } from './block-device-mappings.ts';
import type { ServerRow } from './server-rows.ts';

/** Since 2.93 the volume can be filled with another image. Throws 400. */
export async function checkReimage(request: Context, server: ServerRow, image: Image, certificates: unknown): Promise<void> {
  if (certificates) throw badRequest('Image certificate validation is not supported for volume-backed servers.');
  const volume = await rootVolume(request, server);
  if (volume?.image_metadata['image_id'] === image.id || within(request.version, { since: '2.93' })) return;
  throw badRequest(`Image ${image.id} is unacceptable: Unable to rebuild with a different image for a volume-backed server.`);
}
/** Fills the root volume with an image, where that is another one or Nova was asked to. */
export async function reimage(request: Context, server: ServerRow, image: Image): Promise<void> {
  const volume = await rootVolume(request, server);
  if (volume && within(request.version, { since: '2.93' })) await fillAnew(request, volume, image);
}
async function rootVolume(request: Context, { block_devices }: ServerRow) {
  const id = rootOf(block_devices)?.volume_id ?? null;
  return id === null ? undefined : anyVolume(request, id);
}

/** Throws 400, or 409 where `wrong` says so, for a volume that the server should have and has not. */
export async function checkAttached(request: Context, { block_devices }: ServerRow, wrong = badRequest): Promise<void> {
  for (const { volume_id } of block_devices) {
    if (volume_id === null) continue;
    const { status } = await anyVolume(request, volume_id);
    if (status !== 'in-use') throw wrong(`Invalid volume: volume '${volume_id}' status must be 'in-use'. Currently in '${status}' status`);
  }
}

/** Since 2.87 a server with a root volume can be rescued, by an image that says how. No host of this cloud can do it. Throws 400 or 409. */
export async function checkRescue(request: Context, server: ServerRow, imageRef: string | undefined): Promise<void> {
  const image = imageRef === undefined ? undefined : await imageForServer(request, request.caller, imageRef.toLowerCase());
  if (imageRef !== undefined && (!image || 'block_device_mapping' in image.properties))
    throw badRequest(`Requested rescue image '${imageRef}' is not supported`);
  await checkAttached(request, server, conflict);
  if (!isVolumeBacked(server)) return;
  const properties = image?.properties ?? server.image_properties;
  const told = within(request.version, { since: '2.87' }) && 'hw_rescue_bus' in properties && 'hw_rescue_device' in properties;
  const reason = told ? 'Host unable to rescue a volume-backed instance' : 'Cannot rescue a volume-backed instance';
  throw badRequest(`Instance ${server.id} cannot be rescued: ${reason}`);
}
