/** Whether a server is in a state for an action. `nova/compute/api.py: check_instance_lock, check_instance_host, check_instance_state` */
import type { Demands } from '../../contracts/compute/server-demands.ts';
import type { Context } from '../core/context.ts';
import { conflict } from '../core/errors.ts';
import type { ServerRow } from './server-rows.ts';

/** Throws 409. */
export function checkState(request: Context, server: ServerRow, demands: Demands): void {
  const { label, vm_states, task_states = [null], not_while = [] } = demands;
  if (demands.locked === undefined) checkUnlocked(request, server);
  if (demands.host === 'first') checkHost(server);
  const invalid = conflict(`Instance ${server.id} is in an invalid state for '${label}'`);
  if (demands.locked === 'unnamed' && isLocked(request, server)) throw invalid;
  const refuse = (attribute: string, state: string | null) =>
    state === null ? invalid : conflict(`Cannot '${label}' instance ${server.id} while it is in ${attribute} ${state}`);
  if (vm_states && !vm_states.includes(server.vm_state)) throw refuse('vm_state', server.vm_state);
  if (task_states !== 'any' && !task_states.includes(server.task_state)) throw refuse('task_state', server.task_state);
  if (server.task_state !== null && not_while.includes(server.task_state)) throw refuse('task_state', server.task_state);
  if (demands.launched !== 'ignored' && server.launched_at === null) throw invalid;
  if (demands.host === 'last') checkHost(server);
}
export function checkUnlocked(request: Context, server: ServerRow): void {
  if (isLocked(request, server)) throw conflict(`Instance ${server.id} is locked`);
}
/** The same, for an order to its host. */
export function checkReachable(request: Context, server: ServerRow): void {
  checkUnlocked(request, server);
  checkHost(server);
}
const isLocked = ({ caller }: Context, { locked_by }: ServerRow): boolean => locked_by !== null && !caller.roles.has('admin');
export function checkHost({ id, host }: ServerRow): void {
  if (host === null) throw conflict(`Instance ${id} is not ready`);
}
