/** The ways of servers from host to host, or to another size. `nova/objects/migration.py`, `nova/db/main/models.py` */
import type { MIGRATION_TYPES } from '../../contracts/compute/migrations.ts';
import type { Context } from '../core/context.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

/** In the order in which they come: of a change of size or host while it is off, of a live migration, of an evacuation. */
export type MigrationStatus =
  | 'pre-migrating'
  | 'migrating'
  | 'post-migrating'
  | 'finished'
  | 'confirming'
  | 'confirmed'
  | 'reverting'
  | 'reverted'
  | 'accepted'
  | 'queued'
  | 'preparing'
  | 'running'
  | 'completed'
  | 'cancelled'
  | 'done'
  | 'failed'
  | 'error';
/** A live migration that has one of these is under way. */
export const IN_PROGRESS: readonly string[] = ['queued', 'preparing', 'running', 'post-migrating'] satisfies MigrationStatus[];

export interface Migration {
  id: string;
  /** What the API calls its id. */
  number: number;
  server_id: string;
  user_id: string;
  project_id: string;
  migration_type: (typeof MIGRATION_TYPES)[number];
  status: MigrationStatus;
  source_compute: string | null;
  source_node: string | null;
  dest_compute: string | null;
  dest_node: string | null;
  dest_host: string | null;
  old_flavor: number | null;
  new_flavor: number | null;
  /** The only host that will do. */
  requested_host: string | null;
  created_at: number;
  updated_at: number | null;
}
export const migrations = collection<Migration>(
  'compute_migrations',
  { number: 'integer', server_id: 'text', created_at: 'integer', updated_at: 'integer' },
  [],
  [['number'], ['server_id', 'number']],
);

type Facts = Pick<Migration, 'migration_type' | 'status'> & Partial<Migration>;
/** Writes down that a server begins to move. */
export async function plan({ world, rows, caller, now }: Context, server: ServerRow, facts: Facts): Promise<Migration> {
  const [newest] = await rows.list(migrations, { sort: [['number', 'desc']], limit: 1 });
  return rows.insert(migrations, {
    id: world.ids.uuid(),
    number: (newest?.number ?? 0) + 1,
    server_id: server.id,
    user_id: caller.user_id,
    project_id: caller.project_id ?? '',
    source_compute: server.host,
    source_node: server.node,
    dest_compute: null,
    dest_node: null,
    dest_host: null,
    old_flavor: null,
    new_flavor: null,
    requested_host: null,
    created_at: now,
    updated_at: null,
    ...facts,
  });
}
export const flavorsOf = (from: ServerFlavor, to: ServerFlavor) => ({ old_flavor: from.number, new_flavor: to.number });

/** The one that a server began last. */
export async function latest({ rows }: Scope, { id }: ServerRow): Promise<Migration | undefined> {
  const [migration] = await rows.list(migrations, { where: { server_id: id }, sort: [['number', 'desc']], limit: 1 });
  return migration;
}
/** Notes how far the server's last migration has come. */
export async function advance(scope: Scope, server: ServerRow, status: MigrationStatus, more: Partial<Migration> = {}): Promise<void> {
  const migration = await latest(scope, server);
  if (migration) await scope.rows.update(migrations, Object.assign(migration, { status, updated_at: scope.now }, more));
}
/** Drops those of a server that is no more. */
export async function forget({ rows }: Scope, { id }: ServerRow): Promise<void> {
  for (const migration of await rows.list(migrations, { where: { server_id: id } })) await rows.remove(migrations, migration.id);
}
/** The address of every host for what is copied between them: the fake hypervisor has but one. */
export const MY_IP = '192.168.0.1';
