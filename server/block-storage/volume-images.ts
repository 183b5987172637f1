/**
 * Volumes and images. Follows `cinder/api/contrib/volume_image_metadata.py`, `cinder/api/contrib/volume_actions.py: _volume_upload_image`
 * and `cinder/volume/api.py: copy_volume_to_image`.
 */
import { volumeImages as table } from '../../contracts/block-storage/volume-images.ts';
import { minor } from '../../contracts/microversion.ts';
import { type Context, type Request, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import { CONTAINER_FORMATS, imageOfVolume, upload as fillWith } from '../image/for-volumes.ts';
import { invalidVolume } from './faults.ts';
import { imageProperties } from './image-metadata.ts';
import { stored, storedOrNull } from './times.ts';
import { volumeLifeCycle } from './volume-life-cycle.ts';
import { refuseBusy, visibleVolume, volumeFor } from './volume-lookups.ts';
import { type Volume, saveVolume, volumeOf } from './volume-rows.ts';
import { type VolumeType, volumeTypes } from './volume-type-rows.ts';

export const volumeImageHandlers = implement(table, {
  showMetadata: async (request) => ({ metadata: shown(await volumeFor(request, request.params.volume_id)) }),
  setMetadata: async (request) => {
    const volume = await volumeOf(request, request.params.volume_id);
    request.enforce({ project_id: volume.project_id });
    request.enforce({ project_id: volume.project_id }, 'volume:update_volume_metadata');
    refuseBusy(volume, 'Updating');
    const image_metadata = { ...volume.image_metadata, ...request.body['os-set_image_metadata'].metadata };
    await saveVolume(request, { ...volume, image_metadata });
    return { metadata: image_metadata };
  },
  unsetMetadata: async (request) => {
    const volume = await volumeOf(request, request.params.volume_id);
    request.enforce({ project_id: volume.project_id });
    const { [request.body['os-unset_image_metadata'].key]: value, ...image_metadata } = shown(volume);
    if (value === undefined) throw none(volume);
    request.enforce({ project_id: volume.project_id }, 'volume:delete_volume_metadata');
    refuseBusy(volume, 'Deleting');
    await saveVolume(request, { ...volume, image_metadata });
  },
  upload: async (request) => ({ 'os-volume_upload_image': await upload(request) }),
});

const none = ({ id }: Volume): Error => notFound(`Glance metadata for volume/snapshot ${id} cannot be found.`);
function shown(volume: Volume): Record<string, string> {
  if (!Object.keys(volume.image_metadata).length) throw none(volume);
  return volume.image_metadata;
}

/** Makes an image of it, empty as the volume is; the volume is busy with it for a while. Throws 400, 403. */
async function upload(request: Request<typeof table.upload>) {
  const volume = await visibleVolume(request, request.params.volume_id);
  request.enforce();
  const { image_name: name, disk_format = 'raw', container_format = 'bare', visibility = 'private', ...flags } = request.body['os-volume_upload_image'];
  const newer = minor(request.version) >= 1;
  if (newer && visibility === 'public') request.enforce(undefined, 'volume_extension:volume_actions:upload_public');
  // Cinder's option `enable_force_upload` is off
  if (volume.status !== 'available') throw invalidVolume(`Volume ${volume.id} status must be available`);
  if (container_format !== null && !CONTAINER_FORMATS.includes(container_format)) throw badRequest(unknownContainer(container_format));
  const image = await imageOfVolume(request, {
    name,
    disk_format,
    container_format,
    owner: request.caller.project_id ?? '',
    visibility: newer ? visibility : 'shared',
    protected: flags.protected ?? false,
    properties: imageProperties(volume.image_metadata),
  });
  // upstream leaves the image behind
  if (container_format === 'compressed') throw badRequest('Image compression upload disallowed, but container_format is compressed', { kept: true });
  await fillWith(request, image, volume.size * 2 ** 30);
  await saveVolume(request, { ...volume, status: 'uploading', previous_status: volume.status });
  await begin(request, volumeLifeCycle, volume.id, 'upload');
  return {
    id: volume.id,
    updated_at: storedOrNull(volume.updated_at),
    status: 'uploading',
    display_description: volume.description,
    size: volume.size,
    volume_type: await typeOf(request, volume),
    image_id: image.id,
    container_format: image.container_format,
    disk_format: image.disk_format,
    image_name: image.name,
    protected: image.protected,
    visibility: image.visibility,
  };
}
const CONTENTS = CONTAINER_FORMATS.map((format) => `              '${format}'`).join(',\n');
/** Glance's word, as it reaches Cinder. */
const unknownContainer = (format: string): string =>
  `Unable to set 'container_format' to '${format}'. Reason: '${format}' is not one of [None, ${CONTAINER_FORMATS.map((one) => `'${one}'`).join(', ')}]\n\nFailed validating 'enum' in schema['properties']['container_format']:\n    {'type': ['null', 'string'],\n     'description': 'Format of the container',\n     'enum': [None,\n${CONTENTS}]}\n\nOn instance['container_format']:\n    '${format}'`;

async function typeOf({ rows }: Context, { volume_type_id }: Volume) {
  const type: VolumeType | undefined = await rows.get(volumeTypes, volume_type_id);
  if (!type) return null;
  const { id, name, description, is_public, extra_specs, qos_specs_id, created_at, updated_at } = type;
  const times = { created_at: stored(created_at), updated_at: storedOrNull(updated_at), deleted_at: null, deleted: false };
  return { id, name, description, is_public, extra_specs, qos_specs_id, ...times };
}
