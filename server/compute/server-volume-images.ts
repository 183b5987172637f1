/** Images of servers whose root is a volume: they have no content, they say which snapshots a server is to be made of. `nova/compute/api.py: snapshot_volume_backed` */
import { anyVolume, snapshotVolume, snapshotsLeft } from '../block-storage/for-servers.ts';
import type { Context } from '../core/context.ts';
import { forbidden } from '../core/errors.ts';
import { dumps } from '../core/python.ts';
import { type Image, createDescription } from '../image/for-servers.ts';
import { type BlockDeviceMapping, isVolume, newMapping } from './block-device-mappings.ts';
import { askForSnapshot } from './cinder-client.ts';
import { snapshotOf } from './server-image.ts';
import type { ServerRow } from './server-rows.ts';

/** Throws 403 where there may not be so many snapshots. */
export async function imageOfVolumes(request: Context, server: ServerRow, name: string, metadata: Record<string, string>): Promise<Image> {
  const devices = server.block_devices.filter(({ no_device }) => !no_device);
  const volumes = devices.filter(isVolume);
  const locals = devices.filter((device) => !isVolume(device));
  const { project_id = '', user_id } = request.caller;
  if (volumes.length > (await snapshotsLeft(request, project_id))) throw forbidden('Quota exceeded for resources: snapshots');
  const mappings = locals.map(mappingOf);
  for (const { volume_id, disk_bus, device_type, boot_index, delete_on_termination, volume_size, device_name } of volumes) {
    if (volume_id === null) continue;
    const volume = await anyVolume(request, volume_id);
    const described = { name: `snapshot for ${name}`, description: volume.description ?? '', force: true };
    const { id: snapshot_id } = await askForSnapshot(request, snapshotVolume(request, { project_id, user_id }, volume, described));
    const kept = { disk_bus, device_type, boot_index, delete_on_termination, volume_size, device_name };
    mappings.push(mappingOf(newMapping({ ...kept, source_type: 'snapshot', destination_type: 'volume', snapshot_id })));
  }
  const snapshot = snapshotOf(server, name, {});
  const { instance_uuid: _server, user_id: _user, image_type: _type, ...properties } = snapshot.properties;
  const { block_device_mapping: _old, bdm_v2: _version, root_device_name: _root, ...inherited } = properties;
  return createDescription(request, {
    ...snapshot,
    properties: {
      ...inherited,
      ...metadata,
      ...(server.root_device_name !== null && { root_device_name: server.root_device_name }),
      ...(mappings.length && { block_device_mapping: dumps(mappings), bdm_v2: 'True' }),
    },
  });
}
/** What another server may have of it: nothing that is one server's own. Nothing is encrypted. */
function mappingOf({ id: _id, attachment_id: _attachment, ...rest }: Partial<BlockDeviceMapping>): Record<string, unknown> {
  return { ...rest, encrypted: null, encryption_secret_uuid: null, encryption_format: null, encryption_options: null };
}
