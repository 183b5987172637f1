/** Which snapshots a query asks for. `cinder/api/v3/snapshots.py: _items`, `cinder/db/api.py: _process_snaps_filters` */
import { boolFromString } from '../../contracts/json-schema.ts';
import { within } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { POOL, ZONE } from './backend.ts';
import { type Link, nextPage } from './links.ts';
import { type Columns, booleanIn, filtersOf, findPage, matching } from './listing.ts';
import type { Paging } from './paging.ts';
import { literal } from './python-literal.ts';
import { filtersFor } from './resource-filters.ts';
import { isOn } from './service-rows.ts';
import { snapshotOf } from './snapshot-lookup.ts';
import { type Snapshot, snapshots } from './snapshot-rows.ts';
import { whose } from './visibility.ts';

/** Upstream's columns. */
const COLUMNS: Columns<Snapshot> = {
  id: 'id',
  user_id: 'user_id',
  project_id: 'project_id',
  volume_id: 'volume_id',
  group_snapshot_id: 'group_snapshot_id',
  status: 'status',
  progress: 'progress',
  volume_size: 'volume_size',
  display_name: 'name',
  display_description: 'description',
  volume_type_id: 'volume_type_id',
  created_at: 'created_at',
  updated_at: 'updated_at',
};
const RENAMED: Record<string, string> = {
  name: 'display_name',
  'name~': 'display_name~',
  'description~': 'display_description~',
  consumes_quota: 'use_quota',
};

interface Listing {
  page: Snapshot[];
  links: { snapshots_links?: Link[] | undefined; count?: number };
}
/** Of the caller's project; of all for an admin who says `all_tenants`. @throws CloudError 400, 404 */
export async function findSnapshots(request: Context, query: Paging & Record<string, unknown>, collection: string): Promise<Listing> {
  const { version, caller } = request;
  const counted = within(version, { since: '3.45' }) && booleanIn(query, 'with_count');
  const said = filtersFor(request, 'snapshot', filtersOf(query, 'with_count'), ['status', 'volume_id', 'name', 'metadata']);
  const filter = filterOf(request, said);
  const where = whose(caller, boolFromString(said['all_tenants']) === true);
  const columns: Columns<Snapshot> = within(version, { since: '3.30' }) ? { ...COLUMNS, name: 'name' } : COLUMNS;
  const listed = { from: snapshots, columns, where, filter, marker: (id: string) => snapshotOf(request, id) };
  const { page, limit } = await findPage(request, query, listed);
  const count = counted ? (await request.rows.list(snapshots, { where, filter })).length : undefined;
  return { page, links: { snapshots_links: nextPage(request, collection, page, limit, count), ...(count !== undefined && { count }) } };
}

function filterOf({ version }: Context, said: Record<string, string>): (snapshot: Snapshot) => boolean {
  const {
    all_tenants: _,
    metadata,
    use_quota,
    host,
    availability_zone,
    ...named
  } = Object.fromEntries(Object.entries(said).map(([name, value]) => [RENAMED[name] ?? name, value]));
  const wanted = metadata !== undefined && within(version, { since: '3.22' }) ? literal(metadata) : {};
  if (use_quota !== undefined && !booleanIn({ use_quota }, 'use_quota')) return () => false;
  const elsewhere = (host !== undefined && !isOn({ host: POOL }, host)) || (availability_zone !== undefined && availability_zone !== ZONE);
  const matches = matching<Snapshot>(named, COLUMNS);
  if (elsewhere || typeof wanted !== 'object' || wanted === null) return () => false;
  return (snapshot) => matches(snapshot) && Object.entries(wanted).every(([key, value]) => snapshot.metadata[key] === String(value));
}
