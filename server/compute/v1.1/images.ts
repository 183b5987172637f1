/** Images, by number, newest first. `nova/api/openstack/images.py` of 2011 */
import { images as table } from '../../../contracts/compute/v1.1/images.ts';
import { type Context, implement } from '../../core/context.ts';
import { badRequest, forbidden } from '../../core/errors.ts';
import { findImages } from '../../image/image-list.ts';
import { type Image, remove } from '../../image/images.ts';
import { mayChange } from '../images.ts';
import { bookmark, links } from '../links.ts';
import { servers } from '../server-rows.ts';
import { imageOf } from './lookup.ts';
import { pageOf, queryOf } from './query.ts';
import { idOf } from './read.ts';
import { imageSummary, imageView } from './views.ts';

export const imageHandlers = implement(table, {
  list: async (request) => ({ images: (await find(request)).map((image) => imageSummary(request, image)) }),
  listDetail: async (request) => ({ images: await Promise.all((await find(request)).map(async (image) => detail(request, image))) }),
  show: async (request) => ({ image: await detail(request, await imageOf(request)) }),
  delete: async (request) => {
    const image = await imageOf(request);
    if (!mayChange(image, request) || image.protected) throw forbidden('You are not allowed to delete the image.');
    await remove(request, image);
  },
});

/** A snapshot knows the server that it is of. */
async function detail(request: Context, image: Image) {
  const { instance_uuid } = image.properties;
  const number = instance_uuid === undefined ? undefined : (await request.rows.get(servers, instance_uuid))?.number;
  const view = imageView(request, image);
  if (number === undefined) return view;
  const id = String(number);
  return { ...view, server: { id, links: [...links(request, 'servers', id).slice(0, 1), bookmark(request, 'servers', id)] } };
}

type Test = (image: Image) => boolean;
const STATUSES: Record<string, readonly string[]> = { ACTIVE: ['active'], SAVING: ['queued', 'saving'], ERROR: ['killed'], DELETED: ['pending_delete'] };
/** What is asked for, by name of the filter. */
const FILTERS: Record<string, (value: string) => Test> = {
  name:
    (value) =>
    ({ name }) =>
      name === value,
  status:
    (value) =>
    ({ status }) =>
      (STATUSES[value.toUpperCase()] ?? [value]).includes(status),
  type:
    (value) =>
    ({ properties }) =>
      properties['image_type'] === value,
};

async function find(request: Context): Promise<Image[]> {
  const query = queryOf(request);
  const tests: Test[] = Object.entries(FILTERS).flatMap(([name, test]) => (query.has(name) ? [test(query.get(name) ?? '')] : []));
  for (const [key, value] of query) if (key.startsWith('property-')) tests.push(({ properties }) => properties[key.slice('property-'.length)] === value);
  const since = query.get('changes-since');
  if (since !== null) {
    const time = Date.parse(since);
    if (Number.isNaN(time)) throw badRequest('Invalid changes-since value');
    tests.push(({ updated_at }) => updated_at >= time);
  }
  const server = query.get('server');
  if (server !== null) {
    const [row] = await request.rows.list(servers, { where: { number: Number(idOf(server)) || 0 }, limit: 1 });
    tests.push(({ properties }) => row !== undefined && properties['instance_uuid'] === row.id);
  }
  const { page } = await findImages({ ...request, path: '/v2/images?limit=1000' });
  const found = page.filter((image) => tests.every((test) => test(image))).toSorted((a, b) => b.number - a.number);
  return pageOf(query, found);
}
