/**
 * The volumes of a server as it comes and goes. Follows `nova/virt/block_device.py: attach_block_devices` and `nova/compute/manager.py: _cleanup_volumes,
 * _terminate_volume_connections`.
 */
import { CloudError } from '../core/errors.ts';
import { StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { type Volume, anyVolume, attach, createVolume, deleteVolume, detach, reserve } from '../block-storage/for-servers.ts';
import { type BlockDeviceMapping, isVolume } from './block-device-mappings.ts';
import { nameDevices } from './device-names.ts';
import type { ServerRow } from './server-rows.ts';

/** Names the disks, and makes the volumes that are to be made. Throws StepFailed with what block storage refuses. */
export async function prepare(server: ServerRow, scope: Scope): Promise<void> {
  server.root_device_name = nameDevices(server.block_devices, server.root_device_name);
  for (const device of server.block_devices) {
    if (!isVolume(device) || device.volume_id !== null || device.source_type === null) continue;
    const volume = await made(server, device, scope);
    device.volume_id = volume.id;
    device.attachment_id = (await reserve(scope, volume, server.id)).id;
  }
}
async function made({ id, project_id, user_id }: ServerRow, device: BlockDeviceMapping, scope: Scope): Promise<Volume> {
  const { source_type, volume_size, volume_type, image_id, snapshot_id } = device;
  const name = source_type === 'blank' ? `${id}-blank-vol` : '';
  try {
    return await createVolume(scope, { project_id, user_id }, { name, description: '', size: volume_size, volume_type, image_id, snapshot_id });
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    throw new StepFailed(`Build of instance ${id} aborted: ${error.message}`, { cause: error });
  }
}

/** The guest has a volume, if the device is one. */
export async function attachTo({ host }: ServerRow, { attachment_id, device_name }: BlockDeviceMapping, scope: Scope): Promise<void> {
  if (attachment_id !== null) await attach(scope, attachment_id, host ?? '', device_name ?? '');
}
/** The guest has its volumes. */
export async function attachAll(server: ServerRow, scope: Scope): Promise<void> {
  for (const device of server.block_devices) await attachTo(server, device, scope);
}
/** The server leaves its host and keeps its volumes: they wait for it. */
export async function putBack(server: ServerRow, scope: Scope): Promise<void> {
  for (const device of server.block_devices) {
    if (device.volume_id === null || device.attachment_id === null) continue;
    const reserved = await reserve(scope, await anyVolume(scope, device.volume_id), server.id);
    await detach(scope, device.attachment_id);
    device.attachment_id = reserved.id;
  }
}
/** The server is no more: its volumes are free, and those that were to go with it are deleted, unless something holds them. */
export async function letGo({ block_devices }: ServerRow, scope: Scope): Promise<void> {
  for (const { volume_id, attachment_id, delete_on_termination } of block_devices) {
    if (volume_id === null) continue;
    await detach(scope, attachment_id);
    if (delete_on_termination) await given(deleteVolume(scope, await anyVolume(scope, volume_id)));
  }
}
/** Whatever Cinder refuses, the server is gone. */
async function given(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
  }
}
