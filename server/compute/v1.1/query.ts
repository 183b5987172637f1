/** The query string of v1.1. `nova/api/openstack/common.py: get_pagination_params, limited_by_marker` of 2011 */
import type { Context } from '../../core/context.ts';
import { badRequest } from '../../core/errors.ts';
import { MAX_LIMIT } from '../paging.ts';

export const queryOf = ({ path }: Context): URLSearchParams => new URLSearchParams(path.split('?')[1]);

function whole(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest(`${name} param must be an integer`);
  if (Number(text) < 0) throw badRequest(`${name} param must be positive`);
  return Number(text);
}
/** A page of what has been found, in its order; `limit=0` is no limit. Throws 400. */
export function pageOf<T extends { number: number }>(query: URLSearchParams, items: readonly T[]): T[] {
  const marker = whole(query, 'marker');
  const limit = Math.min(whole(query, 'limit') || MAX_LIMIT, MAX_LIMIT);
  const start = marker ? items.findIndex(({ number }) => number === marker) + 1 : 0;
  if (marker && start === 0) throw badRequest(`marker [${marker}] not found`);
  return items.slice(start, start + limit);
}
