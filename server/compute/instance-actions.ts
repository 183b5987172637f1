/**
 * The history of a server. https://docs.openstack.org/api-ref/compute/#servers-actions-servers-os-instance-actions
 * Follows `nova/api/openstack/compute/instance_actions.py`.
 */
import { instanceActions as table } from '../../contracts/compute/instance-actions.ts';
import { within } from '../../contracts/microversion.ts';
import { naive } from '../core/clock.ts';
import { implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { type ActionEvent, type InstanceAction, instanceActions } from './instance-action-rows.ts';
import { nextPage } from './links.ts';
import { MAX_LIMIT, limitOf } from './paging.ts';
import { serverOf } from './server-lookup.ts';
import { changedBetween } from './server-search.ts';

type Query = { limit?: number[]; marker?: string[]; 'changes-since'?: string[]; 'changes-before'?: string[] };

export const instanceActionHandlers = implement(table, {
  list: async (request) => {
    // since 2.21 the history outlives the server
    const { id: server_id } = await serverOf(request, undefined, within(request.version, { since: '2.21' }));
    const paged = within(request.version, { since: '2.58' });
    const query = (paged ? request.query : {}) as Query;
    const limit = paged ? limitOf(query) : MAX_LIMIT;
    const marker = query.marker?.at(-1);
    const [after] = marker === undefined ? [] : await request.rows.list(instanceActions, { where: { server_id, request_id: marker }, limit: 1 });
    // upstream does not say which
    if (marker !== undefined && !after) throw badRequest('Marker None could not be found.');
    const updated_at = changedBetween(query['changes-since']?.at(-1), query['changes-before']?.at(-1));
    const found = await request.rows.list(instanceActions, { where: { server_id, updated_at }, sort: [['number', 'desc']], limit, ...(after && { after }) });
    const ids = found.map(({ request_id }) => ({ id: request_id }));
    return { instanceActions: found.map(view), links: nextPage(request, `servers/${server_id}/os-instance-actions`, ids, limit) };
  },
  show: async (request) => {
    const server = await serverOf(request, undefined, within(request.version, { since: '2.21' }));
    const { request_id } = request.params;
    const [action] = await request.rows.list(instanceActions, { where: { server_id: server.id, request_id }, limit: 1 });
    if (!action) throw notFound(`Action ${request_id} not found`);
    const target = { project_id: server.project_id };
    const all = request.may('os_compute_api:os-instance-actions:events', target);
    const details = request.may('os_compute_api:os-instance-actions:events:details', target);
    // until 2.51 the others see no events at all
    const events = all || within(request.version, { since: '2.51' }) ? action.events.map((event) => eventView(event, all, details)) : undefined;
    return { instanceAction: { ...view(action), events } };
  },
});

const time = (at: number): string => naive(at - (at % 1000));
const view = ({ server_id, start_time, updated_at, action, request_id, user_id, project_id, message }: InstanceAction) => ({
  action,
  instance_uuid: server_id,
  request_id,
  user_id,
  project_id,
  start_time: time(start_time),
  message,
  updated_at: time(updated_at),
});
const eventView = (event: ActionEvent, all: boolean, details: boolean) => ({
  event: event.event,
  start_time: time(event.start_time),
  finish_time: event.finish_time === null ? null : time(event.finish_time),
  result: event.result,
  hostId: event.host_id,
  ...(all && { traceback: event.traceback, host: event.host }),
  ...(details && { details: event.details }),
});
