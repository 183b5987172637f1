/** Pages of lists, as all of Glance's lists have them. */
import { badRequest } from '../core/errors.ts';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 1000;

export const paramsOf = (path: string): URLSearchParams => new URLSearchParams(path.includes('?') ? path.slice(path.indexOf('?') + 1) : '');

/** Throws 400 on what is no number of rows. */
export function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest('limit param must be an integer');
  if (Number(text) < 0) throw badRequest('limit param must be positive');
  return Math.min(Number(text), MAX_LIMIT);
}

/**
 * Links to the first page and to the next.
 * @param last id of the last row of a full page
 */
export function pageLinks(
  noun: 'images' | 'tasks' | 'metadefs/namespaces',
  path: string,
  last: string | undefined,
): { first: string; schema: string; next?: string } {
  const params = new Map(paramsOf(path));
  params.delete('marker');
  const first = [`/v2/${noun}`, encode(params)].filter(Boolean).join('?');
  return { first, schema: `/v2/schemas/${noun}`, ...(last !== undefined && { next: `/v2/${noun}?${encode(params.set('marker', last))}` }) };
}
/** Python's `urlencode`. */
const encode = (params: Map<string, string>): string => [...params].map(([key, value]) => `${quote(key)}=${quote(value)}`).join('&');
const quote = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
