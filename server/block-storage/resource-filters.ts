/** Which filters users have; an admin has all. `etc/cinder/resource_filters.json`, `cinder/api/common.py: reject_invalid_filters` */
import { resourceFilters as table } from '../../contracts/block-storage/resource-filters.ts';
import { type Context, implement } from '../core/context.ts';
import { within } from '../../contracts/microversion.ts';
import { badRequest } from '../core/errors.ts';

const RESOURCE_FILTERS: Readonly<Record<string, readonly string[]>> = {
  volume: ['name', 'status', 'metadata', 'bootable', 'migration_status', 'availability_zone', 'group_id', 'size', 'created_at', 'updated_at', 'consumes_quota'],
  backup: ['name', 'status', 'volume_id'],
  snapshot: ['name', 'status', 'volume_id', 'metadata', 'availability_zone', 'consumes_quota'],
  group: ['name'],
  group_snapshot: ['name', 'status', 'group_id'],
  attachment: ['volume_id', 'status', 'instance_id', 'attach_status'],
  message: ['resource_uuid', 'resource_type', 'event_id', 'request_id', 'message_level'],
  pool: ['name', 'volume_type'],
  volume_type: ['is_public', 'extra_specs'],
};

export const resourceFilterHandlers = implement(table, {
  list: ({ query: { resource } }) => ({
    resource_filters: Object.entries(RESOURCE_FILTERS)
      .filter(([name]) => resource === undefined || name === resource)
      .map(([name, filters]) => ({ resource: name, filters: [...filters] })),
  }),
});

/** The filters without what users may not say. Throws 400 for others than the resource has. Pools are an admin's, whose filters are checked too. */
export function checkFilters({ caller }: Pick<Context, 'caller'>, resource: string, filters: Record<string, string>): Record<string, string> {
  if (Object.keys(filters).some((name) => /\P{ASCII}/u.test(name))) throw badRequest('Filter keys can only contain ASCII characters.');
  if (caller.roles.has('admin') && resource !== 'pool') return filters;
  const { all_tenants: _, ...said } = filters;
  const unknown = Object.keys(said).filter((name) => !RESOURCE_FILTERS[resource]?.includes(name));
  if (unknown.length)
    throw badRequest(
      `Invalid filters ${Object.keys(filters)
        .filter((name) => unknown.includes(name))
        .join(',')} are found in query options.`,
    );
  return said;
}

/** Before filters were made to order, those that a user may not say were passed over. */
function olderFilters({ caller }: Pick<Context, 'caller'>, filters: Record<string, string>, allowed: readonly string[]): Record<string, string> {
  return caller.roles.has('admin') ? filters : Object.fromEntries(Object.entries(filters).filter(([name]) => allowed.includes(name)));
}
/** Filters of a list as the version has it. @param since the microversion from which on unknown ones are refused */
export const filtersFor = (
  request: Pick<Context, 'caller' | 'version'>,
  resource: string,
  filters: Record<string, string>,
  allowed: readonly string[],
  since: '3.31' | '3.52' = '3.31',
): Record<string, string> => (within(request.version, { since }) ? checkFilters(request, resource, filters) : olderFilters(request, filters, allowed));
