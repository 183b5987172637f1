/**
 * Volumes of servers. https://docs.openstack.org/api-ref/compute/#servers-with-volume-attachments-servers-os-volume-attachments
 * Follows `nova/api/openstack/compute/volume_attachments.py` and `nova/compute/api.py: attach_volume, detach_volume`.
 */
import type { z } from 'zod';
import { type Demands, demands } from '../../contracts/compute/server-demands.ts';
import { volumeAttachments as table } from '../../contracts/compute/volume-attachments.ts';
import { within } from '../../contracts/microversion.ts';
import { type Volume, beginDetaching, deleteVolume, detach, occupy, reserve } from '../block-storage/for-servers.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { checkMultiattach } from './block-device-checks.ts';
import { type BlockDeviceMapping, newMapping } from './block-device-mappings.ts';
import { askCinder } from './cinder-client.ts';
import { ROOT_DEVICE, checkDevice, namesOf, nextDevice } from './device-names.ts';
import { recordAtOnce } from './instance-action-rows.ts';
import { limited } from './paging.ts';
import { checkState } from './server-checks.ts';
import { lookUp, serverOf } from './server-lookup.ts';
import type { ServerRow } from './server-rows.ts';
import { checkUp } from './services.ts';
import { checkUnattached } from './volume-holders.ts';
import { volumeNamed } from './volume-lookup.ts';
import { type Changes, swap, update } from './volume-swaps.ts';
import { beginTask } from './volume-tasks.ts';

type Shown = BlockDeviceMapping & { volume_id: string };

export const volumeAttachmentHandlers = implement(table, {
  list: async (request) => {
    const server = await serverOf(request);
    // pages are of all disks, of which only the volumes are shown
    return {
      volumeAttachments: limited(server.block_devices, request.query)
        .filter(isShown)
        .map((device) => view(server, device)),
    };
  },
  show: async (request) => {
    const server = await serverOf(request);
    return { volumeAttachment: view(server, deviceOf(server, request.params.volume_id)) };
  },
  create: async (request) => {
    const server = await serverOf(request);
    checkVolumeState(request, server, demands.attachVolume);
    const { volumeId, device = null, tag = null, delete_on_termination = false } = request.body.volumeAttachment as Wanted;
    if (device) checkDevice(device);
    const volume = await volumeNamed(request, volumeId);
    await checkUnattached(request, server, volume);
    const mapping: BlockDeviceMapping = {
      id: request.world.ids.uuid(),
      ...newMapping({ source_type: 'volume', destination_type: 'volume', volume_id: volume.id, volume_size: volume.size, delete_on_termination }),
    };
    server.block_devices.push(mapping);
    if (server.vm_state === 'shelved_offloaded') await attachOffHost(request, server, mapping, volume, tag);
    else {
      const root = server.root_device_name ?? ROOT_DEVICE;
      Object.assign(mapping, { tag, device_name: nextDevice(namesOf(server.block_devices, root), root, device) });
      checkMultiattach(request, volume);
      mapping.attachment_id = (await askCinder(request, reserve(request, volume, server.id))).id;
      await beginTask(request, server, mapping, 'attach');
    }
    if (within(request.version, { since: '2.101' })) return reply(undefined, { 'Content-Type': 'text/html; charset=UTF-8' });
    const ids = { id: volumeId, serverId: request.params.server_id, volumeId };
    return { volumeAttachment: { ...ids, device: mapping.device_name, tag, delete_on_termination } };
  },
  update: async (request) => {
    const server = await lookUp(request);
    const { project_id } = server;
    const { volumeId } = request.body.volumeAttachment;
    const updates = within(request.version, { since: '2.85' });
    const swaps = !updates || request.params.volume_id !== volumeId;
    if (swaps) request.enforce({}, 'os_compute_api:os-volumes-attachments:swap');
    else request.enforce({ project_id });
    if (updates) await update(request, server, request.params.volume_id, request.body.volumeAttachment as Changes);
    if (swaps) await swap(request, server, request.params.volume_id, volumeId);
  },
  delete: async (request) => {
    const server = await serverOf(request);
    checkVersion(request, server, demands.detachVolume);
    const volume = await volumeNamed(request, request.params.volume_id);
    const device = deviceOf(server, volume.id);
    if (device.boot_index === 0) throw badRequest('Cannot detach a root device volume');
    checkState(request, server, demands.detachVolume);
    if (server.vm_state === 'shelved_offloaded') return detachOffHost(request, server, device, volume);
    await checkUp(request, server.host);
    await askCinder(request, beginDetaching(request, volume), { prefix: 'Invalid volume: ' });
    await beginTask(request, server, device, 'detach');
  },
});
interface Wanted {
  volumeId: string;
  device?: string | null;
  tag?: string;
  delete_on_termination?: boolean;
}

const isShown = (device: BlockDeviceMapping): device is Shown => device.volume_id !== null;
/** Throws 404. */
function deviceOf(server: ServerRow, volumeId: string): Shown {
  const device = server.block_devices.find((each) => each.volume_id === volumeId);
  if (!device || !isShown(device)) throw notFound(`Instance ${server.id} is not attached to volume ${volumeId}`);
  return device;
}

/** Since 2.20 also a shelved server takes volumes. Throws 409. */
function checkVersion({ version }: Context, { id, vm_state }: ServerRow, { label }: Demands): void {
  if (!['shelved', 'shelved_offloaded'].includes(vm_state) || within(version, { since: '2.20' })) return;
  throw conflict(`Cannot '${label}' instance ${id} while it is in vm_state ${vm_state}`);
}
function checkVolumeState(request: Context, server: ServerRow, demand: Demands): void {
  checkVersion(request, server, demand);
  checkState(request, server, demand);
}

/** A server without a host: the volume is its own, and waits for it to come back. */
async function attachOffHost(request: Context, server: ServerRow, mapping: BlockDeviceMapping, volume: Volume, tag: string | null): Promise<void> {
  if (tag !== null) throw badRequest('Tagged volume attachment is not supported for shelved-offloaded instances.');
  if (volume.multiattach) throw badRequest('Attaching multiattach volumes is not supported for shelved-offloaded instances.');
  mapping.attachment_id = (await askCinder(request, reserve(request, volume, server.id))).id;
  await occupy(request, mapping.attachment_id);
  await recordAtOnce(request, server, 'attach_volume', 'api_attach_volume');
}
async function detachOffHost(
  request: Context,
  server: ServerRow,
  { id, attachment_id, delete_on_termination }: BlockDeviceMapping,
  volume: Volume,
): Promise<void> {
  await detach(request, attachment_id);
  if (delete_on_termination) await deleteVolume(request, await volumeNamed(request, volume.id));
  server.block_devices = server.block_devices.filter((device) => device.id !== id);
  await recordAtOnce(request, server, 'detach_volume', 'api_detach_volume');
}
type View = z.output<typeof table.show.returns>['volumeAttachment'];
const view = ({ id: serverId }: ServerRow, { id, volume_id, device_name, tag, delete_on_termination, attachment_id }: Shown): View => ({
  id: volume_id,
  volumeId: volume_id,
  serverId,
  ...(device_name && { device: device_name }),
  tag,
  delete_on_termination,
  attachment_id: attachment_id ?? '',
  bdm_uuid: id,
});
