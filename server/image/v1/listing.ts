/** Lists of v1: its filters on the images of v2. `glance/registry/api/v1/images.py` of 2014 */
import { boolFromString } from '../../../contracts/json-schema.ts';
import type { Context } from '../../core/context.ts';
import { badRequest } from '../../core/errors.ts';
import { findImages } from '../image-list.ts';
import type { Image } from '../images.ts';

const TEXTS = ['name', 'status', 'container_format', 'disk_format', 'min_ram', 'min_disk', 'checksum', 'owner'] as const;
const PASSED_ON = ['limit', 'marker', 'sort_key', 'sort_dir'];
type Test = (image: Image) => boolean;

/** Throws 400. */
export async function find(context: Context): Promise<Image[]> {
  const query = new URLSearchParams(context.path.split('?')[1]);
  const passed = new URLSearchParams([...query].filter(([key]) => PASSED_ON.includes(key)));
  const limit = passed.get('limit');
  passed.delete('limit');
  const tests = [...byText(query), ...bySize(query), ...byProperty(query), ...publicity(context, query)];
  const since = query.get('changes-since');
  if (since !== null) {
    const time = Date.parse(since);
    if (Number.isNaN(time)) throw badRequest('Unrecognized changes-since value');
    tests.push(({ updated_at }) => updated_at >= time);
  }
  if (limit !== null && !/^\d+$/.test(limit)) throw badRequest('limit param must be an integer');
  const { page } = await findImages({ ...context, path: `/v2/images?${new URLSearchParams([...passed, ['limit', '1000']]).toString()}` });
  return page.filter((image) => tests.every((test) => test(image))).slice(0, limit === null ? 1000 : Number(limit));
}

const byText = (query: URLSearchParams): Test[] => TEXTS.flatMap((key) => (query.has(key) ? [(image: Image) => String(image[key]) === query.get(key)] : []));
const byProperty = (query: URLSearchParams): Test[] =>
  [...query]
    .filter(([key]) => key.startsWith('property-'))
    .map(
      ([key, value]) =>
        ({ properties }: Image) =>
          properties[key.slice('property-'.length)] === value,
    );
function bySize(query: URLSearchParams): Test[] {
  const number = (key: string): number | undefined => {
    const text = query.get(key);
    if (text !== null && !/^\d+$/.test(text)) throw badRequest(`Bad value passed to filter ${key} got ${text}`);
    return text === null ? undefined : Number(text);
  };
  const [least, most] = [number('size_min'), number('size_max')];
  return [({ size }) => (least === undefined || (size ?? 0) >= least) && (most === undefined || (size ?? 0) <= most)];
}
/** An administrator sees public images only, unless others are asked for as well. */
function publicity({ caller }: Context, query: URLSearchParams): Test[] {
  const text = query.get('is_public')?.toLowerCase();
  if (text === 'none' || (text === undefined && !caller.roles.has('admin'))) return [];
  const wanted = text === undefined ? true : boolFromString(text);
  if (wanted === undefined) throw badRequest('is_public must be None, True, or False');
  return [({ visibility }) => (visibility === 'public') === wanted];
}
