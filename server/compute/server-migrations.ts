/**
 * Live migrations of a server that are under way. https://docs.openstack.org/api-ref/compute/#server-migrations-servers-migrations
 * Follows `nova/api/openstack/compute/server_migrations.py`. The fake hypervisor reports no bytes.
 */
import type { z } from 'zod';
import { type ServerMigration, serverMigrations as table } from '../../contracts/compute/server-migrations.ts';
import { inForce } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import { recordAtOnce } from './instance-action-rows.ts';
import { IN_PROGRESS, type Migration, migrations } from './migration-rows.ts';
import { time } from './migrations.ts';
import { checkState } from './server-checks.ts';
import { serverLifeCycle } from './server-lifecycle.ts';
import { serverOf } from './server-lookup.ts';
import type { ServerRow } from './server-rows.ts';

type OnMigration = Context & { params: { server_id: string; migration_id: string } };

export const serverMigrationHandlers = implement(table, {
  list: async (request) => {
    const server = await serverOf(request);
    const { project_id } = server;
    const hostsToo = request.may('os_compute_api:servers:migrations:index:host', { project_id });
    const found = await request.rows.list(migrations, { where: { server_id: server.id }, sort: [['number', 'asc']] });
    return {
      migrations: found
        .filter(isLive)
        .filter(inProgress)
        .map((migration) => view(migration, hostsToo)),
    };
  },
  show: async (request) => {
    const server = await serverOf(request);
    const { migration_id: id } = request.params;
    const migration = await migrationOf(request, server);
    if (!migration) throw notFound(`In-progress live migration ${id} is not found for server ${server.id}.`);
    if (!isLive(migration)) throw notFound(`Migration ${id} for server ${server.id} is not live-migration.`);
    if (!inProgress(migration)) throw notFound(`Live migration ${id} for server ${server.id} is not in progress.`);
    return { migration: view(migration, true) };
  },
  forceComplete: async (request) => {
    const server = await serverOf(request);
    checkState(request, server, { label: 'force_complete', vm_states: ['active'], task_states: ['migrating'] });
    const migration = await migrationOf(request, server);
    if (!migration) throw badRequest(unknown(request, server));
    if (migration.status !== 'running') throw badRequest(wrongState(request, server, migration, 'force complete'));
    await interrupt(request, server, 'live_migration_force_complete', 'compute_live_migration_force_complete', 'live-migrate-end');
  },
  delete: async (request) => {
    const server = await serverOf(request);
    checkState(request, server, { label: 'abort live migration', task_states: ['migrating'], locked: 'unnamed' });
    const migration = await migrationOf(request, server);
    if (!migration) throw notFound(unknown(request, server));
    const abortable = inForce({ '2.24': ['running'], '2.65': ['running', 'queued', 'preparing'] }, request.version) ?? [];
    if (!abortable.includes(migration.status)) throw badRequest(wrongState(request, server, migration, 'abort live migration'));
    await interrupt(request, server, 'live_migration_cancel', 'compute_live_migration_abort', 'live-migrate-abort');
  },
});

/** The migration goes another way from here; its own entry in the history stays open until it ends. */
async function interrupt(request: Context, server: ServerRow, action: string, event: string, process: string): Promise<void> {
  await recordAtOnce(request, server, action, event);
  await begin(request, serverLifeCycle, server.id, process);
}

const isLive = ({ migration_type }: Migration): boolean => migration_type === 'live-migration';
const inProgress = ({ status }: Migration): boolean => IN_PROGRESS.includes(status);

async function migrationOf({ rows, params }: OnMigration, { id }: ServerRow): Promise<Migration | undefined> {
  const [migration] = await rows.list(migrations, { where: { server_id: id, number: Number.parseInt(params.migration_id, 10) || 0 }, limit: 1 });
  return migration;
}
const unknown = ({ params }: OnMigration, { id }: ServerRow): string => `Migration ${params.migration_id} not found for instance ${id}`;
const wrongState = ({ params }: OnMigration, { id }: ServerRow, { status }: Migration, method: string): string =>
  `Migration ${params.migration_id} state of instance ${id} is ${status}. Cannot ${method} while the migration is in this state.`;

const view = (migration: Migration, hostsToo: boolean): z.input<typeof ServerMigration> => ({
  created_at: time(migration.created_at),
  dest_compute: hostsToo ? migration.dest_compute : null,
  dest_host: hostsToo ? migration.dest_host : null,
  dest_node: hostsToo ? migration.dest_node : null,
  disk_processed_bytes: null,
  disk_remaining_bytes: null,
  disk_total_bytes: null,
  id: migration.number,
  memory_processed_bytes: null,
  memory_remaining_bytes: null,
  memory_total_bytes: null,
  server_uuid: migration.server_id,
  source_compute: hostsToo ? migration.source_compute : null,
  source_node: hostsToo ? migration.source_node : null,
  status: migration.status,
  updated_at: migration.updated_at === null ? null : time(migration.updated_at),
  uuid: migration.id,
  user_id: migration.user_id,
  project_id: migration.project_id,
});
