/** Which servers have a volume, as Nova knows it. `nova/objects/block_device.py: BlockDeviceMappingList.get_by_volume` */
import { type Volume, attachmentsByVolume } from '../block-storage/for-servers.ts';
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type ServerRow, servers } from './server-rows.ts';

/** Without those that are gone. */
export async function serversWith(scope: Scope, volumeId: string): Promise<ServerRow[]> {
  const attachments = await attachmentsByVolume(scope, volumeId);
  const ids = new Set(attachments.flatMap(({ instance_uuid }) => instance_uuid ?? []));
  const found: ServerRow[] = [];
  for (const id of ids) {
    const server = await scope.rows.get(servers, id);
    if (server && !server.deleted && server.block_devices.some(({ volume_id }) => volume_id === volumeId)) found.push(server);
  }
  return found;
}
/** Throws 400 where the server has it, or others do and it is for one at a time. `nova/compute/api.py: _check_volume_already_attached` */
export async function checkUnattached(scope: Scope, server: Pick<ServerRow, 'id'>, { id, multiattach }: Volume): Promise<void> {
  const holders = await serversWith(scope, id);
  if (holders.length && !multiattach)
    throw badRequest(`Invalid volume: volume ${id} is already attached to instances: ${holders.map((holder) => holder.id).join(' ')}`);
  if (holders.some((holder) => holder.id === server.id)) throw badRequest(`Invalid volume: volume ${id} already attached`);
}
