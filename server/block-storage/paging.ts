/** `limit`, `offset`, `marker` and the order as Cinder reads them. `cinder/api/common.py: get_pagination_params, get_sort_params` */
import { badRequest } from '../core/errors.ts';
import { MAX_INT } from '../../contracts/block-storage/types.ts';
import { invalidInput } from './faults.ts';

/** Cinder's `osapi_max_limit`. */
const MOST = 1000;

export interface Paging {
  limit?: string | undefined;
  marker?: string | undefined;
  offset?: string | undefined;
  sort?: string | undefined;
  sort_key?: string | undefined;
  sort_dir?: string | undefined;
}
export interface Page {
  limit: number;
  offset: number;
  marker: string | undefined;
  sort: (readonly [column: string, direction: 'asc' | 'desc'])[];
}

/** @param sortable columns by the names that they have in the API; @throws CloudError 400 */
export function pageOf(query: Paging, sortable: readonly string[]): Page {
  const limit = limitOf(query.limit);
  return { limit, offset: offsetOf(query.offset), marker: query.marker, sort: orderOf(query, sortable) };
}
const isInteger = (text: string): boolean => /^\s*[+-]?\d+\s*$/.test(text);

function limitOf(text: string | undefined): number {
  if (text === undefined) return MOST;
  if (!isInteger(text)) throw badRequest('limit param must be an integer');
  if (Number(text) < 0) throw badRequest('limit param must be positive');
  return Math.min(Number(text), MOST);
}
function offsetOf(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!isInteger(text)) throw badRequest('offset must be an integer');
  const offset = Number(text);
  if (offset < 0) throw badRequest('offset must be >= 0');
  if (offset > MAX_INT) throw badRequest(`offset must be <= ${MAX_INT}`);
  return offset;
}

function orderOf({ sort, sort_key, sort_dir }: Paging, sortable: readonly string[]): Page['sort'] {
  if (sort !== undefined && (sort_key !== undefined || sort_dir !== undefined))
    throw badRequest("The 'sort_key' and 'sort_dir' parameters are deprecated and cannot be used with the 'sort' parameter.");
  const wanted = sort === undefined ? [[sort_key ?? 'created_at', sort_dir ?? 'desc']] : sort.split(',').map((entry) => entry.split(':'));
  return wanted.map(([key = '', direction = '']) => {
    const column = key.trim();
    const way = direction.trim() || 'desc';
    if (!sortable.includes(column)) throw invalidInput('Invalid sort key');
    if (way !== 'asc' && way !== 'desc') throw invalidInput("Unknown sort direction, must be 'desc' or 'asc'.");
    return [column, way] as const;
  });
}
