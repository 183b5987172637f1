/** The creation of a server, with the complaints of the time in their order. `nova/api/openstack/create_instance_helper.py` of 2011 */
import type { Context } from '../../core/context.ts';
import { CloudError, badRequest } from '../../core/errors.ts';
import { networksFor } from '../../network/for-servers.ts';
import type { Image } from '../../image/images.ts';
import { createServers } from '../server-create.ts';
import type { ServerRow } from '../server-rows.ts';
import { flavorNumbered, imageNumbered } from './lookup.ts';
import { checkFiles, checkMetadata } from './quota.ts';
import { type Members, UNPROCESSABLE, idOf, isObject, metadataOf, object, overLimit } from './read.ts';

/** Throws 400. */
export function nameOf(value: unknown): string {
  if (typeof value !== 'string') throw badRequest('Server name is not a string or unicode');
  if (value.trim() === '') throw badRequest('Server name is an empty string');
  return value.trim();
}
/** The one that is sent, or a new one. Throws 400. */
export function passwordOf({ adminPass }: Members, { world }: Context): string {
  if (adminPass === undefined || adminPass === null) return world.ids.password(16);
  if (typeof adminPass !== 'string' || adminPass === '') throw badRequest('Invalid adminPass');
  return adminPass;
}
/** Throws 400. A reference to nothing is one to image 0. */
export async function imageFor(request: Context, reference: unknown): Promise<Image> {
  const id = idOf(reference);
  const image = id === '' ? undefined : await imageNumbered(request, id);
  const said = String(reference).startsWith(request.origin) ? id : String(reference);
  if (!image) throw badRequest(`Cannot find requested image ${said}: Image ${id || 0} could not be found.`);
  if (image.status !== 'active') throw badRequest(`Cannot find requested image ${said}: Image ${id} is unacceptable: status is not active`);
  return image;
}

/** Makes the server. Throws 400, 413 or 422. */
export async function createServer(request: Context, body: unknown): Promise<{ server: ServerRow; adminPass: string }> {
  const wanted = object(isObject(body) ? body['server'] : undefined, new CloudError(422, UNPROCESSABLE));
  const adminPass = passwordOf(wanted, request);
  if (!('name' in wanted)) throw badRequest('Server name is not defined');
  const name = nameOf(wanted['name']);
  if (!('imageRef' in wanted)) throw badRequest('Missing imageRef attribute');
  const image = await imageFor(request, wanted['imageRef']);
  await checkFiles(request, wanted['personality'], 'creation');
  if (!('flavorRef' in wanted)) throw badRequest('Missing flavorRef attribute');
  const flavor = await flavorNumbered(request, idOf(wanted['flavorRef']));
  if (!flavor) throw badRequest('Invalid flavorRef provided.');
  const metadata = wanted['metadata'] ? metadataOf(wanted['metadata']) : {};
  await checkMetadata(request, metadata);
  const server = {
    name,
    adminPass,
    metadata,
    imageRef: image.id,
    flavorRef: flavor.id,
    networks: (await networksFor(request, request.caller)).map((uuid) => ({ uuid })),
    ...texts(wanted, 'accessIPv4', 'accessIPv6', 'key_name', 'availability_zone', 'user_data'),
  };
  const { servers } = await quotaAsOfOld(createServers(request, { server }));
  return { server: servers[0] as ServerRow, adminPass };
}
function texts(wanted: Members, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = wanted[name];
      return typeof value === 'string' && value ? [[name, value.trim()]] : [];
    }),
  );
}

/** What is more than the project may have was 413 then. */
export async function quotaAsOfOld<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const exceeded = error instanceof CloudError && error.status === 403 && error.message.startsWith('Quota exceeded');
    throw exceeded ? overLimit('Instance quota exceeded. You cannot run any more instances of this type.') : error;
  }
}
