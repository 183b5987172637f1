/** https://docs.openstack.org/api-ref/compute/#migrations-os-migrations */
import { z } from 'zod';
import { changes, since } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { DateTime } from './server-query.ts';
import { Links, page, strings } from './types.ts';

const once = <T extends z.ZodType>(type: T) => z.array(type).max(1).optional();
const time = once(DateTime);
const filters = { hidden: strings, host: strings, instance_uuid: strings, source_compute: strings, status: strings, migration_type: strings };
const query = changes({
  '2.1': z.looseObject(filters),
  '2.59': z.strictObject({
    ...filters,
    limit: page.limit,
    marker: once(z.string()),
    'changes-since': time,
    'changes-before': since('2.66', time),
    user_id: since('2.80', once(z.string())),
    project_id: since('2.80', once(z.string())),
  }),
});

export const MIGRATION_TYPES = ['migration', 'resize', 'live-migration', 'evacuation'] as const;
const name = z.string().nullable();
export const Migration = z.object({
  id: z.int(),
  uuid: since('2.59', z.string()),
  source_compute: name,
  dest_compute: name,
  source_node: name,
  dest_node: name,
  dest_host: name,
  old_instance_type_id: z.int().nullable(),
  new_instance_type_id: z.int().nullable(),
  instance_uuid: z.string(),
  status: z.string(),
  migration_type: since('2.23', z.enum(MIGRATION_TYPES)),
  user_id: since('2.80', z.string()),
  project_id: since('2.80', z.string()),
  created_at: z.string(),
  updated_at: name,
  /** Of live migrations under way. */
  links: since('2.23', Links.optional()),
});

export const migrations = resource({
  list: get('/os-migrations', {
    policy: 'os_compute_api:os-migrations:index',
    query,
    status: 200,
    returns: z.object({ migrations: z.array(Migration), migrations_links: since('2.59', Links.optional()) }),
    errors: [400, 403],
  }),
});
