/** What becomes of a server that moves while it runs. `nova/conductor/tasks/live_migrate.py`, `nova/compute/manager.py: live_migration` */
import { StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { claim, handOver, release } from './claims.ts';
import { type Host, hosts } from './host-rows.ts';
import { onlyBegan } from './instance-action-rows.ts';
import { type Migration, advance, latest, migrations } from './migration-rows.ts';
import { schedule } from './scheduler.ts';
import { settleOn } from './server-resize.ts';
import type { ServerRow } from './server-rows.ts';
import { isUp } from './services.ts';

/** Finds the host, and takes there what the server needs; the old one is kept until it has arrived. Throws StepFailed. */
export async function destined(scope: Scope, server: ServerRow, migration: Migration): Promise<void> {
  if (migration.dest_node !== null) return;
  const { host: source } = server;
  const { id } = await destination(scope, server, migration).catch(async (error: unknown) => {
    await onlyBegan(scope, server, ['conductor_migrate_server', 'conductor_live_migrate_instance']);
    throw error;
  });
  await handOver(scope, server.id, migration.id);
  await claim(scope, server, id);
  await scope.rows.update(migrations, Object.assign(migration, { source_node: source, dest_compute: id, dest_node: id, updated_at: scope.now }));
}
async function destination(scope: Scope, server: ServerRow, migration: Migration): Promise<Host> {
  await checkUp(scope, server.host);
  return migration.dest_compute === null ? found(scope, server, migration) : forced(scope, server, migration.dest_compute);
}
async function found(scope: Scope, server: ServerRow, { requested_host }: Migration): Promise<Host> {
  try {
    return await schedule(scope, server, server.flavor, { except: server.host, only: requested_host });
  } catch (error) {
    throw error instanceof StepFailed ? new StepFailed('No valid host was found. There are not enough hosts available.', { cause: error }) : error;
  }
}
/** Past the scheduler. */
async function forced(scope: Scope, server: ServerRow, name: string): Promise<Host> {
  if (name === server.host) throw new StepFailed(`Unable to migrate instance (${server.id}) to current host (${name}).`);
  await checkUp(scope, name);
  const host = await scope.rows.get(hosts, name);
  if (!host) throw new StepFailed(`Compute host ${name} could not be found.`);
  if (host.memory_mb - host.memory_mb_used < server.flavor.ram) {
    throw new StepFailed(`Migration pre-check error: Unable to migrate ${server.id} to ${name}: Lack of memory.`);
  }
  return host;
}
async function checkUp(scope: Scope, host: string | null): Promise<void> {
  if (!(await isUp(scope, host))) throw new StepFailed(`Compute service of ${host} is unavailable at this time.`);
}

/** The host is left when the server runs on the other one. */
export async function arrived(server: ServerRow, scope: Scope): Promise<void> {
  const migration = await latest(scope, server);
  if (!migration?.dest_node) return;
  await release(scope, server, server.host, server.flavor, migration.id);
  await settleOn(server, scope, migration.dest_node);
  await advance(scope, server, 'completed');
}
/** Gives back what the other host had set aside. */
export async function calledOff(server: ServerRow, scope: Scope, status: 'cancelled' | 'error'): Promise<void> {
  const migration = await latest(scope, server);
  if (migration?.dest_node) {
    await release(scope, server, migration.dest_node);
    await handOver(scope, migration.id, server.id);
  }
  await advance(scope, server, status);
}
