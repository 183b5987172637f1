/** Collections: filters, also inexact ones, pages and links. `keystone/server/flask/common.py: ResourceBase` */
import { boolFromString } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import type { Collection, Where } from '../core/store.ts';
import { fold } from './rows.ts';

type Row = { id: string };
type Query = Record<string, unknown>;

/** Below Keystone's root: `links(context, 'users', id)`. */
export const linkTo = ({ origin }: Pick<Context, 'origin'>, ...path: string[]): string => [`${origin}/v3`, ...path].join('/');

/** The envelope of a collection that is whole. */
export const whole = <K extends string, T>(context: Context, key: K, items: T[]) =>
  ({ [key]: items, links: { next: null, self: selfOf(context), previous: null } }) as { [P in K]: T[] } & {
    links: { next: string | null; self: string; previous: string | null };
    truncated?: true;
  };

/** Without a slash at the end, as upstream's links are. */
function selfOf({ origin, path }: Context): string {
  const [bare = '', query] = path.split(/\?(.*)/s);
  return `${origin}${bare.replace(/\/+$/, '')}${query ? `?${query}` : ''}`;
}

interface Listing<R extends Row, V> {
  from: Collection<R>;
  /** What must hold whatever is asked. */
  where?: Where;
  /** Attributes that can be asked for, each also as `name__contains` and the like. */
  filters: readonly string[];
  filter?: (row: R) => boolean;
  view: (row: R) => V;
}

/** Reads a page. Filters that nobody knows are passed over. */
export async function listed<K extends string, R extends Row, V>(context: Context & { query: Query }, key: K, listing: Listing<R, V>) {
  const { rows, query } = context;
  const { from, filters, view } = listing;
  const exact = exactly(from, filters, query);
  const inexact = filters.flatMap((name) => inexactly(name, query));
  const marker = single(query['marker']);
  const after = marker ? await rows.get(from, marker) : undefined;
  if (marker && !after) throw notFound(`Marker ${marker} could not be found.`);
  const limit = limitOf(query);
  const found = await rows.list(from, {
    where: { ...exact.where, ...listing.where },
    ...(after && { after }),
    ...(limit !== undefined && { limit: limit + 1 }),
    filter: (row) => [...exact.tests, ...inexact].every((test) => test(row as Row & Query)) && (listing.filter?.(row) ?? true),
  });
  const truncated = limit !== undefined && found.length > limit;
  const page = truncated ? found.slice(0, limit) : found;
  const envelope = whole(context, key, page.map(view));
  const last = page.at(-1);
  if (truncated) Object.assign(envelope, { truncated: true });
  if (truncated && last) envelope.links.next = nextOf(context, last.id);
  return envelope;
}

const single = (value: unknown): string | undefined => (Array.isArray(value) ? String(value[0]) : value === undefined ? undefined : String(value));
function limitOf(query: Query): number | undefined {
  const text = single(query['limit']);
  if (!text) return undefined;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest(`Invalid input for field/attribute limit. Value: ${text}. '${text}' is not of type 'integer'`);
  return Number(text) < 0 ? undefined : Math.min(Number(text), 1000);
}

type Test = (row: Row & Query) => boolean;
function exactly(from: Collection, filters: readonly string[], query: Query): { where: Where; tests: Test[] } {
  const where: Where = {};
  const tests: Test[] = [];
  for (const name of filters) {
    const value = single(query[name]);
    if (value === undefined) continue;
    const column = name === 'name' && from.columns['folded'] ? 'folded' : name;
    if (from.columns[column] === 'boolean') where[column] = boolFromString(value) ?? true;
    else if (from.columns[column]) where[column] = column === 'folded' ? fold(value) : value;
    else tests.push((row) => String(row[name]) === value);
  }
  return { where, tests };
}

const COMPARE: Record<string, (text: string, part: string) => boolean> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};
/** `name__contains`, and `name__icontains` for which case does not matter. */
function inexactly(name: string, query: Query): Test[] {
  return Object.keys(query)
    .filter((key) => key.startsWith(`${name}__`))
    .flatMap((key) => {
      const comparator = key.slice(name.length + 2);
      const loose = comparator.startsWith('i');
      const compare = COMPARE[loose ? comparator.slice(1) : comparator];
      const part = single(query[key]) ?? '';
      if (!compare) return [];
      return [(row: Query) => typeof row[name] === 'string' && (loose ? compare(fold(row[name]), fold(part)) : compare(row[name], part))];
    });
}

function nextOf(context: Context, marker: string): string {
  const [bare = '', search = ''] = selfOf(context).split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  query.set('marker', marker);
  return `${bare}?${query.toString()}`;
}
