/**
 * What other services tell of a server. Follows `nova/api/openstack/compute/server_external_events.py` and `nova/compute/manager.py: extend_volume`.
 * Nothing waits for these events: ports are bound at once, and the fake hypervisor does not care for the power of its guests.
 */
import { serverExternalEvents as table } from '../../contracts/compute/server-external-events.ts';
import { anyVolume } from '../block-storage/for-servers.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { recordAtOnce } from './instance-action-rows.ts';
import { type ServerRow, servers } from './server-rows.ts';

const TAG_REQUIRED: readonly string[] = ['volume-extended', 'power-update', 'accelerator-request-bound'];

export const serverExternalEventHandlers = implement(table, {
  create: async (request) => {
    const events = [];
    for (const { name, server_uuid, tag } of request.body.events) {
      const server = await request.rows.get(servers, server_uuid.toLowerCase());
      const code = !server || server.deleted ? 404 : TAG_REQUIRED.includes(name) && tag === undefined ? 400 : server.host === null ? 422 : 200;
      const status = code === 200 ? ('completed' as const) : ('failed' as const);
      if (server && code === 200 && name === 'volume-extended') await extended(request, server, tag ?? '');
      events.push({ name, server_uuid, ...(tag !== undefined && { tag }), status, code });
    }
    return reply({ events }, {}, events.every(({ code }) => code === 200) ? 200 : 207);
  },
});

/** The guest sees how large its disk is now. */
async function extended(request: Context, server: ServerRow, volumeId: string): Promise<void> {
  const device = server.block_devices.find(({ volume_id }) => volume_id === volumeId);
  if (device) device.volume_size = (await anyVolume(request, volumeId)).size;
  await recordAtOnce(request, server, 'extend_volume', 'compute_extend_volume');
}
