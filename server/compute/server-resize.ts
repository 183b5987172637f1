/**
 * The change of a server's size or host while it is off: it has two of them until that is confirmed or reverted.
 * `nova/compute/manager.py: finish_resize, confirm_resize, revert_resize`
 */
import { StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { rebind } from '../network/for-servers.ts';
import { claim, handOver, release } from './claims.ts';
import { type Host, hostIdFor, hosts } from './host-rows.ts';
import { MY_IP, advance, latest } from './migration-rows.ts';
import { onlyBegan } from './instance-action-rows.ts';
import { use } from './quota.ts';
import { schedule } from './scheduler.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

/** Takes the new size, on whatever host has room, or another host than before; the old one stays taken. Throws StepFailed. */
export async function resized(server: ServerRow, scope: Scope): Promise<void> {
  const { new_flavor, flavor } = server;
  if (!new_flavor) return;
  const host = await destination(scope, server, new_flavor);
  await handOver(scope, server.id, await migrationOf(scope, server));
  await claim(scope, server, host.id, new_flavor);
  await grow(server, scope, flavor, new_flavor);
  Object.assign(server, { old_flavor: flavor, old_host: server.host, flavor: new_flavor, flavor_number: new_flavor.number, new_flavor: null });
  await settleOn(server, scope, host.id);
  await advance(scope, server, 'migrating', { dest_compute: host.id, dest_node: host.id, dest_host: MY_IP });
}
async function destination(scope: Scope, server: ServerRow, flavor: ServerFlavor): Promise<Host> {
  const migration = await latest(scope, server);
  const moves = migration?.migration_type === 'migration';
  try {
    return await schedule(scope, server, flavor, moves ? { except: server.host, only: migration.requested_host } : {});
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    server.new_flavor = null;
    await advance(scope, server, 'error');
    await onlyBegan(scope, server, ['cold_migrate', 'conductor_migrate_server']);
    throw new StepFailed(`No valid host was found. No valid host found for ${moves ? 'cold migrate' : 'resize'}`, { cause: error });
  }
}
/** Gives the old size back. */
export async function confirmed(server: ServerRow, scope: Scope): Promise<void> {
  if (!server.old_flavor) return;
  await release(scope, server, server.old_host, server.old_flavor, await migrationOf(scope, server));
  await advance(scope, server, 'confirmed');
  Object.assign(server, { old_flavor: null, old_host: null });
}
/** Gives the new size back. */
export async function reverted(server: ServerRow, scope: Scope): Promise<void> {
  const { old_flavor, flavor, old_host } = server;
  if (!old_flavor) return;
  await release(scope, server, server.host, flavor);
  await handOver(scope, await migrationOf(scope, server), server.id);
  await grow(server, scope, flavor, old_flavor);
  Object.assign(server, { flavor: old_flavor, flavor_number: old_flavor.number, old_flavor: null, old_host: null });
  await settleOn(server, scope, old_host);
  await advance(scope, server, 'reverted');
}

/** The migration holds the place that may yet be needed again. */
const migrationOf = async (scope: Scope, server: ServerRow): Promise<string> => (await latest(scope, server))?.id ?? '';

const grow = (server: ServerRow, scope: Scope, from: ServerFlavor, to: ServerFlavor): Promise<void> =>
  use(scope, server.project_id, { instances: 0, cores: to.vcpus - from.vcpus, ram: to.ram - from.ram });

/** The server and its ports are on this host now. */
export async function settleOn(server: ServerRow, scope: Scope, host: string | null): Promise<void> {
  const availability_zone = host === null ? null : ((await scope.rows.get(hosts, host))?.availability_zone ?? null);
  const left = server.host !== host;
  Object.assign(server, { host, node: host, host_id: host === null ? '' : hostIdFor(host, server.project_id), availability_zone });
  if (left) await rebind(scope, server.id, host ?? '');
}
