/** What each action asks of a server, and where it leads, as a table: the emulator goes by it, the contract is generated from it. `nova/compute/api.py` */

export const VM_STATES = [
  'active',
  'building',
  'deleted',
  'error',
  'paused',
  'rescued',
  'resized',
  'shelved',
  'shelved_offloaded',
  'soft-delete',
  'stopped',
  'suspended',
] as const;
export type VmState = (typeof VM_STATES)[number];

/** What an action asks of a server. */
export interface Demands {
  /** As the action is called in the complaint. */
  label: string;
  /** Any state, where nothing is said. */
  vm_states?: readonly VmState[];
  /** Tasks that may be under way; none, where nothing is said. */
  task_states?: readonly (string | null)[] | 'any';
  /** Tasks that may not be under way, where any other may. */
  not_while?: readonly string[];
  /** A locked server refuses all but an admin, unless the action does not matter to it; some complaints do not name the lock. */
  locked?: 'ignored' | 'unnamed';
  /** It must be on a host, which is checked before the state or after it. Where Nova does not look, it has nowhere to send the order to, and answers 500. */
  host?: 'first' | 'last';
  /** It may never have run. */
  launched?: 'ignored';
}
/** An action with what becomes of the server: a state, or the one that it was in. */
export interface Demand extends Demands {
  to: VmState | 'same';
}
const demand = (label: string, to: VmState | 'same', vm_states: readonly VmState[], more: Partial<Demands> = {}): Demand => ({
  label,
  to,
  vm_states,
  ...more,
});

const RUNNING = ['active', 'stopped', 'paused', 'suspended'] as const;
const WITH_VOLUMES = ['active', 'paused', 'stopped', 'resized', 'soft-delete', 'shelved', 'shelved_offloaded'] as const;
const REBOOTABLE = [null, 'rebooting', 'reboot_pending', 'reboot_started', 'resuming', 'rebooting_hard', 'unpausing', 'pausing', 'suspending'] as const;

/** Neither a task nor a lock stands in the way, nor that it never ran. */
const WHATEVER = { task_states: 'any', locked: 'ignored', launched: 'ignored' } as const;
const CONSOLE = { ...WHATEVER, host: 'first', not_while: ['deleting', 'migrating'] } as const;

export const demands = {
  start: demand('start', 'active', ['stopped'], { host: 'first' }),
  stop: demand('stop', 'stopped', ['active', 'error'], { host: 'first' }),
  'reboot-soft': demand('reboot', 'active', ['active'], { host: 'last' }),
  'reboot-hard': demand('reboot', 'active', [...RUNNING, 'error'], { task_states: REBOOTABLE, host: 'last' }),
  pause: demand('pause', 'paused', ['active'], { host: 'last' }),
  unpause: demand('unpause', 'active', ['paused'], { host: 'last' }),
  suspend: demand('suspend', 'suspended', ['active'], { host: 'last' }),
  resume: demand('resume', 'active', ['suspended'], { host: 'last' }),
  rescue: demand('rescue', 'rescued', ['active', 'stopped', 'error'], { host: 'last' }),
  unrescue: demand('unrescue', 'active', ['rescued'], { host: 'last' }),
  resize: demand('resize', 'resized', ['active', 'stopped'], { host: 'last' }),
  confirmResize: demand('confirmResize', 'active', ['resized']),
  revertResize: demand('revertResize', 'active', ['resized']),
  rebuild: demand('rebuild', 'active', ['active', 'stopped', 'error']),
  changePassword: demand('changePassword', 'same', ['active'], { locked: 'unnamed', host: 'last' }),
  createImage: demand('createImage', 'same', RUNNING, { locked: 'ignored', host: 'last' }),
  createBackup: demand('createBackup', 'same', RUNNING, { locked: 'ignored', host: 'last' }),
  shelve: demand('shelve', 'shelved_offloaded', RUNNING, { host: 'last' }),
  shelveOffload: demand('shelveOffload', 'shelved_offloaded', ['shelved']),
  unshelve: demand('unshelve', 'active', ['shelved', 'shelved_offloaded']),
  trigger_crash_dump: demand('trigger_crash_dump', 'same', ['active', 'paused', 'rescued', 'resized', 'error'], { host: 'first' }),
  migrate: demand('migrate', 'resized', ['active', 'stopped'], { host: 'last' }),
  migrateLive: demand('os-migrateLive', 'same', ['active', 'paused']),
  evacuate: demand('evacuate', 'active', ['active', 'stopped', 'error'], { task_states: 'any', locked: 'ignored' }),
  restore: demand('restore', 'active', ['soft-delete'], { locked: 'unnamed' }),
  updateMetadata: demand('update metadata', 'same', RUNNING, { task_states: 'any' }),
  deleteMetadata: demand('delete metadata', 'same', RUNNING, { task_states: 'any' }),
  updateTags: demand('update tags', 'same', RUNNING, WHATEVER),
  updateTag: demand('update tag', 'same', RUNNING, WHATEVER),
  deleteTag: demand('delete tag', 'same', RUNNING, WHATEVER),
  deleteTags: demand('delete tags', 'same', RUNNING, WHATEVER),
  attachInterface: demand('attach_interface', 'same', ['active', 'paused', 'stopped'], { host: 'last' }),
  detachInterface: demand('detach_interface', 'same', ['active', 'paused', 'stopped'], { host: 'last' }),
  attachVolume: demand('attach_volume', 'same', WITH_VOLUMES),
  detachVolume: demand('detach_volume', 'same', WITH_VOLUMES),
  swapVolume: demand('swap_volume', 'same', ['active', 'paused', 'resized']),
  consoleOutput: demand('get_console_output', 'same', VM_STATES, { ...WHATEVER, host: 'first' }),
  vncConsole: demand('get_vnc_console', 'same', VM_STATES, CONSOLE),
  spiceConsole: demand('get_spice_console', 'same', VM_STATES, CONSOLE),
  serialConsole: demand('get_serial_console', 'same', VM_STATES, CONSOLE),
  mksConsole: demand('get_mks_console', 'same', VM_STATES, CONSOLE),
  lock: demand('lock', 'same', VM_STATES, WHATEVER),
  unlock: demand('unlock', 'same', VM_STATES, WHATEVER),
} satisfies Record<string, Demand>;
export type Demanding = keyof typeof demands;
