/**
 * Actions on servers. https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * Follows `nova/api/openstack/compute/servers.py` and its neighbours, one file an action, and `nova/compute/api.py`.
 */
import { demands } from '../../contracts/compute/server-demands.ts';
import { serverActions as table } from '../../contracts/compute/server-actions.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, gone } from '../core/errors.ts';
import { createSnapshot } from '../image/for-servers.ts';
import { isVolumeBacked } from './block-device-mappings.ts';
import { hosts } from './host-rows.ts';
import { recordAtOnce } from './instance-action-rows.ts';
import { advance, flavorsOf, latest, plan } from './migration-rows.ts';
import { checkResize } from './quota.ts';
import { checkReachable, checkState } from './server-checks.ts';
import { flavorWith } from './server-flavor.ts';
import { checkSize, snapshotOf } from './server-image.ts';
import { noCell, serverOf } from './server-lookup.ts';
import { checkKnown } from './server-placement.ts';
import { checkRescue } from './server-reimaging.ts';
import type { ServerRow } from './server-rows.ts';
import { follow, transitions } from './server-transitions.ts';
import { remove } from './servers.ts';
import { checkUp } from './services.ts';
import { boundsFor } from './user-quotas.ts';

export const serverActionHandlers = implement(table, {
  start: async (request) => void (await follow(request, transitions.start, undefined, noCell)),
  stop: async (request) => void (await follow(request, transitions.stop, undefined, noCell)),
  reboot: async (request) => void (await follow(request, transitions[request.body.reboot.type.toUpperCase() === 'SOFT' ? 'reboot-soft' : 'reboot-hard'])),
  pause: async (request) => void (await follow(request, transitions.pause)),
  unpause: async (request) => void (await follow(request, transitions.unpause)),
  suspend: async (request) => void (await follow(request, transitions.suspend)),
  resume: async (request) => void (await follow(request, transitions.resume)),
  unrescue: async (request) => void (await follow(request, transitions.unrescue)),
  revertResize: async (request) => void (await follow(request, transitions.revertResize, async (server) => end(request, server, 'reverting'))),
  confirmResize: async (request) => void (await follow(request, transitions.confirmResize, async (server) => end(request, server, 'confirming'))),
  changePassword: async (request) => void (await follow(request, transitions.changePassword)),
  shelve: async (request) =>
    void (await follow(request, transitions.shelve, async (server) => {
      if (!isVolumeBacked(server)) server.shelved_image_id = (await createSnapshot(request, snapshotOf(server, `${server.name}-shelved`, {}))).id;
    })),
  shelveOffload: async (request) => void (await follow(request, transitions.shelveOffload)),

  rescue: async (request) => {
    const { rescue } = request.body;
    await follow(request, transitions.rescue, async (server) => checkRescue(request, server, rescue?.rescue_image_ref));
    return { adminPass: rescue?.adminPass ?? request.world.ids.password() };
  },
  resize: async (request) => {
    const { resize } = request.body;
    await follow(request, transitions.resize, async (server) => {
      server.new_flavor = await resizeTarget(request, server, resize.flavorRef);
      await checkUp(request, server.host);
      if (resize['OS-DCF:diskConfig'] !== undefined) server.auto_disk_config = resize['OS-DCF:diskConfig'] === 'AUTO';
      await plan(request, server, { migration_type: 'resize', status: 'pre-migrating', ...flavorsOf(server.flavor, server.new_flavor) });
    });
  },
  unshelve: async (request) => {
    const { unshelve } = request.body as { unshelve: { availability_zone?: string | null; host?: string } | null };
    await follow(request, transitions.unshelve, async (server) => destine(request, server, unshelve ?? {}));
  },

  lock: async (request) => {
    const server = await serverOf(request);
    const owner = server.project_id === request.caller.project_id;
    // an owner's lock stays what it is when the owner locks again
    if (server.locked_by !== null && owner) return;
    // whatever is said of it before
    const { lock } = (within(request.version, { since: '2.73' }) ? request.body : { lock: null }) as { lock: { locked_reason?: string } | null };
    Object.assign(server, { locked_by: owner ? 'owner' : 'admin', locked_reason: lock?.locked_reason ?? null });
    await atOnce(request, server, 'lock', 'api_lock');
  },
  unlock: async (request) => {
    const server = await serverOf(request);
    const { project_id, locked_by } = server;
    const expected = project_id === request.caller.project_id ? 'owner' : 'admin';
    if (locked_by !== null && locked_by !== expected) request.enforce({ project_id }, 'os_compute_api:os-lock-server:unlock:unlock_override');
    Object.assign(server, { locked_by: null, locked_reason: null });
    await atOnce(request, server, 'unlock', 'api_unlock');
  },
  resetState: async (request) => {
    const server = await serverOf(request);
    Object.assign(server, { vm_state: request.body['os-resetState'].state, task_state: null });
    await atOnce(request, server, 'resetState');
  },
  injectNetworkInfo: async (request) => checkReachable(request, await serverOf(request)),
  triggerCrashDump: async (request) => {
    const server = await serverOf(request, noCell);
    checkState(request, server, demands.trigger_crash_dump);
    await atOnce(request, server, 'trigger_crash_dump', 'compute_trigger_crash_dump');
  },

  forceDelete: async (request) => {
    const server = await serverOf(request);
    await remove(request, server);
  },
  // nothing is ever deleted softly: there is no interval after which it would be reclaimed
  restore: async (request) => checkState(request, await serverOf(request), demands.restore),

  resetNetwork: () => {
    throw gone('This resource is no longer available. No forwarding address is given.');
  },
});

