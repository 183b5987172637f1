/**
 * Images as Nova shows them: Glance's, in another form. https://docs.openstack.org/api-ref/compute/#images-deprecated
 * Follows `nova/api/openstack/compute/images.py`, `views/images.py` and `nova/image/glance.py`.
 */
import type { z } from 'zod';
import { type Image as ImageView, images as table } from '../../contracts/compute/images.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import { seconds } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { CloudError, badRequest, forbidden, notFound } from '../core/errors.ts';
import { findImages } from '../image/image-list.ts';
import { type Image, remove, visibleImage } from '../image/images.ts';
import { alternateOf } from './former-view.ts';
import { links, nextPage } from './links.ts';
import { MAX_LIMIT } from './paging.ts';

/** Throws 404. */
export async function imageOf(request: Context, id: string): Promise<Image> {
  const image = await visibleImage(request, request.caller, id);
  if (!image) throw notFound('Image not found.');
  return image;
}
/** Changing what others may only see is refused. */
export const mayChange = ({ owner }: Image, { caller }: Context): boolean => caller.roles.has('admin') || owner === caller.project_id;

export const imageHandlers = implement(table, {
  list: async (request) => {
    const page = await find(request);
    return {
      images: page.map(({ id, name }) => ({ id, name, links: linksOf(request, id) })),
      images_links: nextPage(request, 'images', page, pageSize(request)),
    };
  },
  listDetail: async (request) => {
    const page = await find(request);
    return { images: page.map((image) => view(request, image)), images_links: nextPage(request, 'images/detail', page, pageSize(request)) };
  },
  show: async (request) => ({ image: view(request, await imageOf(request, request.params.image_id)) }),
  delete: async (request) => {
    const image = await imageOf(request, request.params.image_id);
    if (!mayChange(image, request) || image.protected) throw forbidden('You are not allowed to delete the image.');
    await remove(request, image);
  },
});

type Query = z.output<typeof table.list.query>;
const pageSize = ({ query }: { query: Query }): number => query.limit?.at(-1) ?? MAX_LIMIT;

/** Nova's filters > Glance's. */
const FILTERS: Record<string, string> = {
  name: 'name',
  status: 'status',
  'changes-since': 'updated_at',
  server: 'instance_uuid',
  type: 'image_type',
  minRam: 'min_ram',
  minDisk: 'min_disk',
};
/** Asks Glance, whose complaints come back with the client's words before them. */
async function find(request: Context & { query: Query }): Promise<Image[]> {
  const search = new URLSearchParams({ limit: String(pageSize(request)) });
  for (const [key, value] of Object.entries(request.query)) {
    const text = Array.isArray(value) ? String(value.at(-1)) : String(value);
    if (key === 'marker') search.set(key, text);
    // upstream strips every leading letter of the prefix, not the prefix
    else if (key.startsWith('property-')) search.set(key.replace(/^[property-]+/, ''), text);
    else if (FILTERS[key]) search.set(FILTERS[key], glanceValue(key, text));
  }
  try {
    return (await findImages({ ...request, path: `/v2/images?${search.toString()}` })).page;
  } catch (error) {
    if (error instanceof CloudError) throw badRequest(`HTTP 400 Bad Request: ${error.message.replaceAll('"', '&quot;').replaceAll("'", '&#x27;')}`);
    throw error;
  }
}
function glanceValue(key: string, text: string): string {
  if (key === 'changes-since') return `gte:${text}`;
  if (key === 'status') return text.toLowerCase();
  return key === 'server' ? text.slice(text.lastIndexOf('/') + 1) : text;
}

const STATUSES: Record<string, z.output<typeof ImageView>['status']> = {
  active: 'ACTIVE',
  queued: 'SAVING',
  saving: 'SAVING',
  deleted: 'DELETED',
  pending_delete: 'DELETED',
  killed: 'ERROR',
};
/** Nova's word for Glance's. */
export const statusOf = ({ status }: Image): z.output<typeof ImageView>['status'] => STATUSES[status] ?? 'UNKNOWN';
const PROGRESS: Record<string, number> = { queued: 25, saving: 50, active: 100 };

const linksOf = (request: Context, id: string) => [
  ...links(request, 'images', id),
  { rel: 'alternate', type: 'application/vnd.openstack.image', href: alternateOf(request, id) },
];

function view(request: Context, image: Image): z.output<typeof ImageView> {
  const { id, properties } = image;
  const { instance_uuid: server, auto_disk_config } = properties;
  return {
    id,
    name: image.name,
    minRam: image.min_ram,
    minDisk: image.min_disk,
    metadata: properties,
    created: seconds(image.created_at),
    updated: seconds(image.updated_at),
    status: statusOf(image),
    progress: PROGRESS[image.status] ?? 0,
    'OS-EXT-IMG-SIZE:size': image.size ?? 0,
    links: linksOf(request, id),
    ...(server !== undefined && { server: { id: server, links: links(request, 'servers', server) } }),
    ...(auto_disk_config !== undefined && { 'OS-DCF:diskConfig': boolFromString(auto_disk_config) ? 'AUTO' : 'MANUAL' }),
  };
}
