/**
 * A server that is built again on another host, because its own is down. What it had of that stays taken until the host's service starts anew.
 * `nova/conductor/manager.py: rebuild_instance`, `nova/compute/manager.py: rebuild_instance, _destroy_evacuated_instances`
 */
import { StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { claimBesides, releaseOn, weigh } from './claims.ts';
import { hosts } from './host-rows.ts';
import { MY_IP, type MigrationStatus, advance, latest, migrations } from './migration-rows.ts';
import { schedule } from './scheduler.ts';
import { settleOn } from './server-resize.ts';
import { type ServerRow, servers } from './server-rows.ts';

/** Throws StepFailed when no host takes it. */
export async function evacuating(server: ServerRow, scope: Scope): Promise<void> {
  const migration = await latest(scope, server);
  try {
    const { id } = await schedule(scope, server, server.flavor, { except: server.host, only: migration?.requested_host ?? null });
    await claimBesides(scope, server, id);
    await advance(scope, server, 'pre-migrating', { dest_compute: id, dest_node: id, dest_host: MY_IP });
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    await advance(scope, server, 'error');
    throw new StepFailed('No valid host was found. There are not enough hosts available.', { cause: error });
  }
}
/** The server is the other host's. */
export async function evacuated(server: ServerRow, scope: Scope): Promise<void> {
  const { host: source } = server;
  await settleOn(server, scope, (await latest(scope, server))?.dest_node ?? null);
  await leave(scope, server, source);
  await advance(scope, server, 'done');
}
/** Gives back what the other host had set aside. */
export async function stranded(server: ServerRow, scope: Scope): Promise<void> {
  const { dest_node = null } = (await latest(scope, server)) ?? {};
  const host = dest_node === null ? undefined : await scope.rows.get(hosts, dest_node);
  if (!host) return;
  await releaseOn(scope, server.id, host);
  await leave(scope, server, host.id);
  await advance(scope, server, 'failed');
}
async function leave(scope: Scope, server: ServerRow, name: string | null): Promise<void> {
  const host = name === null ? undefined : await scope.rows.get(hosts, name);
  if (host) await weigh(scope, host, server, server.flavor, -1);
}

const OPEN: readonly MigrationStatus[] = ['accepted', 'pre-migrating', 'done'];
/** The compute service of a host has started anew, and clears away what was evacuated from it. @returns whether there is such a host */
export async function restarted(scope: Scope, name: string): Promise<boolean> {
  const { rows, now } = scope;
  const host = await rows.get(hosts, name);
  if (!host) return false;
  for (const migration of await evacuationsFrom(scope, name)) {
    if (!OPEN.includes(migration.status)) continue;
    const server = await rows.get(servers, migration.server_id);
    if (server && server.host !== name) await releaseOn(scope, server.id, host);
    await rows.update(migrations, { ...migration, status: 'completed', updated_at: now });
  }
  return true;
}
/** Whether a host still has what was evacuated from it. */
export const isUncleared = async (scope: Scope, host: string): Promise<boolean> => (await evacuationsFrom(scope, host)).some(({ status }) => status === 'done');

const evacuationsFrom = async ({ rows }: Scope, host: string) =>
  (await rows.list(migrations)).filter(({ migration_type, source_compute }) => migration_type === 'evacuation' && source_compute === host);