/** Throws 400 when the end has begun already, and 409 when the host that the server left cannot clear away what it has of it. */
async function end(request: Context, server: ServerRow, status: 'confirming' | 'reverting'): Promise<void> {
  const migration = await latest(request, server);
  if (migration?.status !== 'finished') throw badRequest('Instance has not been resized.');
  if (status === 'confirming') await checkUp(request, migration.source_compute);
  await advance(request, server, status);
}
/** What is over when it is answered. */
async function atOnce(request: Context, server: ServerRow, action: string, event?: string): Promise<void> {
  server.updated_at = request.now;
  await recordAtOnce(request, server, action, ...(event ? [event] : []));
}

async function resizeTarget(request: Context, server: ServerRow, ref: string | number) {
  const flavor = await flavorWith(request, String(ref));
  if (server.flavor.disk !== 0 && flavor.disk === 0 && !isVolumeBacked(server)) {
    throw badRequest('Server disk was unable to be resized because: Resize to zero disk flavor is not allowed.');
  }
  if (flavor.number === server.flavor.number) throw badRequest('When resizing, instances must change flavor!');
  checkResize(await boundsFor(request, server.project_id, server.user_id), server.flavor, flavor);
  if (server.image_facts && !isVolumeBacked(server)) checkSize(request, { size: 0, ...server.image_facts }, flavor);
  return flavor;
}
/** Since 2.77 a zone and since 2.91 a host can be chosen. */
async function destine(request: Context, server: ServerRow, { availability_zone, host }: { availability_zone?: string | null; host?: string }): Promise<void> {
  if (host !== undefined) {
    request.enforce(undefined, 'os_compute_api:os-shelve:unshelve_to_host');
    await checkKnown(request, host);
    Object.assign(server, { requested_host: host, requested_node: null });
  }
  if (availability_zone === undefined) return;
  if (server.vm_state !== 'shelved_offloaded') {
    throw conflict(
      `Specifying an availability zone or a host when unshelving server "${server.id}" with status "${server.vm_state.toUpperCase()}" is not supported. The server status must be SHELVED_OFFLOADED.`,
    );
  }
  const zones = (await request.rows.list(hosts)).map((known) => known.availability_zone);
  if (availability_zone !== null && !zones.includes(availability_zone)) throw badRequest('The requested availability zone is not available');
  server.pinned_availability_zone = availability_zone;
}
