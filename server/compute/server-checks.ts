/** Whether a server is in a state for an action. `nova/compute/api.py: check_instance_lock, check_instance_host, check_instance_state` */
import type { Context } from '../core/context.ts';
import { conflict } from '../core/errors.ts';
import type { ServerRow, VmState } from './server-rows.ts';

/** What an action asks of a server. */
export interface Demands {
  /** As the action is called in the complaint. */
  label: string;
  /** Any state, where nothing is said. */
  vm_states?: readonly VmState[];
  /** Tasks that may be under way; none, where nothing is said. */
  task_states?: readonly (string | null)[] | 'any';
  /** A locked server refuses all but an admin, unless the action does not matter to it. */
  locked?: 'ignored';
  /** It must be on a host, which is checked before the state. */
  host?: 'first';
  /** It may never have run. */
  launched?: 'ignored';
}

/** Throws 409. */
export function checkState(request: Context, server: ServerRow, demands: Demands): void {
  const { label, vm_states, task_states = [null] } = demands;
  if (demands.locked !== 'ignored') checkUnlocked(request, server);
  if (demands.host === 'first') checkHost(server);
  const invalid = conflict(`Instance ${server.id} is in an invalid state for '${label}'`);
  const refuse = (attribute: string, state: string | null) =>
    state === null ? invalid : conflict(`Cannot '${label}' instance ${server.id} while it is in ${attribute} ${state}`);
  if (vm_states && !vm_states.includes(server.vm_state)) throw refuse('vm_state', server.vm_state);
  if (task_states !== 'any' && !task_states.includes(server.task_state)) throw refuse('task_state', server.task_state);
  if (demands.launched !== 'ignored' && server.launched_at === null) throw invalid;
}
export function checkUnlocked({ caller }: Context, { id, locked_by }: ServerRow): void {
  if (locked_by !== null && !caller.roles.has('admin')) throw conflict(`Instance ${id} is locked`);
}
export function checkHost({ id, host }: ServerRow): void {
  if (host === null) throw conflict(`Instance ${id} is not ready`);
}
