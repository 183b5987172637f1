/** The one word that clients read, made of a server's three states. `nova/api/openstack/common.py: _STATE_MAP` */
import type { VmState } from '../../contracts/compute/server-demands.ts';
import type { ServerView } from '../../contracts/compute/server-view.ts';
import type { ServerRow } from './server-rows.ts';

type Status = ServerView['status'];

const resizing: Record<string, Status> = { resize_prep: 'RESIZE', resize_migrating: 'RESIZE', resize_migrated: 'RESIZE', resize_finish: 'RESIZE' };
const rebuilding: Record<string, Status> = { rebuilding: 'REBUILD', rebuild_block_device_mapping: 'REBUILD', rebuild_spawning: 'REBUILD' };

const STATUSES: Record<VmState, { default: Status } & Record<string, Status>> = {
  active: {
    default: 'ACTIVE',
    rebooting: 'REBOOT',
    reboot_pending: 'REBOOT',
    reboot_started: 'REBOOT',
    rebooting_hard: 'HARD_REBOOT',
    reboot_pending_hard: 'HARD_REBOOT',
    reboot_started_hard: 'HARD_REBOOT',
    updating_password: 'PASSWORD',
    migrating: 'MIGRATING',
    ...rebuilding,
    ...resizing,
  },
  building: { default: 'BUILD' },
  stopped: { default: 'SHUTOFF', ...resizing, ...rebuilding },
  resized: { default: 'VERIFY_RESIZE', resize_reverting: 'REVERT_RESIZE' },
  paused: { default: 'PAUSED', migrating: 'MIGRATING' },
  suspended: { default: 'SUSPENDED' },
  rescued: { default: 'RESCUE' },
  error: { default: 'ERROR', ...rebuilding },
  deleted: { default: 'DELETED' },
  'soft-delete': { default: 'SOFT_DELETED' },
  shelved: { default: 'SHELVED' },
  shelved_offloaded: { default: 'SHELVED_OFFLOADED' },
};

export const statusOf = ({ deleted, vm_state, task_state }: Pick<ServerRow, 'deleted' | 'vm_state' | 'task_state'>): Status => {
  const byTask = STATUSES[vm_state];
  return deleted ? 'DELETED' : (task_state !== null && Object.hasOwn(byTask, task_state) && byTask[task_state]) || byTask.default;
};

/** The states that some of these statuses are made of; `default` among the tasks stands for any. */
export function statesOf(statuses: readonly string[]): { vm_states: string[]; task_states: string[] } {
  const wanted = new Set(statuses.map((status) => status.toLowerCase()));
  const pairs = Object.entries(STATUSES).flatMap(([vm, byTask]) =>
    Object.entries(byTask).flatMap(([task, status]) => (wanted.has(status.toLowerCase()) ? [[vm, task] as const] : [])),
  );
  return { vm_states: [...new Set(pairs.map(([vm]) => vm))], task_states: [...new Set(pairs.map(([, task]) => task))] };
}
/** Statuses that show how far the server has come. */
export const PROGRESS_STATUSES: ReadonlySet<Status> = new Set(['ACTIVE', 'BUILD', 'REBUILD', 'RESIZE', 'VERIFY_RESIZE', 'MIGRATING']);
