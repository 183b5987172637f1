/** The actions that lead from one state to another, as a table: what each demands, what it leaves under way. `nova/compute/api.py` */
import { type Demanding, type Demands, demands } from '../../contracts/compute/server-demands.ts';
import type { Context } from '../core/context.ts';
import { begin } from '../core/lifecycle.ts';
import { record } from './instance-action-rows.ts';
import { checkState } from './server-checks.ts';
import { serverLifeCycle } from './server-lifecycle.ts';
import { serverOf } from './server-lookup.ts';
import { type ServerRow, servers } from './server-rows.ts';

export interface Transition extends Demands {
  /** The task that is seen at once. */
  task: string | null;
  /** The process of the life cycle that follows. */
  process: string;
  /** As the history calls it. */
  action: string;
  /** What the services do of it, the last one first. */
  events: readonly string[];
}
/** What is done to a server that changes its size or host while it is off. */
export const RESIZING = ['compute_finish_resize', 'compute_resize_instance', 'compute_prep_resize', 'cold_migrate', 'conductor_migrate_server'];
/** To another host while it runs, once the conductor has found one. */
export const LIVE_MIGRATING = [
  'compute_post_live_migration_at_destination',
  'compute_pre_live_migration',
  'compute_live_migration',
  'compute_check_can_live_migrate_source',
  'compute_check_can_live_migrate_destination',
];
export const REBUILDING = ['compute_rebuild_instance', 'rebuild_server'];

const transition = (name: Demanding, task: string | null, other: Partial<Transition> = {}): Transition => ({
  action: demands[name].label,
  process: name,
  events: [`compute_${demands[name].label}_instance`],
  task,
  ...demands[name],
  ...other,
});
export const transitions = {
  start: transition('start', 'powering-on'),
  stop: transition('stop', 'powering-off'),
  'reboot-soft': transition('reboot-soft', 'rebooting', { process: 'reboot' }),
  'reboot-hard': transition('reboot-hard', 'rebooting_hard'),
  pause: transition('pause', 'pausing'),
  unpause: transition('unpause', 'unpausing'),
  suspend: transition('suspend', 'suspending'),
  resume: transition('resume', 'resuming'),
  rescue: transition('rescue', 'rescuing'),
  unrescue: transition('unrescue', 'unrescuing'),
  resize: transition('resize', 'resize_prep', { events: RESIZING }),
  confirmResize: transition('confirmResize', null, { process: 'confirm-resize', events: ['compute_confirm_resize'] }),
  revertResize: transition('revertResize', 'resize_reverting', {
    process: 'revert-resize',
    events: ['compute_finish_revert_resize', 'compute_revert_resize'],
  }),
  rebuild: transition('rebuild', 'rebuilding', { events: REBUILDING }),
  changePassword: transition('changePassword', 'updating_password', { process: 'password', events: ['compute_set_admin_password'] }),
  createImage: transition('createImage', 'image_snapshot_pending', { process: 'snapshot', events: ['compute_snapshot_instance'] }),
  createBackup: transition('createBackup', 'image_backup', { process: 'backup', events: ['compute_backup_instance'] }),
  shelve: transition('shelve', 'shelving'),
  shelveOffload: transition('shelveOffload', 'shelving_offloading', { process: 'shelve-offload', events: ['compute_shelve_offload_instance'] }),
  unshelve: transition('unshelve', 'unshelving', { events: ['compute_unshelve_instance', 'schedule_instances', 'get_image_info'] }),
} satisfies Record<string, Transition>;

type OnServer = Context & { params: { server_id: string } };
/** Checks the server's state and lets it go. Throws 404, 403 or 409. @param adapt a last look at the server, which may still refuse */
export async function follow(
  request: OnServer,
  way: Transition,
  adapt?: (server: ServerRow) => void | Promise<void>,
  unmapped?: (id: string) => string,
): Promise<ServerRow> {
  const server = await serverOf(request, unmapped);
  checkState(request, server, way);
  await adapt?.(server);
  server.before = { vm_state: server.vm_state, power_state: server.power_state };
  server.task_state = way.task;
  server.updated_at = request.now;
  await record(request, server, way.action, ...way.events);
  await request.rows.update(servers, server);
  await begin(request, serverLifeCycle, server.id, way.process);
  return server;
}
