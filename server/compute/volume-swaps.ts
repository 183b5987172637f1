/**
 * Changes of an attachment: of what may change, or of the volume itself, which block storage asks for while it moves it.
 * Follows `nova/api/openstack/compute/volume_attachments.py: update` and `nova/compute/api.py: swap_volume`.
 */
import { demands } from '../../contracts/compute/server-demands.ts';
import { type Volume, attachmentsByVolume, beginDetaching, reserve, volumeForServer } from '../block-storage/for-servers.ts';
import type { Context } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import type { BlockDeviceMapping } from './block-device-mappings.ts';
import { askCinder } from './cinder-client.ts';
import { checkState } from './server-checks.ts';
import { type ServerRow, servers } from './server-rows.ts';
import { checkUnattached } from './volume-holders.ts';
import { volumeNamed } from './volume-lookup.ts';
import { beginTask } from './volume-tasks.ts';

/** As the newest body has them. */
export interface Changes {
  id?: string;
  serverId?: string;
  device?: string | null;
  tag?: string;
  delete_on_termination?: boolean;
}
const unmapped = (id: string): Error => notFound(`No volume Block Device Mapping with id ${id}.`);

/** Whether the volume goes with its server may change, nothing else. Throws 400 or 404. */
export async function update(request: Context, server: ServerRow, volumeId: string, wanted: Changes): Promise<void> {
  const device = mappingOf(server, volumeId);
  const fixed = { id: volumeId, serverId: server.id, device: device.device_name, tag: device.tag };
  for (const [name, value] of Object.entries(fixed) as [keyof typeof fixed, string | null][]) {
    if (wanted[name] !== undefined && wanted[name] !== value) throw badRequest(`The ${name} property is not mutable`);
  }
  if (wanted.delete_on_termination !== undefined) device.delete_on_termination = wanted.delete_on_termination;
  await request.rows.update(servers, server);
}
function mappingOf(server: ServerRow, volumeId: string): BlockDeviceMapping {
  const device = server.block_devices.find(({ volume_id }) => volume_id === volumeId);
  if (!device) throw unmapped(volumeId);
  return device;
}

/** Puts another volume in the place of one that is migrated. Throws 400, 404 or 409. */
export async function swap(request: Context, server: ServerRow, oldId: string, newId: string): Promise<void> {
  const old = await volumeNamed(request, oldId);
  if (!old.migration_status || !request.caller.roles.has('admin')) throw conflict(`volume ${oldId} is not migrating; this API should only be called by Cinder`);
  const successor = await volumeForServer(request, request.caller, newId);
  if (!successor) throw badRequest(`Volume ${newId} could not be found.`);
  checkState(request, server, demands.swapVolume);
  await checkSwap(request, server, old, successor);
  const device = mappingOf(server, oldId);
  const { id: attachment_id } = await askCinder(request, reserve(request, successor, server.id));
  await beginTask(request, server, device, 'swap', { volume_id: successor.id, attachment_id, size: Math.max(successor.size, old.size) });
}
async function checkSwap(request: Context, server: ServerRow, old: Volume, successor: Volume): Promise<void> {
  const attachments = await attachmentsByVolume(request, old.id);
  const invalid = (reason: string): Error => badRequest(`Invalid volume: ${reason}`);
  if (!attachments.some(({ instance_uuid }) => instance_uuid === server.id)) throw invalid('Old volume is attached to a different instance.');
  if (successor.attach_status === 'attached') throw invalid('New volume must be detached in order to swap.');
  if (successor.size < old.size) throw invalid('New volume must be the same size or larger.');
  await askCinder(request, beginDetaching(request, old), { prefix: 'Invalid volume: ' });
  if (attachments.filter(({ attach_mode }) => attach_mode === 'rw').length > 1)
    throw badRequest('Swapping multi-attach volumes with more than one read/write attachment is not supported.');
  await checkUnattached(request, server, successor);
}
