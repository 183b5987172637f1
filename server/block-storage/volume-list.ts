/** Which volumes a query asks for. `cinder/api/v3/volumes.py: _get_volumes`, `cinder/db/api.py: volume_get_all` */
import type { Context } from '../core/context.ts';
import { type Link, nextPage } from './links.ts';
import { type Paging, pageOf } from './paging.ts';
import { type Volume, volumes } from './volume-rows.ts';

interface Found {
  page: Volume[];
  volumes_links?: Link[] | undefined;
  count?: number | undefined;
}
const SORTABLE = ['id', 'name', 'status', 'size', 'availability_zone', 'bootable', 'created_at', 'updated_at', 'project_id', 'user_id'];

/** Of the caller's project, or of all of them for an admin who says `all_tenants`. @throws CloudError 400 */
export async function findVolumes(request: Context, query: Paging, collection: string): Promise<Found> {
  const { limit, offset, sort, marker } = pageOf(query, SORTABLE);
  const { rows, caller } = request;
  const where = { project_id: caller.project_id ?? '' };
  const after = marker === undefined ? undefined : await rows.get(volumes, marker);
  const found = await rows.list(volumes, { where, sort, ...(after && { after }), limit: offset + limit });
  const page = found.slice(offset);
  return { page, volumes_links: nextPage(request, collection, page, limit) };
}
