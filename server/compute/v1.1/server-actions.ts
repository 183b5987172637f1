/** Actions on servers. `nova/api/openstack/servers.py: ControllerV11.action` of 2011 */
import { serverActions as table } from '../../../contracts/compute/v1.1/server-actions.ts';
import { type Context, implement, reply } from '../../core/context.ts';
import { CloudError, badRequest } from '../../core/errors.ts';
import { handOver } from '../../core/hand-over.ts';
import { begin } from '../../core/lifecycle.ts';
import { links } from '../links.ts';
import { serverActionHandlers as later } from '../server-actions.ts';
import { serverImageHandlers as laterImages } from '../server-images.ts';
import { serverLifeCycle } from '../server-lifecycle.ts';
import { type ServerRow, servers } from '../server-rows.ts';
import { flavorNumbered, imageNumber, onServer } from './lookup.ts';
import { checkFiles, checkImageMetadata, checkMetadata } from './quota.ts';
import { UNPROCESSABLE, idOf, isObject, metadataOf, object } from './read.ts';
import { imageFor, nameOf, passwordOf, quotaAsOfOld } from './server-create.ts';
import { serverView } from './views.ts';

type OnServer = Context & { params: { server_id: string }; body: unknown };
const member = (body: unknown, name: string): unknown => (isObject(body) ? body[name] : undefined);
/** One complaint whatever is wrong with the server's state. */
async function anyhow(work: Promise<unknown>, otherwise: CloudError): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw error instanceof CloudError && error.status === 409 ? otherwise : error;
  }
}
/** webob's own, where the controller says nothing. */
const unexplained = () => badRequest('The server could not comply with the request since it is either malformed or otherwise incorrect.');

export const serverActionHandlers = implement(table, {
  changePassword: async (request) => {
    const sent = object(member(request.body, 'changePassword'), 'No adminPass was specified');
    if (!('adminPass' in sent)) throw badRequest('No adminPass was specified');
    const adminPass = passwordOf({ adminPass: sent['adminPass'] ?? '' }, request);
    await handOver(later, 'changePassword', request, { params: (await onServer(request)).params, body: { changePassword: { adminPass } } });
  },
  reboot: async (request) => {
    const type = member(member(request.body, 'reboot'), 'type');
    if (type === undefined) throw badRequest("Missing argument 'type' for reboot");
    if (typeof type !== 'string' || !['HARD', 'SOFT'].includes(type.toUpperCase())) throw badRequest("Argument 'type' for reboot is not HARD or SOFT");
    const { params } = await onServer(request);
    await anyhow(handOver(later, 'reboot', request, { params, body: { reboot: { type } } }), new CloudError(422, UNPROCESSABLE));
  },
  rebuild,
  resize: async (request) => {
    const { flavorRef } = object(member(request.body, 'resize'), "Resize requests require 'flavorRef' attribute.");
    if (flavorRef === undefined) throw badRequest("Resize requests require 'flavorRef' attribute.");
    if (!flavorRef) throw badRequest("Resize request has invalid 'flavorRef' attribute.");
    const flavor = await flavorNumbered(request, idOf(flavorRef));
    const { params } = await onServer(request);
    if (!flavor) throw badRequest('Unable to locate requested flavor.');
    await quotaAsOfOld(handOver(later, 'resize', request, { params, body: { resize: { flavorRef: flavor.id } } }));
    await begin(request, serverLifeCycle, params.server_id, 'resize-on-trial');
  },
  confirmResize: async (request) =>
    anyhow(handOver(later, 'confirmResize', request, { params: (await onServer(request)).params, body: request.body }), unexplained()),
  revertResize: async (request) =>
    anyhow(handOver(later, 'revertResize', request, { params: (await onServer(request)).params, body: request.body }), unexplained()),
  createImage: async (request) => {
    const wanted = object(member(request.body, 'createImage'), 'Malformed createImage entity');
    if (!('name' in wanted)) throw badRequest('createImage entity requires name attribute');
    const metadata = wanted['metadata'] ? metadataOf(wanted['metadata'], 'Invalid metadata') : {};
    await checkImageMetadata(request, metadata);
    const { params } = await onServer(request);
    await handOver(laterImages, 'createImage', request, { params, body: { createImage: { name: String(wanted['name']), metadata } } });
    const snapshot = (await request.rows.get(servers, params.server_id))?.snapshot_id ?? '';
    const number = await imageNumber(request, snapshot);
    return reply(undefined, { Location: links(request, 'images', String(number))[0]?.href ?? '' });
  },
});

async function rebuild(request: OnServer) {
  const wanted = object(member(request.body, 'rebuild'), 'Could not parse imageRef from request.');
  if (!('imageRef' in wanted)) throw badRequest('Could not parse imageRef from request.');
  const metadata = wanted['metadata'] ? metadataOf(wanted['metadata'], 'Unable to parse metadata key/value pairs.') : undefined;
  await checkFiles(request, wanted['personality'], 'rebuilding');
  const { params } = await onServer(request);
  const image = await imageFor(request, wanted['imageRef']);
  if (metadata) await checkMetadata(request, metadata);
  const adminPass = passwordOf(wanted, request);
  const name = wanted['name'] === undefined || wanted['name'] === null ? {} : { name: nameOf(wanted['name']) };
  await handOver(laterImages, 'rebuild', request, {
    params,
    body: { rebuild: { imageRef: image.id, adminPass, ...name, ...(metadata && { metadata }) } },
  });
  const server = (await request.rows.get(servers, params.server_id)) as ServerRow;
  return { server: { ...(await serverView(request, server)), adminPass } };
}
