/**
 * Actions that go between a server and its images: rebuilding and taking snapshots.
 * Follows `nova/api/openstack/compute/servers.py: _rebuild, _create_image`, `create_backup.py` and `nova/compute/api.py`.
 */
import { type Rebuild, serverImages as table } from '../../contracts/compute/server-images.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, type Reply, implement, reply } from '../core/context.ts';
import { badRequest, forbidden } from '../core/errors.ts';
import { createSnapshot, deleteImage, imagesWith } from '../image/for-servers.ts';
import { demands } from '../../contracts/compute/server-demands.ts';
import { isVolumeBacked, rootOf } from './block-device-mappings.ts';
import { recordAtOnce } from './instance-action-rows.ts';
import { links } from './links.ts';
import { change } from './server-changes.ts';
import { checkState } from './server-checks.ts';
import { serverOf } from './server-lookup.ts';
import { checkAttached, checkReimage, reimage } from './server-reimaging.ts';
import { imageOfVolumes } from './server-volume-images.ts';
import { keyExists } from './keypairs.ts';
import { checkInjectedFiles, checkMetadata, limitsFor } from './quota.ts';
import { bootImage, checkBootImage, imageOfServer, snapshotOf } from './server-image.ts';
import type { ServerRow } from './server-rows.ts';
import { follow, transitions } from './server-transitions.ts';
import { serverView } from './server-view.ts';

export const serverImageHandlers = implement(table, {
  rebuild: async (request) => {
    const { rebuild } = request.body;
    const adminPass = rebuild.adminPass ?? request.world.ids.password();
    const server = await follow(request, transitions.rebuild, async (row) => remake(request, row, rebuild));
    const view = await serverView(request, server);
    return reply({ server: { ...view, adminPass, user_data: server.user_data } }, { Location: links(request, 'servers', server.id)[0]?.href ?? '' });
  },
  createImage: async (request) => {
    const { name, metadata = {} } = request.body.createImage;
    const server = await serverOf(request);
    await checkImageMetadata(request, metadata);
    if (isVolumeBacked(server)) return snapshotReply(request, await describe(request, server, name.trim(), metadata));
    const { snapshot_id } = await follow(request, transitions.createImage, async (row) => {
      row.snapshot_id = (await createSnapshot(request, snapshotOf(row, name.trim(), metadata))).id;
    });
    return snapshotReply(request, snapshot_id ?? '');
  },
  createBackup: async (request) => {
    const { name, backup_type, rotation, metadata = {} } = request.body.createBackup;
    const server = await follow(request, transitions.createBackup, async (row) => {
      await checkImageMetadata(request, metadata);
      if (isVolumeBacked(row)) throw badRequest('Backup is not supported for volume-backed instances.');
      const backup = snapshotOf(row, name.trim(), { backup_type, ...metadata, image_type: 'backup' });
      row.snapshot_id = (await createSnapshot(request, backup)).id;
      await rotate(request, row, backup_type, rotation);
    });
    if (within(request.version, { since: '2.45' })) return reply({ image_id: server.snapshot_id ?? '' });
    const location = rotation > 0 && { Location: `${request.origin}${request.root}/images/${server.snapshot_id}` };
    return reply(undefined, { 'Content-Type': 'text/html; charset=UTF-8', ...location });
  },
});

/** An image of what is a volume: made at once. @returns its id */
async function describe(request: Context, server: ServerRow, name: string, metadata: Record<string, string>): Promise<string> {
  request.enforce({ project_id: server.project_id }, 'os_compute_api:servers:create_image:allow_volume_backed');
  checkState(request, server, demands.createImage);
  const { id } = await imageOfVolumes(request, server, name, metadata);
  await recordAtOnce(request, server, 'createImage', 'api_snapshot_instance');
  return id;
}

/** What a rebuild changes of the server. Throws 400 or 403. */
async function remake(request: Context, server: ServerRow, wanted: Rebuild): Promise<void> {
  const { caller } = request;
  if (wanted.trusted_image_certificates !== undefined) request.enforce({ project_id: server.project_id }, 'os_compute_api:servers:rebuild:trusted_certs');
  const image = await bootImage(request, wanted.imageRef, 'Cannot find image for rebuild');
  if (wanted.key_name && !(await keyExists(request, server.user_id, wanted.key_name))) throw badRequest('Invalid key_name provided.');
  await checkMetadata(request, caller.project_id ?? '', wanted.metadata ?? {});
  await checkInjectedFiles(request, caller.project_id ?? '', wanted.personality);
  const volumeBacked = isVolumeBacked(server);
  const kept = { root_device_name: server.root_device_name, image_id: volumeBacked ? server.image_id : image.id };
  if (volumeBacked) await checkReimage(request, server, image, wanted.trusted_image_certificates);
  checkBootImage(request, image, server.flavor, rootOf(server.block_devices));
  await checkAttached(request, server);
  if (volumeBacked) await reimage(request, server, image);
  Object.assign(server, imageOfServer(image), kept, { progress: 0, fault: null });
  server.boot_properties['base_image_ref'] = image.id;
  change(server, wanted);
  if (wanted.metadata !== undefined) server.metadata = wanted.metadata;
  if (wanted.key_name !== undefined) server.key_name = wanted.key_name;
  if (wanted.user_data !== undefined) server.user_data = wanted.user_data;
  if (wanted.trusted_image_certificates !== undefined) server.trusted_certificates = wanted.trusted_image_certificates;
}

/** Since 2.39 an image's metadata do not count. */
async function checkImageMetadata(request: Context, metadata: object): Promise<void> {
  if (within(request.version, { since: '2.39' })) return;
  const { metadata_items: limit } = await limitsFor(request, request.caller.project_id ?? '');
  if (limit !== -1 && Object.keys(metadata).length > limit) throw forbidden('Image metadata limit exceeded');
}
/** Keeps the newest backups of a kind. */
async function rotate(request: Context, { id, project_id }: ServerRow, backup_type: string, rotation: number): Promise<void> {
  const backups = await imagesWith(request, project_id, { instance_uuid: id, backup_type, image_type: 'backup' });
  for (const backup of backups.slice(rotation)) await deleteImage(request, backup.id);
}

/** Since 2.45 the body says which image it will be, before only a header with a URL of Glance's that has one slash too many. */
function snapshotReply(request: Context, image_id: string): Reply<{ image_id: string } | undefined> {
  if (within(request.version, { since: '2.45' })) return reply({ image_id });
  return reply(undefined, { 'Content-Type': 'text/html; charset=UTF-8', Location: `${request.originOf('image')}//images/${image_id}` });
}
