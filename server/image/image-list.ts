/** Filters, order and pages of lists. `glance/api/v2/images.py` (`index`), `glance/db/sqlalchemy/api.py` (`image_get_all`) */
import type { Context } from '../core/context.ts';
import { badRequest, forbidden } from '../core/errors.ts';
import type { Caller } from '../core/policy.ts';
import type { Query, Rows, Where } from '../core/store.ts';
import { type Filter, filterFor, flag } from './image-filters.ts';
import { type MemberStatus, sharedWith } from './image-members.ts';
import { type Image, images, visibleImage } from './images.ts';
import { limitOf, paramsOf } from './paging.ts';

const SORT_KEYS = ['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at'];
const VISIBILITIES = ['community', 'public', 'private', 'shared', 'all'];
const MEMBER_STATUSES: readonly string[] = ['pending', 'accepted', 'rejected', 'all'];

/** A page, and whether there may be another. */
export async function findImages(request: Context): Promise<{ page: Image[]; full: boolean }> {
  const params = paramsOf(request.path);
  const take = (key: string): string | undefined => {
    const value = params.get(key) ?? undefined;
    params.delete(key);
    return value;
  };
  const limit = limitOf(take('limit'));
  const marker = take('marker');
  const memberStatus = take('member_status') ?? 'accepted';
  const tags = params.getAll('tag').map((tag) => tag.trim());
  const visibility = params.get('visibility') || undefined;
  if (visibility && !VISIBILITIES.includes(visibility)) throw badRequest(`Invalid visibility value: ${visibility}`);
  if (params.get('changes-since')) throw badRequest('The "changes-since" filter is no longer available on v2.');
  if (!MEMBER_STATUSES.includes(memberStatus)) throw badRequest(`Invalid status: ${memberStatus}`);
  const sort = sortOf(params);
  for (const key of ['tag', 'visibility', 'sort', 'sort_key', 'sort_dir', 'deleted']) params.delete(key);

  const where: Where = { deleted: false, os_hidden: flag('os_hidden', take('os_hidden')?.toLowerCase() ?? 'false') };
  const filters: Filter[] = tags.map((tag) => (image) => image.tags.includes(tag));
  const isProtected = params.has('protected') ? flag('protected', take('protected') ?? '') : undefined;
  if (isProtected !== undefined) filters.push((image) => image.protected === isProtected);
  if (visibility && visibility !== 'all') where['visibility'] = visibility;
  if (!visibility) filters.push((image) => image.visibility !== 'community' || image.owner === request.caller.project_id);
  for (const key of new Set(params.keys())) filters.push(filterFor(key, params.getAll(key).at(-1) ?? ''));
  if (!request.caller.roles.has('admin')) filters.push(await reachable(request.rows, request.caller, memberStatus as MemberStatus | 'all'));

  const query: Query<Image> = { where, sort, limit, filter: (image) => filters.every((filter) => filter(image)) };
  if (marker !== undefined) query.after = await markerOf(request, marker);
  const page = await request.rows.list(images, query);
  return { page, full: page.length > 0 && page.length === limit };
}

async function markerOf(request: Context, id: string): Promise<Image> {
  const marker = await request.rows.get(images, id);
  if (!marker || marker.deleted) throw badRequest(`No image found with ID ${id}`);
  if (!(await visibleImage(request, request.caller, id))) throw forbidden(`Forbidding request, image ${id} not visible`);
  return marker;
}

/** What anybody may see, what is the caller's, and what others share with it. */
async function reachable(rows: Rows, { project_id }: Caller, status: MemberStatus | 'all'): Promise<Filter> {
  const shared = await sharedWith(rows, project_id, status);
  return ({ id, owner, visibility }) => {
    if (visibility === 'public' || visibility === 'community') return true;
    return (project_id !== undefined && owner === project_id) || (visibility === 'shared' && shared.has(id));
  };
}

type Sort = [column: string, direction: 'asc' | 'desc'];
/** Both ways to say it; what is not said is newest first. */
function sortOf(params: URLSearchParams): Sort[] {
  const { keys, directions } = params.has('sort') ? modern(params) : classic(params);
  const [only] = directions;
  const fallback = directions.length === 1 && only ? only : 'desc';
  const sort = (keys.length ? keys : ['created_at']).map((key, n): Sort => [key, directions.length > 1 ? (directions[n] ?? 'desc') : fallback]);
  for (const key of ['created_at', 'id']) if (!sort.some(([column]) => column === key)) sort.push([key, fallback]);
  return sort;
}
type Said = { keys: string[]; directions: ('asc' | 'desc')[] };
function modern(params: URLSearchParams): Said {
  if (params.has('sort_key') || params.has('sort_dir')) throw badRequest('Old and new sorting syntax cannot be combined');
  const said: Said = { keys: [], directions: [] };
  for (const part of (params.get('sort') ?? '').trim().split(',')) {
    const colon = part.indexOf(':');
    said.keys.push(sortKey(colon === -1 ? part : part.slice(0, colon)));
    said.directions.push(direction((colon === -1 ? '' : part.slice(colon + 1)) || 'desc'));
  }
  return said;
}
function classic(params: URLSearchParams): Said {
  const keys = params.getAll('sort_key').map(sortKey);
  const directions = params.getAll('sort_dir').map(direction);
  if (directions.length > 1 && directions.length !== keys.length) throw badRequest('Number of sort dirs does not match the number of sort keys');
  return { keys, directions };
}
function sortKey(text: string): string {
  const key = text.trim();
  if (SORT_KEYS.includes(key)) return key;
  throw badRequest(`Invalid sort key: ${key}. It must be one of the following: ${SORT_KEYS.join(', ')}.`);
}
function direction(text: string): 'asc' | 'desc' {
  const name = text.trim();
  if (name === 'asc' || name === 'desc') return name;
  throw badRequest(`Invalid sort direction: ${name}`);
}
