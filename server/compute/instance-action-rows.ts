/** The history of a server: who did what when, and how it ended. `nova/objects/instance_action.py` */
import type { Context } from '../core/context.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { hostIdFor } from './host-rows.ts';
import { type ServerRow, servers } from './server-rows.ts';

export interface ActionEvent {
  event: string;
  start_time: number;
  finish_time: number | null;
  result: 'Success' | 'Error' | null;
  traceback: string | null;
  details: string | null;
  host: string | null;
  host_id: string;
}
export interface InstanceAction {
  id: string;
  server_id: string;
  /** Counts the actions of a server. */
  number: number;
  request_id: string;
  action: string;
  user_id: string;
  project_id: string;
  start_time: number;
  updated_at: number;
  message: string | null;
  events: ActionEvent[];
}
export const instanceActions = collection<InstanceAction>(
  'compute_instance_actions',
  { server_id: 'text', request_id: 'text', number: 'integer', updated_at: 'integer' },
  [],
  [['server_id', 'number']],
);

/** What happens on the host that the server goes to. */
const AT_DESTINATION: ReadonlySet<string> = new Set([
  'compute_prep_resize',
  'compute_finish_resize',
  'compute_finish_revert_resize',
  'compute_check_can_live_migrate_destination',
  'compute_pre_live_migration',
  'compute_post_live_migration_at_destination',
  'compute_rebuild_instance',
]);
/** Nothing is known of where the server goes until it is there. */
function placeOf(event: string, { host, host_id, old_host, project_id }: ServerRow): Pick<ActionEvent, 'host' | 'host_id'> {
  if (AT_DESTINATION.has(event)) return { host: null, host_id: '' };
  if (event === 'compute_confirm_resize' && old_host !== null) return { host: old_host, host_id: hostIdFor(old_host, project_id) };
  return { host, host_id };
}
/** Writes down that an action begins, beside the one under way; `events` is what the services call what they do of it, the last one first. @returns its id */
export async function writeAction({ world, rows, caller, now, requestId }: Context, server: ServerRow, action: string, ...events: string[]): Promise<string> {
  const first = action === 'create';
  const [latest] = first ? [] : await rows.list(instanceActions, { where: { server_id: server.id }, sort: [['number', 'desc']], limit: 1 });
  const { id } = await rows.insert(instanceActions, {
    id: world.ids.uuid(),
    server_id: server.id,
    number: (latest?.number ?? 0) + 1,
    request_id: requestId,
    action,
    user_id: caller.user_id,
    project_id: caller.project_id ?? '',
    start_time: now,
    updated_at: now,
    message: null,
    events: events.map((event) => ({
      event,
      start_time: now,
      finish_time: null,
      result: null,
      traceback: null,
      details: null,
      ...placeOf(event, server),
    })),
  });
  return id;
}
/** Ends an action of the server. */
export async function endAction({ rows, now }: Scope, server: ServerRow, id: string, failure?: string): Promise<void> {
  const action = await rows.get(instanceActions, id);
  if (!action) return;
  action.updated_at = now;
  if (failure !== undefined) action.message = 'Error';
  for (const event of action.events) {
    event.finish_time ??= now;
    event.result ??= failure === undefined ? 'Success' : 'Error';
    event.details ??= failure ?? null;
    event.host ??= server.host;
    event.host_id ||= server.host_id;
  }
  await rows.update(instanceActions, action);
}
/** Writes down that an action begins, and is under way from now on if services do something of it. */
export async function record(request: Context, server: ServerRow, action: string, ...events: string[]): Promise<void> {
  const id = await writeAction(request, server, action, ...events);
  if (events.length) server.action_id = id;
}
/** Ends the action under way. */
export async function conclude(scope: Scope, server: ServerRow, failure?: string): Promise<void> {
  if (server.action_id !== null) await endAction(scope, server, server.action_id, failure);
  server.action_id = null;
}
/** Writes down an action that is over already, beside the one under way; keeps the server. */
export async function recordAtOnce(request: Context, server: ServerRow, action: string, ...events: string[]): Promise<void> {
  const id = await writeAction(request, server, action, ...events);
  if (events.length) await endAction(request, server, id);
  await request.rows.update(servers, server);
}
/** Of the action under way no more than these events ever began. */
export async function onlyBegan({ rows }: Scope, { action_id }: ServerRow, events: readonly string[]): Promise<void> {
  const action = action_id === null ? undefined : await rows.get(instanceActions, action_id);
  if (action) await rows.update(instanceActions, { ...action, events: action.events.filter(({ event }) => events.includes(event)) });
}
