/**
 * What a list asks for: filters on attributes, `fields`, several sort keys, and pages in both directions.
 * `neutron/api/api_common.py`, `neutron/pecan_wsgi/hooks/query_parameters.py`
 */
import { repr } from '../../core/python.ts';
import { badResource, httpBadRequest } from '../faults.ts';
import { withProject } from './attribute.ts';
import type { Kind } from './body.ts';
import { pairs } from './converters.ts';

export type Filters = Record<string, readonly unknown[] | Record<string, readonly string[]>>;
export interface Listing {
  filters: Filters;
  fields: readonly string[];
  sort: readonly (readonly [key: string, direction: 'asc' | 'desc'])[];
  limit?: number;
  marker?: string;
  reverse: boolean;
}
const RESERVED = ['fields', 'sort_key', 'sort_dir', 'limit', 'marker', 'page_reverse'];

const parameters = (path: string): URLSearchParams => new URLSearchParams(path.includes('?') ? path.slice(path.indexOf('?') + 1) : '');

/** @param path of the request, query included. Throws 400. */
export function readListing(kind: Kind, path: string): Listing {
  const query = parameters(path);
  const filters = readFilters(kind, query);
  const limit = readLimit(query.get('limit') ?? '0');
  const listing: Listing = {
    filters,
    fields: query.getAll('fields').filter(Boolean),
    sort: readSort(kind, query),
    reverse: query.get('page_reverse')?.toLowerCase() === 'true',
  };
  if (!limit) return listing;
  listing.limit = limit;
  const marker = query.get('marker');
  if (marker) listing.marker = marker;
  return listing;
}
/** `fields` alone counts when one resource is shown, though filters are checked all the same. */
export const readFields = (kind: Kind, path: string): readonly string[] => readListing(kind, path).fields;

function readFilters(kind: Kind, query: URLSearchParams): Filters {
  const map = withProject(kind.attributes);
  const filters: Filters = {};
  const invalid: string[] = [];
  for (const key of new Set(query.keys())) {
    if (RESERVED.includes(key)) continue;
    const attribute = Object.hasOwn(map, key) ? map[key] : undefined;
    if (!attribute?.flags.has('filter')) {
      invalid.push(key);
      continue;
    }
    if (attribute.idle) continue;
    const values = query.getAll(key);
    if (attribute.keyed) filters[key] = pairs(values);
    else filters[key] = attribute.convert ? values.map(attribute.convert) : values;
  }
  if (invalid.length) throw httpBadRequest(`${repr(invalid)} is invalid attribute for filtering`);
  return filters;
}
function readLimit(text: string): number {
  if (/^\s*\+?\d+\s*$/.test(text)) return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
  throw badResource('limit', `Limit must be an integer 0 or greater and not '${/^\s*-\d+\s*$/.test(text) ? Number(text) : text}'`);
}
function readSort(kind: Kind, query: URLSearchParams): Listing['sort'] {
  const map = withProject(kind.attributes);
  const keys = query.getAll('sort_key').filter(Boolean);
  const directions = query.getAll('sort_dir').filter(Boolean);
  if (keys.length !== directions.length) throw httpBadRequest('The number of sort_keys and sort_dirs must be same');
  const absent = keys.filter((key) => !Object.hasOwn(map, key) || !map[key]?.flags.has('sort'));
  if (absent.length) throw httpBadRequest(`${repr(absent)} is invalid attribute for sort_keys`);
  const wrong = directions.filter((direction) => direction !== 'asc' && direction !== 'desc');
  if (wrong.length) throw httpBadRequest(`${repr(wrong)} is invalid value for sort_dirs, valid value is 'asc' and 'desc'`);
  return keys.map((key, n) => [key, directions[n] as 'asc' | 'desc'] as const);
}

/** The attributes that `fields` names; without any, all. */
export const choose = (view: object, fields: readonly string[]): object =>
  fields.length ? Object.fromEntries(Object.entries(view).filter(([name]) => fields.includes(name))) : view;

/** Does a row pass the filters? `tags` are all of several in one value, `tags-any` any of them. */
export function passes(row: object, filters: Filters): boolean {
  const view = row as Record<string, unknown>;
  return Object.entries(filters).every(([key, wanted]) => {
    if (key.endsWith('tags') || key.endsWith('tags-any')) return passesTags(view['tags'] as string[], key, wanted as string[]);
    const value = view[key];
    if (!isList(wanted)) return Object.entries(wanted).every(([name, texts]) => (value as Record<string, string>[]).some((item) => matches(item, name, texts)));
    if (!(key in view)) return true;
    const texts = wanted.map(String);
    return Array.isArray(value) ? value.some((item) => texts.includes(String(item))) : texts.includes(String(value));
  });
}
const isList = (wanted: Filters[string]): wanted is readonly unknown[] => Array.isArray(wanted);
const matches = (item: Record<string, string>, name: string, texts: readonly string[]): boolean =>
  name.endsWith('_substr') ? texts.some((text) => item[name.slice(0, -7)]?.includes(text)) : texts.includes(item[name] ?? '');

function passesTags(tags: readonly string[], key: string, wanted: readonly string[]): boolean {
  const asked = wanted.flatMap((text) => text.split(','));
  const has = (tag: string): boolean => tags.includes(tag);
  const found = key.endsWith('-any') ? asked.some(has) : asked.every(has);
  return key.startsWith('not-') ? !found : found;
}

/** `<collection>_links`: the way on and the way back. @param here URL of the list without its query */
export function pageLinks(here: string, path: string, { limit, reverse }: Listing, items: readonly { id?: unknown }[]): { rel: string; href: string }[] {
  if (!limit) return [];
  const link = (rel: string, marker: unknown, back: boolean) => {
    const query = parameters(path);
    query.delete('marker');
    query.delete('page_reverse');
    if (marker !== undefined) query.set('marker', String(marker));
    if (back) query.set('page_reverse', 'True');
    return { rel, href: `${here}?${query.toString()}` };
  };
  const short = items.length < limit;
  return [...(short && !reverse ? [] : [link('next', items.at(-1)?.id, false)]), ...(short && reverse ? [] : [link('previous', items[0]?.id, true)])];
}
