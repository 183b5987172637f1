/** What a filter of volumes keeps. `cinder/db/api.py: _process_volume_filters`, `cinder/volume/api.py: check_volume_filters` */
import { boolFromString } from '../../contracts/json-schema.ts';
import { minor } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { invalidInput } from './faults.ts';
import { booleanIn } from './listing.ts';
import { literal } from './python-literal.ts';
import { timeFilter } from './time-filters.ts';
import type { Volume } from './volume-rows.ts';

type Keeps = (volume: Volume) => boolean;
const nothing: Keeps = () => false;

/** Columns of Cinder's table by the names that filters have for them, where those differ from ours. */
const COLUMNS: Record<string, keyof Volume> = { display_name: 'name', display_description: 'description' };
const FILTERABLE = new Set<keyof Volume>([
  'id',
  'name',
  'description',
  'project_id',
  'user_id',
  'status',
  'previous_status',
  'attach_status',
  'size',
  'volume_type_id',
  'availability_zone',
  'snapshot_id',
  'source_volid',
  'group_id',
  'migration_status',
  'host',
  'service_uuid',
  'encryption_key_id',
]);
/** What is the same for all volumes. */
const CONSTANT: Record<string, unknown> = {
  use_quota: true,
  deleted: false,
  replication_status: null,
  consistencygroup_id: null,
  cluster_name: null,
  provider_id: null,
};

/** @param filters that the caller may use; @throws CloudError 400 */
export function volumeFilter({ version }: Pick<Context, 'version'>, filters: Record<string, string>): Keeps {
  const strict = minor(version) >= 2;
  const all = Object.entries(filters).map(([key, text]) => keeps(key, text, strict));
  return (volume) => all.every((one) => one(volume));
}

function keeps(key: string, text: string, strict: boolean): Keeps {
  if (key === 'created_at' || key === 'updated_at') {
    const holds = timeFilter(text);
    return (volume) => holds(volume[key]);
  }
  if (key === 'consumes_quota') return booleanIn({ use_quota: text }, 'use_quota') ? () => true : nothing;
  if (key === 'bootable' || key === 'multiattach') {
    const wanted = truth(key, text, strict);
    return (volume) => volume[key] === wanted;
  }
  const inexact = key.endsWith('~');
  const column = COLUMNS[inexact ? key.slice(0, -1) : key] ?? (inexact ? key.slice(0, -1) : key);
  if (column === 'name' || column === 'description') return keepsText(column, text, inexact);
  const wanted = literal(text);
  if (column === 'metadata') return within(wanted, ({ metadata, admin_metadata }) => ({ ...admin_metadata, ...metadata }));
  if (column === 'glance_metadata') return within(wanted, ({ image_metadata }) => image_metadata);
  if (Object.hasOwn(CONSTANT, column)) return equals(wanted, CONSTANT[column] ?? null) ? () => true : nothing;
  if (!FILTERABLE.has(column as keyof Volume)) return nothing;
  const valueOf = (volume: Volume): unknown => volume[column as keyof Volume];
  if (inexact) return (volume) => contains(valueOf(volume), text);
  if (column === 'host') return (volume) => volume.host === wanted || Boolean(volume.host?.startsWith(`${String(wanted)}#`));
  return (volume) => (Array.isArray(wanted) ? wanted.some((one) => equals(one, valueOf(volume))) : equals(wanted, valueOf(volume)));
}
/** Names are taken as they stand. */
const keepsText = (column: 'name' | 'description', text: string, inexact: boolean): Keeps =>
  inexact ? (volume) => contains(volume[column], text) : (volume) => equals(text, volume[column]);
const contains = (value: unknown, part: string): boolean => value !== null && String(value).toLowerCase().includes(part.toLowerCase());
/** To the database large letters are as good as small ones. */
const equals = (wanted: unknown, value: unknown): boolean =>
  wanted === null || value === null ? wanted === value : String(wanted).toLowerCase() === String(value).toLowerCase();
function within(wanted: unknown, valuesOf: (volume: Volume) => Record<string, string>): Keeps {
  if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted)) return nothing;
  return (volume) => Object.entries(wanted).every(([key, value]) => String(value) === valuesOf(volume)[key]);
}

/** Before 3.2 whatever is not said to be false is true. */
function truth(key: string, text: string, strict: boolean): boolean {
  if (!strict) return text !== '' && text.toLowerCase() !== 'false';
  const meant = boolFromString(text);
  if (meant === undefined) throw invalidInput(`'${key} = ${text}'`);
  return meant;
}
