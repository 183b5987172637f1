/** https://docs.openstack.org/api-ref/compute/#servers-actions-servers-os-instance-actions */
import { z } from 'zod';
import { changes, since } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { times } from './server-query.ts';
import { Links, page } from './types.ts';

const action = {
  action: z.string(),
  instance_uuid: z.string(),
  request_id: z.string(),
  user_id: z.string().nullable(),
  project_id: z.string().nullable(),
  start_time: z.string(),
  message: z.string().nullable(),
  updated_at: since('2.58', z.string().nullable()),
};
/** What an admin sees only may lack. */
const Event = z.object({
  event: z.string(),
  start_time: z.string(),
  finish_time: z.string().nullable(),
  result: z.string().nullable(),
  traceback: z.string().nullable().optional(),
  host: since('2.62', z.string().nullable().optional()),
  hostId: since('2.62', z.string()),
  details: since('2.84', z.string().nullable().optional()),
});
const { limit, marker } = page;
const paged = { limit, marker, 'changes-since': times };

export const instanceActions = resource({
  list: get('/servers/{server_id}/os-instance-actions', {
    policy: 'os_compute_api:os-instance-actions:list',
    late: true,
    query: changes({ '2.1': z.looseObject({}), '2.58': z.strictObject(paged), '2.66': z.strictObject({ ...paged, 'changes-before': times }) }),
    status: 200,
    returns: z.object({ instanceActions: z.array(z.object(action)), links: since('2.58', Links.optional()) }),
    errors: [400, 403, 404],
  }),
  show: get('/servers/{server_id}/os-instance-actions/{request_id}', {
    policy: 'os_compute_api:os-instance-actions:show',
    late: true,
    query: changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) }),
    status: 200,
    /** Until 2.51 events are for admins. */
    returns: z.object({ instanceAction: z.object({ ...action, events: changes({ '2.1': z.array(Event).optional(), '2.51': z.array(Event) }) }) }),
    errors: [403, 404],
  }),
});
