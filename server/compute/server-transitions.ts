/** The actions that lead from one state to another, as a table: what each demands, what it leaves under way. `nova/compute/api.py` */
import type { Context } from '../core/context.ts';
import { begin } from '../core/lifecycle.ts';
import { record } from './instance-action-rows.ts';
import { type Demands, checkState } from './server-checks.ts';
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
const RUNNING = ['active', 'stopped', 'paused', 'suspended'] as const;
const REBOOTABLE = [null, 'rebooting', 'reboot_pending', 'reboot_started', 'resuming', 'rebooting_hard', 'unpausing', 'pausing', 'suspending'] as const;

/** What is done to a server that changes its size or host while it is off. */
export const RESIZING = ['compute_finish_resize', 'compute_resize_instance', 'compute_prep_resize', 'cold_migrate', 'conductor_migrate_server'];
export const REBUILDING = ['compute_rebuild_instance', 'rebuild_server'];

const transition = (name: string, task: string | null, demands: Omit<Demands, 'label'>, other: Partial<Transition> = {}): Transition => ({
  label: name,
  action: name,
  process: name,
  events: [`compute_${name}_instance`],
  task,
  ...demands,
  ...other,
});
export const transitions = {
  start: transition('start', 'powering-on', { host: 'first', vm_states: ['stopped'] }),
  stop: transition('stop', 'powering-off', { host: 'first', vm_states: ['active', 'error'] }),
  'reboot-soft': transition('reboot', 'rebooting', { vm_states: ['active'] }),
  'reboot-hard': transition('reboot', 'rebooting_hard', { vm_states: [...RUNNING, 'error'], task_states: REBOOTABLE }, { process: 'reboot-hard' }),
  pause: transition('pause', 'pausing', { vm_states: ['active'] }),
  unpause: transition('unpause', 'unpausing', { vm_states: ['paused'] }),
  suspend: transition('suspend', 'suspending', { vm_states: ['active'] }),
  resume: transition('resume', 'resuming', { vm_states: ['suspended'] }),
  rescue: transition('rescue', 'rescuing', { vm_states: ['active', 'stopped', 'error'] }),
  unrescue: transition('unrescue', 'unrescuing', { vm_states: ['rescued'] }),
  resize: transition('resize', 'resize_prep', { vm_states: ['active', 'stopped'] }, { events: RESIZING }),
  confirmResize: transition('confirmResize', null, { vm_states: ['resized'] }, { process: 'confirm-resize', events: ['compute_confirm_resize'] }),
  revertResize: transition(
    'revertResize',
    'resize_reverting',
    { vm_states: ['resized'] },
    { process: 'revert-resize', events: ['compute_finish_revert_resize', 'compute_revert_resize'] },
  ),
  rebuild: transition('rebuild', 'rebuilding', { vm_states: ['active', 'stopped', 'error'] }, { events: REBUILDING }),
  changePassword: transition('changePassword', 'updating_password', { vm_states: ['active'] }, { process: 'password', events: ['compute_set_admin_password'] }),
  createImage: transition(
    'createImage',
    'image_snapshot_pending',
    { vm_states: RUNNING, locked: 'ignored' },
    { process: 'snapshot', events: ['compute_snapshot_instance'] },
  ),
  createBackup: transition(
    'createBackup',
    'image_backup',
    { vm_states: RUNNING, locked: 'ignored' },
    { process: 'backup', events: ['compute_backup_instance'] },
  ),
  shelve: transition('shelve', 'shelving', { vm_states: RUNNING }),
  shelveOffload: transition(
    'shelveOffload',
    'shelving_offloading',
    { vm_states: ['shelved'] },
    { process: 'shelve-offload', events: ['compute_shelve_offload_instance'] },
  ),
  unshelve: transition(
    'unshelve',
    'unshelving',
    { vm_states: ['shelved', 'shelved_offloaded'] },
    { events: ['compute_unshelve_instance', 'schedule_instances', 'get_image_info'] },
  ),
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
