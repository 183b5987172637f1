/** Which volume types a query asks for. `cinder/api/v3/types.py: _get_volume_types`, `cinder/db/api.py: _process_volume_types_filters` */
import { boolFromString } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { UNEXPLAINED } from './dialect.ts';
import { type Columns, type Found, filtersOf, findPage, matching } from './listing.ts';
import type { Paging } from './paging.ts';
import { literal } from './python-literal.ts';
import { filtersFor } from './resource-filters.ts';
import { maySeeType } from './volume-type-access.ts';
import { type VolumeType, volumeTypes } from './volume-type-rows.ts';
import { VISIBLE_SPECS } from './volume-type-specs.ts';

const COLUMNS: Columns<VolumeType> = {
  id: 'id',
  name: 'name',
  description: 'description',
  qos_specs_id: 'qos_specs_id',
  is_public: 'is_public',
  created_at: 'created_at',
  updated_at: 'updated_at',
};

/** Public ones; for an admin others too. @throws CloudError 400 */
export async function findTypes(request: Context, query: Paging & Record<string, unknown>): Promise<Found<VolumeType>> {
  const { is_public: _, extra_specs, ...filters } = filtersFor(request, 'volume_type', filtersOf(query), ['is_public'], '3.52');
  const matches = matching(filters, COLUMNS);
  const specs = specsIn(extra_specs);
  const sees = request.caller.roles.has('admin') ? publicity(request, filtersOf(query)['is_public']) : (type: VolumeType) => maySeeType(request, type);
  const secret = Object.keys(specs).some((name) => !VISIBLE_SPECS.includes(name)) && !request.may('volume_extension:types_extra_specs:read_sensitive');
  const has = ({ extra_specs: own }: VolumeType) => Object.entries(specs).every(([name, value]) => contains(name, own[name], value));
  return findPage(request, query, {
    from: volumeTypes,
    columns: COLUMNS,
    filter: (type) => !secret && sees(type) && matches(type) && has(type),
    // one that there is not is passed over
    marker: (id) => request.rows.get(volumeTypes, id),
  });
}
const ZONES = 'RESKEY:availability_zones';
const contains = (name: string, value: string | null | undefined, wanted: string): boolean =>
  typeof value === 'string' && (name === ZONES ? value.includes(wanted) : value === wanted);

/** What is no dictionary upstream stumbles over. */
function specsIn(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const value = literal(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.keys(value).length) throw badRequest(UNEXPLAINED);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
}
/** `None` asks for all, nothing for the public ones and those of the project. */
export function publicity(
  { caller }: Pick<Context, 'caller'>,
  text: string | undefined,
): (type: { is_public: boolean; projects: readonly string[] }) => boolean {
  if (text !== undefined && ['none', ''].includes(text.toLowerCase())) return () => true;
  const wanted = text === undefined ? true : boolFromString(text);
  if (wanted === undefined) throw badRequest(`Invalid is_public filter [${text}]`);
  return ({ is_public, projects }) => is_public === wanted || (wanted && projects.includes(caller.project_id ?? ''));
}
