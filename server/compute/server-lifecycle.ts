/**
 * What happens to servers by itself, as a table: processes of steps, each with what it leaves behind.
 * Follows the states that `nova/compute/manager.py` and `nova/conductor/manager.py` go through. Durations are the profile's.
 */
import { CloudError } from '../core/errors.ts';
import { type LifeCycle, type Step, StepFailed, begin } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { deleteImage } from '../image/for-servers.ts';
import { plug as plugInto, unplug } from '../network/for-servers.ts';
import { release } from './claims.ts';
import { displace, place } from './host-rows.ts';
import { conclude } from './instance-action-rows.ts';
import { type MigrationStatus, advance, forget, latest } from './migration-rows.ts';
import { use } from './quota.ts';
import { schedule } from './scheduler.ts';
import { leave as leaveGroup } from './server-affinity.ts';
import { evacuated, evacuating, stranded } from './server-evacuation.ts';
import { arrived, calledOff, destined } from './server-live-migration.ts';
import { confirmed, resized, reverted } from './server-resize.ts';
import { POWER, type ServerRow, servers } from './server-rows.ts';
import { attachAll, letGo, prepare, putBack } from './server-volumes.ts';
import { dropTasks } from './volume-tasks.ts';

type Work = (server: ServerRow, scope: Scope) => void | Promise<void>;
type Change = Partial<ServerRow>;

/** A step that ends with this change, after `work`. */
const step = (name: string, change: Change, work?: Work): Step<ServerRow> => ({
  name,
  async end(server, scope) {
    await work?.(server, scope);
    Object.assign(server, change, { updated_at: scope.now });
  },
});
/** The last step of an action. */
const last = (name: string, change: Change, work?: Work): Step<ServerRow> =>
  step(name, { task_state: null, ...change }, async (server, scope) => {
    await work?.(server, scope);
    await done(server, scope);
  });
const done: Work = async (server, scope) => {
  server.before = null;
  await conclude(scope, server);
};
/** The last step of an action that has turned the server on, though it may have been off: then it is turned off again. */
const lastOr = (name: string, work: (server: ServerRow, scope: Scope) => Promise<'on' | 'off'>): Step<ServerRow> =>
  step(name, {}, async (server, scope) => {
    const off = (await work(server, scope)) === 'off';
    server.task_state = off ? 'powering-off' : null;
    await (off ? begin(scope, serverLifeCycle, server.id, 'stop') : done(server, scope));
  });

const running: Change = { vm_state: 'active', power_state: POWER.running };
const launched: Work = (server, { now }) => void (server.launched_at = now);
/** On again after a resize, unless it was off. */
const awake = (server: ServerRow): void => void Object.assign(server, server.power_state === POWER.shutdown ? { vm_state: 'stopped' } : running);
async function rebuilt(server: ServerRow, scope: Scope): Promise<'on' | 'off'> {
  await launched(server, scope);
  Object.assign(server, running);
  return server.before?.vm_state === 'stopped' ? 'off' : 'on';
}
const reaching =
  (status: MigrationStatus): Work =>
  async (server, scope) =>
    advance(scope, server, status);
/** Takes what Neutron refuses for the end of the build. */
async function plug(server: ServerRow, scope: Scope): Promise<void> {
  try {
    const wanted = server.requested_interfaces ?? [];
    if (!wanted.length) return;
    if (wanted.some(({ barred }) => barred))
      throw new StepFailed(`Build of instance ${server.id} aborted: Failed to allocate the network(s), not rescheduling.`);
    const ports = await plugInto(scope, server, wanted, server.requested_security_groups);
    for (const [n, { tag }] of wanted.entries()) if (tag !== undefined) server.interface_tags[ports[n] ?? ''] = tag;
  } catch (error) {
    if (error instanceof CloudError) throw new StepFailed(error.message, { cause: error });
    throw error;
  }
  server.requested_interfaces = null;
}

const offloaded: Change = { vm_state: 'shelved_offloaded', power_state: POWER.shutdown };
async function leave(server: ServerRow, scope: Scope): Promise<void> {
  await putBack(server, scope);
  await displace(scope, server);
}

