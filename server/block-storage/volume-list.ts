/** Which volumes a query asks for. `cinder/api/v3/volumes.py: _get_volumes`, `cinder/db/api.py: volume_get_all` */
import { within } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { type Link, nextPage } from './links.ts';
import { type Columns, booleanIn, filtersOf, findPage } from './listing.ts';
import type { Paging } from './paging.ts';
import { filtersFor } from './resource-filters.ts';
import { whose } from './visibility.ts';
import { volumeFilter } from './volume-filters.ts';
import { type Volume, volumeOf, volumes } from './volume-rows.ts';

interface Found {
  page: Volume[];
  volumes_links?: Link[] | undefined;
  count?: number | undefined;
}
const COLUMNS: Columns<Volume> = {
  id: 'id',
  name: 'name',
  display_name: 'name',
  display_description: 'description',
  created_at: 'created_at',
  updated_at: 'updated_at',
  launched_at: 'launched_at',
  size: 'size',
  status: 'status',
  attach_status: 'attach_status',
  migration_status: 'migration_status',
  user_id: 'user_id',
  project_id: 'project_id',
  host: 'host',
  availability_zone: 'availability_zone',
  bootable: 'bootable',
  multiattach: 'multiattach',
  volume_type_id: 'volume_type_id',
  snapshot_id: 'snapshot_id',
  source_volid: 'source_volid',
  group_id: 'group_id',
};
/** What users could filter by before filters were made to order. */
const EARLIER = ['name', 'status', 'metadata', 'bootable', 'migration_status', 'availability_zone', 'group_id', 'size'];
/** Filters that were passed over until these versions, and from 3.31 on no longer. */
const LATER = { glance_metadata: '3.4', group_id: '3.10', created_at: '3.31', updated_at: '3.31' } as const;

/** Of the caller's project, or of all of them for an admin who says `all_tenants`. @throws CloudError 400, 404 on a marker that is no volume */
export async function findVolumes(request: Context, query: Paging & Record<string, unknown>, collection: string): Promise<Found> {
  const { rows, caller, version } = request;
  const counting = within(version, { since: '3.45' });
  const counted = counting && booleanIn(query, 'with_count');
  const asked = Object.entries(filtersOf(query, ...(counting ? ['with_count'] : []))).filter(
    ([name]) => !Object.hasOwn(LATER, name) || within(version, { since: LATER[name as keyof typeof LATER] }),
  );
  const filters = filtersFor(request, 'volume', Object.fromEntries(asked), EARLIER);
  const everywhere = booleanIn(filters, 'all_tenants');
  const { all_tenants: _, ...inAll } = filters;
  const { project_id: __, ...inOne } = filters;
  // said in vain, `all_tenants` names no column
  const filter = volumeFilter(request, everywhere ? inAll : inOne);
  const where = whose(caller, everywhere);
  const { page, limit } = await findPage(request, query, { from: volumes, columns: COLUMNS, where, filter, marker: async (id) => volumeOf(request, id) });
  const count = counted ? (await rows.list(volumes, { where, filter })).length : undefined;
  return { page, volumes_links: nextPage(request, collection, page, limit, count), count };
}
