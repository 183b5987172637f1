/** How lists of servers are sorted. `nova/api/openstack/common.py: get_sort_params`, `nova/compute/instance_list.py`, `nova/db/utils.py: process_sort_params` */
import { IGNORED_SORT_KEYS } from '../../contracts/compute/server-query.ts';
import { within } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { badRequest, forbidden } from '../core/errors.ts';
import type { ServerRow } from './server-rows.ts';

export type Direction = 'asc' | 'desc';
export type Sort = readonly (readonly [string, Direction])[];

/** Upstream's sort keys that are named otherwise here. */
const COLUMNS: Record<string, string> = {
  display_name: 'name',
  display_description: 'description',
  uuid: 'id',
  image_ref: 'image_id',
  instance_type_id: 'flavor_number',
  locked: 'locked_by',
};

/** The keys that a query asks for, with what settles ties. Throws 400 and 403. */
export function sorting({ caller, version }: Pick<Context, 'caller' | 'version'>, query: Record<string, readonly (string | number)[] | undefined>): Sort {
  const asked = (query['sort_key'] ?? []).map(String);
  const ordered = (query['sort_dir'] ?? []).map((direction) => String(direction).trim());
  const keys = asked.length ? asked : ['created_at'];
  const directions = ordered.length ? ordered : ['desc'];
  const ignored: readonly string[] = IGNORED_SORT_KEYS.filter((key) => key !== 'locked' || !within(version, { since: '2.73' }));
  const kept = keys.filter((key) => !ignored.includes(key));
  for (const key of kept) {
    if ((key === 'host' || key === 'node') && !caller.roles.has('admin')) throw forbidden(`Only administrators can sort servers by ${key}`);
  }
  if (!kept.length) return newestFirst;
  return tied(
    kept,
    directions.filter((_, n) => !ignored.includes(keys[n] ?? '')),
  );
}
const newestFirst: Sort = [
  ['created_at', 'desc'],
  ['number', 'desc'],
];

/** Upstream appends the key that settles ties, and its direction, to two lists of different lengths: a key without a direction gets that one, the next ones the first. */
function tied(keys: readonly string[], directions: readonly string[]): Sort {
  const all = keys.includes('uuid') ? keys : [...keys, 'uuid'];
  const said = keys.includes('uuid') ? directions : [...directions, 'asc'];
  if (said.some((direction) => direction !== 'asc' && direction !== 'desc'))
    throw badRequest("Invalid input received: Unknown sort direction, must be 'desc' or 'asc'");
  if (said.length > all.length) throw badRequest('Invalid input received: Sort direction size exceeds sort key size');
  const sort = all.map((key, n) => [COLUMNS[key] ?? key, (said[n] ?? said[0] ?? 'asc') as Direction] as const);
  const time = sort.findIndex(([key]) => key === 'created_at');
  if (time === -1) return sort;
  // the clock here tells more than seconds, so that there are no ties but of those made together; their numbers settle them, whatever else is asked for
  return [...sort.slice(0, time + 1), ['number', sort[time]?.[1] ?? 'asc']];
}

/** Compares rows by the keys of a sort: nothing comes before anything, and texts are as a database without regard to case has them. */
export const inOrder =
  (sort: Sort) =>
  (one: ServerRow, other: ServerRow): number => {
    for (const [column, direction] of sort) {
      const difference = compare(one[column as keyof ServerRow], other[column as keyof ServerRow]);
      if (difference) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  };
function compare(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  if (typeof one !== 'string') return Number(one) - Number(other);
  const [a, b] = [folded(one), folded(String(other))];
  return a < b ? -1 : Number(a > b);
}
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase().trimEnd();
