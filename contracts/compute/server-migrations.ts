/** https://docs.openstack.org/api-ref/compute/#server-migrations-servers-migrations */
import { z } from 'zod';
import { changes, since } from '../microversion.ts';
import { action, del, get, resource } from '../operation.ts';

const ITEM = '/servers/{server_id}/migrations/{migration_id}';
const noQuery = changes({ '2.23': z.looseObject({}), '2.102': z.strictObject({}) });
const name = z.string().nullable();
const bytes = z.int().nullable();

/** A live migration under way, as its server shows it. */
export const ServerMigration = z.object({
  created_at: z.string(),
  dest_compute: name,
  dest_host: name,
  dest_node: name,
  disk_processed_bytes: bytes,
  disk_remaining_bytes: bytes,
  disk_total_bytes: bytes,
  id: z.int(),
  memory_processed_bytes: bytes,
  memory_remaining_bytes: bytes,
  memory_total_bytes: bytes,
  server_uuid: z.string(),
  source_compute: name,
  source_node: name,
  status: z.string(),
  updated_at: z.string().nullable(),
  uuid: since('2.59', z.string()),
  user_id: since('2.80', z.string()),
  project_id: since('2.80', z.string()),
});

export const serverMigrations = resource({
  list: get('/servers/{server_id}/migrations', {
    since: '2.23',
    policy: 'os_compute_api:servers:migrations:index',
    late: true,
    query: noQuery,
    status: 200,
    returns: z.object({ migrations: z.array(ServerMigration) }),
    errors: [403, 404],
  }),
  show: get(ITEM, {
    since: '2.23',
    policy: 'os_compute_api:servers:migrations:show',
    late: true,
    query: noQuery,
    status: 200,
    returns: z.object({ migration: ServerMigration }),
    errors: [403, 404],
  }),
  forceComplete: action(`${ITEM}/action`, 'force_complete', {
    since: '2.22',
    policy: 'os_compute_api:servers:migrations:force_complete',
    late: true,
    body: z.strictObject({ force_complete: z.null() }),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
  delete: del(ITEM, { since: '2.24', policy: 'os_compute_api:servers:migrations:delete', late: true, status: 202, errors: [400, 403, 404, 409] }),
});