const RESIZE: readonly Step<ServerRow>[] = [
  step('resize_prep', { task_state: 'resize_migrating' }, resized),
  step('resize_migrating', { task_state: 'resize_migrated' }, reaching('post-migrating')),
  step('resize_migrated', { task_state: 'resize_finish' }),
  last('resize_finish', { vm_state: 'resized' }, async (server, scope) => {
    await launched(server, scope);
    await advance(scope, server, 'finished');
    // the option `resize_confirm_window` of Nova, which is off unless the profile says how long it is
    if (scope.world.profile.durations['server.auto-confirm']) await begin(scope, serverLifeCycle, server.id, 'auto-confirm');
  }),
];
const confirm: Work = async (server, scope) => {
  await confirmed(server, scope);
  awake(server);
};
const confirmAlone: Work = async (server, scope) => {
  if (server.vm_state !== 'resized') return;
  await advance(scope, server, 'confirming');
  await confirm(server, scope);
};
const DAY = 86_400_000;

export const serverLifeCycle: LifeCycle<ServerRow> = {
  kind: 'server',
  noun: 'servers',
  load: async ({ rows }, id) => rows.get(servers, id),
  save: async ({ rows }, row) => rows.update(servers, row),
  processes: {
    build: [
      step('scheduling', { task_state: null }),
      step('claiming', { task_state: 'networking' }, async (server, scope) => place(scope, server, await schedule(scope, server))),
      step('networking', { task_state: 'block_device_mapping' }, plug),
      step('block_device_mapping', { task_state: 'spawning' }, prepare),
      last('spawning', running, async (server, scope) => {
        await attachAll(server, scope);
        await launched(server, scope);
      }),
    ],
    delete: [step('deleting', {}, vanish)],
    stop: [last('powering-off', { vm_state: 'stopped', power_state: POWER.shutdown })],
    start: [last('powering-on', running)],
    reboot: [step('rebooting', { task_state: 'reboot_pending' }), step('reboot_pending', { task_state: 'reboot_started' }), last('reboot_started', running)],
    'reboot-hard': [
      step('rebooting_hard', { task_state: 'reboot_pending_hard' }),
      step('reboot_pending_hard', { task_state: 'reboot_started_hard' }),
      last('reboot_started_hard', running),
    ],
    pause: [last('pausing', { vm_state: 'paused', power_state: POWER.paused })],
    unpause: [last('unpausing', running)],
    suspend: [last('suspending', { vm_state: 'suspended', power_state: POWER.shutdown })],
    resume: [last('resuming', running)],
    rescue: [last('rescuing', { vm_state: 'rescued', power_state: POWER.running }, launched)],
    unrescue: [last('unrescuing', running)],
    resize: RESIZE,
    'auto-confirm': [last('waiting', {}, confirmAlone)],
    /** Nova v1.1 did not wait for ever. */
    'resize-on-trial': [...RESIZE, { ...last('trial', {}, confirmAlone), lasts: DAY }],
    'live-migrate': [
      step('scheduling', {}, async (server, scope) => {
        const migration = await latest(scope, server);
        if (migration) await destined(scope, server, migration);
        await advance(scope, server, 'queued');
      }),
      step('queued', {}, reaching('preparing')),
      step('preparing', {}, reaching('running')),
      last('running', {}, arrived),
    ],
    'live-migrate-end': [last('running', {}, arrived)],
    'live-migrate-abort': [last('aborting', {}, async (server, scope) => calledOff(server, scope, 'cancelled'))],
    evacuate: [
      step('rebuilding', { task_state: 'rebuild_block_device_mapping' }, evacuating),
      step('rebuild_block_device_mapping', { task_state: 'rebuild_spawning' }),
      lastOr('rebuild_spawning', async (server, scope) => {
        await evacuated(server, scope);
        return rebuilt(server, scope);
      }),
    ],
    'confirm-resize': [last('confirming', {}, confirm)],
    'revert-resize': [
      lastOr('resize_reverting', async (server, scope) => {
        await reverted(server, scope);
        await launched(server, scope);
        if (server.power_state === POWER.shutdown) return 'off';
        Object.assign(server, running);
        return 'on';
      }),
    ],
    rebuild: [
      step('rebuilding', { task_state: 'rebuild_block_device_mapping' }),
      step('rebuild_block_device_mapping', { task_state: 'rebuild_spawning' }),
      lastOr('rebuild_spawning', rebuilt),
    ],
    snapshot: [
      step('image_snapshot_pending', { task_state: 'image_snapshot' }),
      step('image_snapshot', { task_state: 'image_pending_upload' }),
      step('image_pending_upload', { task_state: 'image_uploading' }),
      last('image_uploading', { snapshot_id: null }),
    ],
    backup: [
      step('image_backup', { task_state: 'image_pending_upload' }),
      step('image_pending_upload', { task_state: 'image_uploading' }),
      last('image_uploading', { snapshot_id: null }),
    ],
    password: [last('updating_password', {})],
    shelve: [
      step('shelving', { task_state: 'shelving_image_pending_upload' }),
      step('shelving_image_pending_upload', { task_state: 'shelving_image_uploading' }),
      step('shelving_image_uploading', { vm_state: 'shelved', task_state: 'shelving_offloading', power_state: POWER.shutdown }),
      last('shelving_offloading', offloaded, leave),
    ],
    'shelve-offload': [last('shelving_offloading', offloaded, leave)],
    unshelve: [
      step('unshelving', { task_state: 'spawning' }, async (server, scope) => {
        if (!server.host) await place(scope, server, await schedule(scope, server));
      }),
      last('spawning', { ...running, shelved_image_id: null }, async (server, scope) => {
        await prepare(server, scope);
        await attachAll(server, scope);
        if (server.shelved_image_id !== null) await deleteImage(scope, server.shelved_image_id);
        await launched(server, scope);
      }),
    ],
  },

  async fail(server, scope, process, reason) {
    const message = reason?.message || FAILURES[process]?.(server) || `Failed to ${process} instance: the hypervisor reported an error.`;
    if (process === 'build') {
      await unplug(scope, server.id);
      server.requested_interfaces = null;
      await letGo(server, scope);
      await displace(scope, server);
    }
    if (process === 'evacuate') await stranded(server, scope);
    if (process === 'live-migrate') await calledOff(server, scope, 'error');
    await conclude(scope, server, message);
    const state = SURVIVED.has(process) ? (server.before ?? {}) : { vm_state: 'error' };
    Object.assign(server, state, {
      before: null,
      task_state: null,
      updated_at: scope.now,
      fault: { code: 500, created: scope.now, message, details: message },
    });
  },
};
/** Processes whose failure leaves the server as it was. */
const SURVIVED = new Set(['resize', 'resize-on-trial', 'live-migrate', 'snapshot', 'backup', 'unshelve', 'password']);
/** What Nova says where the cause is the hypervisor's. */
const FAILURES: Record<string, (server: ServerRow) => string> = {
  build: ({ id }) => `Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance ${id}.`,
};

/** The end of a server: what it had is free again; the row stays for those who ask for deleted ones. */
export async function vanish(server: ServerRow, scope: Scope): Promise<void> {
  const { vcpus, ram } = server.flavor;
  await unplug(scope, server.id);
  await dropTasks(scope, server);
  await letGo(server, scope);
  await confirmed(server, scope);
  // what is shown of the deleted says where it was
  if (server.host !== null) server.power_state = POWER.none;
  await release(scope, server, server.host);
  await leaveGroup(scope, server);
  await use(scope, server.project_id, { instances: -1, cores: -vcpus, ram: -ram });
  await conclude(scope, server);
  const { now } = scope;
  Object.assign(server, {
    deleted: true,
    deleted_at: now,
    terminated_at: now,
    vm_state: 'deleted',
    task_state: null,
    fault: null,
    metadata: {},
    tags: [],
  } satisfies Change);
  await forget(scope, server);
}
