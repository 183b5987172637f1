/**
 * Migrations of all servers. https://docs.openstack.org/api-ref/compute/#migrations-os-migrations
 * Follows `nova/api/openstack/compute/migrations.py`.
 */
import type { z } from 'zod';
import { type Migration as MigrationView, migrations as table } from '../../contracts/compute/migrations.ts';
import { within } from '../../contracts/microversion.ts';
import { naive } from '../core/clock.ts';
import { type Context, type Request, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { links, nextPage } from './links.ts';
import { IN_PROGRESS, type Migration, migrations } from './migration-rows.ts';
import { MAX_LIMIT, limitOf } from './paging.ts';
import { changedBetween } from './server-search.ts';

type Query = { [name: string]: string[] | undefined } & { limit?: number[] };
/** Filters > whether a migration is meant. `source_compute` does not count beside `host`. */
const FILTERS: Record<string, (migration: Migration, wanted: string, query: Query) => boolean> = {
  host: ({ source_compute, dest_compute }, wanted) => wanted === source_compute || wanted === dest_compute,
  source_compute: ({ source_compute }, wanted, { host }) => host !== undefined || wanted === source_compute,
  instance_uuid: ({ server_id }, wanted) => wanted === server_id,
  status: ({ status }, wanted) => wanted === status,
  migration_type: ({ migration_type }, wanted) => wanted === migration_type,
  user_id: ({ user_id }, wanted) => wanted === user_id,
  project_id: ({ project_id }, wanted) => wanted === project_id,
  /** None is ever hidden. */
  hidden: (_migration, wanted) => wanted === '0' || wanted === 'False',
};

export const migrationHandlers = implement(table, {
  list: async (request) => {
    const query = request.query as Query;
    const project = query['project_id']?.at(-1);
    if (!project || project !== request.caller.project_id) request.enforce(undefined, 'os_compute_api:os-migrations:index:all_projects');
    const paged = within(request.version, { since: '2.59' });
    const limit = paged ? limitOf(query) : MAX_LIMIT;
    const page = limit === 0 ? [] : await find(request, query, paged, limit);
    const hostsToo = request.may('os_compute_api:os-migrations:index:host');
    return { migrations: page.map((migration) => view(request, migration, hostsToo)), migrations_links: nextPage(request, 'os-migrations', page, limit) };
  },
});

/** Since 2.59 the newest come first, in pages. */
async function find(request: Request<typeof table.list>, query: Query, paged: boolean, limit: number): Promise<Migration[]> {
  const { rows } = request;
  const marker = paged ? query['marker']?.at(-1) : undefined;
  const after = marker === undefined ? undefined : await rows.get(migrations, marker);
  if (marker !== undefined && !after) throw badRequest(`Marker ${marker} could not be found.`);
  const wanted = Object.entries(FILTERS).flatMap(([name, matches]) => {
    const value = query[name]?.at(-1);
    return value === undefined ? [] : [(migration: Migration) => matches(migration, value, query)];
  });
  return rows.list(migrations, {
    where: { updated_at: paged ? changedBetween(query['changes-since']?.at(-1), query['changes-before']?.at(-1)) : undefined },
    sort: paged
      ? [
          ['created_at', 'desc'],
          ['number', 'desc'],
        ]
      : [['number', 'asc']],
    filter: (migration) => wanted.every((matches) => matches(migration)),
    limit,
    ...(after && { after }),
  });
}

export const time = (at: number): string => naive(at - (at % 1000));
function view(request: Context, migration: Migration, hostsToo: boolean): z.input<typeof MigrationView> {
  const { id, number, server_id, user_id, project_id, migration_type, status, created_at, updated_at } = migration;
  const underWay = migration_type === 'live-migration' && IN_PROGRESS.includes(status);
  return {
    id: number,
    uuid: id,
    source_compute: hostsToo ? migration.source_compute : null,
    dest_compute: hostsToo ? migration.dest_compute : null,
    source_node: hostsToo ? migration.source_node : null,
    dest_node: hostsToo ? migration.dest_node : null,
    dest_host: hostsToo ? migration.dest_host : null,
    old_instance_type_id: migration.old_flavor,
    new_instance_type_id: migration.new_flavor,
    instance_uuid: server_id,
    status,
    migration_type,
    user_id,
    project_id,
    created_at: time(created_at),
    updated_at: updated_at === null ? null : time(updated_at),
    ...(underWay && { links: links(request, `servers/${server_id}/migrations`, String(number)) }),
  };
}
