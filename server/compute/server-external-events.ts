/**
 * What other services tell of a server. Follows `nova/api/openstack/compute/server_external_events.py`.
 * Nothing waits for these events: ports are bound at once, and the fake hypervisor does not care for the power of its guests.
 */
import { serverExternalEvents as table } from '../../contracts/compute/server-external-events.ts';
import { implement, reply } from '../core/context.ts';
import { servers } from './server-rows.ts';

const TAG_REQUIRED: readonly string[] = ['volume-extended', 'power-update', 'accelerator-request-bound'];

export const serverExternalEventHandlers = implement(table, {
  create: async ({ rows, body }) => {
    const events = [];
    for (const { name, server_uuid, tag } of body.events) {
      const server = await rows.get(servers, server_uuid.toLowerCase());
      const code = !server || server.deleted ? 404 : TAG_REQUIRED.includes(name) && tag === undefined ? 400 : server.host === null ? 422 : 200;
      const status = code === 200 ? ('completed' as const) : ('failed' as const);
      events.push({ name, server_uuid, ...(tag !== undefined && { tag }), status, code });
    }
    return reply({ events }, {}, events.every(({ code }) => code === 200) ? 200 : 207);
  },
});
