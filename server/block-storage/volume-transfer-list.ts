/** Which transfers a query asks for. `cinder/api/v3/volume_transfer.py: _get_transfers`, `cinder/transfer/api.py: get_all` */
import { boolFromString } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { type Link, nextPage } from './links.ts';
import { type Columns, areKnown, filtersOf, findPage, matching } from './listing.ts';
import { type Paging, pageOf } from './paging.ts';
import { type Transfer, transfers } from './volume-transfer-rows.ts';

const COLUMNS: Columns<Transfer> = {
  id: 'id',
  volume_id: 'volume_id',
  display_name: 'name',
  no_snapshots: 'no_snapshots',
  source_project_id: 'source_project_id',
  created_at: 'created_at',
  updated_at: 'updated_at',
};
const PAGES: readonly (keyof Paging)[] = ['limit', 'marker', 'offset'];
const ORDER: readonly (keyof Paging)[] = ['sort', 'sort_key', 'sort_dir'];

interface Found {
  page: Transfer[];
  transfers_links?: Link[] | undefined;
}
/** @param pages the version knows pages and orders: before it did, their members of the query are filters that nothing matches. @throws CloudError 400 */
export async function findTransfers(request: Context, query: Paging & Record<string, unknown>, pages: boolean): Promise<Found> {
  const { all_tenants, name, ...said } = filtersOf(query);
  const mistaken = !pages && [...PAGES, ...ORDER].some((member) => query[member] !== undefined);
  const filters = { ...said, ...(name !== undefined && { display_name: name }) };
  const all = request.caller.roles.has('admin') && boolFromString(all_tenants) === true;
  const { limit, offset } = pageOf({ limit: query.limit, offset: query.offset }, ['created_at']);
  if (mistaken || !areKnown(filters, COLUMNS)) return { page: [] };
  const { page } = await findPage(request, pages ? query : { sort: 'created_at:asc' }, {
    from: transfers,
    columns: COLUMNS,
    where: all ? {} : { source_project_id: request.caller.project_id ?? '' },
    filter: matching(filters, COLUMNS),
    marker: (id) => request.rows.get(transfers, id),
  });
  // upstream skips them twice
  const shown = page.slice(offset, offset + (limit || page.length));
  return { page: shown, transfers_links: nextPage(request, 'os-volume-transfer', shown, limit, page.length) };
}
