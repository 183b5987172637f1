/** Snapshots of volumes that Nova is to help with. Follows `nova/api/openstack/compute/assisted_volume_snapshots.py`. The hypervisor has nothing to do for them. */
import { assistedVolumeSnapshots as table } from '../../contracts/compute/assisted-volume-snapshots.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import type { ServerRow } from './server-rows.ts';
import { serversWith } from './volume-holders.ts';

export const assistedVolumeSnapshotHandlers = implement(table, {
  create: async (request) => {
    const { volume_id, create_info } = request.body.snapshot;
    await idle(request, volume_id);
    return { snapshot: { id: create_info.id ?? null, volumeId: volume_id } };
  },
  delete: async (request) => {
    const text = request.query.delete_info?.at(-1);
    if (text === undefined) throw badRequest("'delete_info'");
    const info = parsed(text);
    if (!('volume_id' in info)) throw badRequest("'volume_id'");
    const { id, vm_state } = await idle(request, String(info.volume_id));
    if ('merge_target_file' in info && info.merge_target_file !== null && vm_state !== 'active')
      throw badRequest(`Instance ${id} in vm_state ${vm_state}. Cannot volume_snapshot_delete while the instance is in this state.`);
  },
});
/** The server that has the volume, on a host and with nothing under way. Throws 400. */
async function idle(request: Context, volumeId: string): Promise<ServerRow> {
  const [server, ...others] = await serversWith(request, volumeId);
  if (!server) throw badRequest(`No volume Block Device Mapping with id ${volumeId}.`);
  if (others.length) throw badRequest(`Block Device Mapping ${volumeId} is a multi-attach volume and is not valid for this operation.`);
  if (server.host === null) throw badRequest(`Instance ${server.id} is not ready`);
  if (server.task_state === null) return server;
  throw badRequest(`Instance ${server.id} in task_state ${server.task_state}. Cannot do_volume_snapshot_create while the instance is in this state.`);
}
/** Throws 400, as Python's parser begins to complain. */
function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    throw badRequest('Expecting value: line 1 column 1 (char 0)');
  }
  throw badRequest("'volume_id'");
}
