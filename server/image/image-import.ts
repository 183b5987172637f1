/**
 * Import: content that was staged, or that is fetched, becomes the image's.
 * https://docs.openstack.org/api-ref/image/v2/#interoperable-image-import · `glance/api/v2/images.py` (`import_image`)
 */
import { imageImport as table } from '../../contracts/image/image-import.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import { str } from '../core/python.ts';
import { type Image, imageOf, save } from './images.ts';
import { IMPORT_METHODS, STORE, STORES } from './info.ts';
import { imageLifeCycle } from './life-cycle.ts';
import { enforceOn } from './policy.ts';
import { newTask } from './task-rows.ts';
import { download, refuseUri } from './web-download.ts';

interface Import {
  method: string;
  uri: string | undefined;
  stores: string[] | undefined;
  allStores: boolean;
}

export const imageImportHandlers = implement(table, {
  create: async (request) => {
    const wanted = parse(request.body);
    const image = await imageOf(request, request.params.image_id);
    refuseStatus(image, wanted.method);
    for (const name of ['container_format', 'disk_format'] as const) {
      if (!image[name]) throw conflict(`'${name}' needs to be set before import`);
    }
    if (wanted.method === 'copy-image') return copy(request, image, wanted);
    enforceOn(request, image);
    if (image.properties[LOCK]) throw conflict('Image has active task');
    refuseStores(wanted, request.header('x-image-meta-store'));
    if (wanted.method === 'web-download') refuseUri(wanted.uri);
    await start(request, image, wanted);
    return undefined;
  },
});

/** The property that names the task under way. */
const LOCK = 'os_glance_import_task';

function parse(body: unknown): Import {
  const { method, stores, all_stores = false, all_stores_must_succeed = true } = body as Record<string, unknown>;
  if (Array.isArray(body) || method === undefined) throw badRequest(`Import request requires a 'method' field.`);
  const { name, uri } = (typeof method === 'object' && method !== null ? method : {}) as Record<string, unknown>;
  if (name === undefined) throw badRequest(`Import request requires a 'name' field.`);
  if (typeof name !== 'string' || !IMPORT_METHODS.includes(name)) throw badRequest(`Unknown import method name '${str(name)}'.`);
  if (typeof all_stores_must_succeed !== 'boolean') throw badRequest(`'all_stores_must_succeed' must be boolean value only`);
  if (typeof all_stores !== 'boolean') throw badRequest(`'all_stores' must be boolean value only`);
  return {
    method: name,
    uri: uri === undefined || uri === null ? undefined : str(uri),
    stores: Array.isArray(stores) ? stores.map(str) : undefined,
    allStores: all_stores,
  };
}

function refuseStatus({ status }: Image, method: string): void {
  if (method === 'copy-image') {
    if (status !== 'active') throw conflict('Only images with status active can be targeted for copying');
    return;
  }
  if (status === 'active') throw conflict('Image with status active cannot be target for import');
  if (method === 'web-download' && status !== 'queued') throw conflict(`Image needs to be in 'queued' state to use 'web-download' method`);
  if (method === 'glance-direct' && status !== 'uploading') throw conflict(`Image needs to be staged before 'glance-direct' method can be used`);
}
function refuseStores({ stores, allStores }: Import, named: string | undefined): void {
  if (allStores && (stores || named !== undefined)) throw badRequest("All_stores parameter can't be used with x-image-meta-store header or stores parameter");
  if (stores && named !== undefined) throw badRequest("Stores parameter and x-image-meta-store header can't be both specified");
  const unknown = (stores ?? [named ?? STORE]).find((store) => !STORES.includes(store));
  if (unknown !== undefined) throw conflict(`Store for identifier ${unknown} not found`);
}

/** There is one store, and an active image is in it. */
function copy(request: Context, image: Image, wanted: Import): undefined {
  enforceOn(request, image, 'copy_image');
  refuseStores(wanted, request.header('x-image-meta-store'));
  if (!wanted.allStores) throw badRequest(`Image is already present at store '${STORE}'`);
}

async function start(request: Context & { body: unknown }, image: Image, { method, uri }: Import): Promise<void> {
  const { world, rows } = request;
  const task = await newTask(request, 'api_image_import', image.id, { image_id: image.id, import_req: request.body, backend: [STORE] });
  await save(request, { ...image, properties: { ...image.properties, [LOCK]: task.id } });
  if (method === 'web-download') rows.afterCommit(() => download(world, image.id, uri ?? ''));
  else await begin(request, imageLifeCycle, image.id, 'import');
}
