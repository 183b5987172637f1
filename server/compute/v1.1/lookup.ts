/** Servers, images and flavors by their numbers, or by the ids that they have in later versions. */
import { isUuidLike } from '../../../contracts/json-schema.ts';
import type { Context } from '../../core/context.ts';
import { notFound } from '../../core/errors.ts';
import { type Image, images, visibleImage } from '../../image/images.ts';
import { type Flavor, flavors } from '../flavors.ts';
import { serverOf } from '../server-lookup.ts';
import { type ServerRow, servers } from '../server-rows.ts';

export const absent = () => notFound('The resource could not be found.');
/** Undefined for what is no number of a row. */
const numberOf = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);

type OnServer = Context & { params: { server_id: string } };
/** The request as later versions would have it: with the server's uuid. Throws 404. @param complaint where the noun has one of its own */
export async function onServer<R extends OnServer>(request: R, complaint?: string): Promise<R & { server: ServerRow }> {
  const { rows, caller, params } = request;
  const number = numberOf(params.server_id);
  const [found] = number === undefined ? [] : await rows.list(servers, { where: { number }, limit: 1 });
  const row = found ?? (isUuidLike(params.server_id) ? await rows.get(servers, params.server_id.toLowerCase()) : undefined);
  const seen = row && !row.deleted && (row.project_id === caller.project_id || caller.roles.has('admin'));
  if (!seen) throw complaint === undefined ? absent() : notFound(complaint);
  const there = { ...request, params: { ...params, server_id: row.id } };
  return { ...there, server: await serverOf(there) };
}

/** The image that the caller may see; undefined where there is none. */
export async function imageNumbered({ rows, caller }: Context, id: string): Promise<Image | undefined> {
  const number = numberOf(id);
  const [found] = number === undefined ? [] : await rows.list(images, { where: { number }, limit: 1 });
  return visibleImage({ rows }, caller, found?.id ?? id);
}
/** Throws 404. */
export async function imageOf(request: Context & { params: { image_id: string } }): Promise<Image> {
  const image = await imageNumbered(request, request.params.image_id);
  if (!image) throw absent();
  return image;
}
export const imageNumber = async ({ rows }: Context, id: string): Promise<number | undefined> => (await rows.get(images, id))?.number;

/** The flavor that the caller may see; undefined where there is none. */
export async function flavorNumbered({ rows, caller }: Context, id: string): Promise<Flavor | undefined> {
  const number = numberOf(id);
  const [found] = number === undefined ? [] : await rows.list(flavors, { where: { number }, limit: 1 });
  return found && (found.is_public || caller.roles.has('admin') || found.projects.includes(caller.project_id ?? '')) ? found : undefined;
}
