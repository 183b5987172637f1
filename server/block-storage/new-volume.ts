/**
 * A volume from nothing, an image, a snapshot or another volume. Follows `cinder/volume/api.py: create` and `cinder/volume/flows/api/create_volume.py`.
 */
import { badRequest } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import type { Image } from '../image/for-servers.ts';
import { ZONE } from './backend.ts';
import { projectDefault } from './default-type-rows.ts';
import { invalidInput, invalidSnapshot, invalidVolume } from './faults.ts';
import { checkImage, imageMetadata } from './image-metadata.ts';
import { checkQuota, checkVolumeSize } from './quota.ts';
import type { Snapshot } from './snapshot-rows.ts';
import { finish, volumeLifeCycle } from './volume-life-cycle.ts';
import { type Volume, volumes } from './volume-rows.ts';
import { type VolumeType, isMultiattach, typeNamed } from './volume-type-rows.ts';

export interface WantedVolume {
  name?: string | null | undefined;
  description?: string | null | undefined;
  /** GiB; that of its source unless given. */
  size?: number | null | undefined;
  metadata?: Record<string, string> | null | undefined;
  availability_zone?: string | null | undefined;
  type?: VolumeType | undefined;
  image?: Image | undefined;
  snapshot?: Snapshot | undefined;
  source?: Volume | undefined;
  group_id?: string | null | undefined;
}

/**
 * Begins the making of a volume in a project.
 * @param ready it is made at once: whoever wants it does not wait for the profile
 * @throws CloudError 400 for what does not fit together, 413 where the quota is used up
 */
export async function newVolume(
  scope: Scope,
  { project_id = '', user_id }: Pick<Caller, 'project_id' | 'user_id'>,
  wanted: WantedVolume,
  ready = false,
): Promise<Volume> {
  const { image, snapshot, source, name = null, description = null, metadata, group_id = null } = wanted;
  checkSources(wanted);
  const size = sizeOf(wanted);
  if (image) checkImage(image, size);
  const type = await typeOf(scope, project_id, wanted);
  const origin = source ?? (snapshot && (await scope.rows.get(volumes, snapshot.volume_id)));
  const availability_zone = zoneOf(wanted, origin);
  await checkVolumeSize(scope, project_id, size);
  await checkQuota(scope, project_id, type, { volumes: 1, gigabytes: size });
  const volume: Volume = {
    id: scope.world.ids.uuid(),
    name,
    description,
    project_id,
    user_id,
    status: 'creating',
    previous_status: null,
    attach_status: 'detached',
    size,
    new_size: null,
    volume_type_id: type.id,
    new_type_id: null,
    availability_zone,
    snapshot_id: snapshot?.id ?? null,
    source_volid: source?.id ?? null,
    image_id: image?.id ?? null,
    metadata: metadata ?? {},
    admin_metadata: {},
    image_metadata: image ? imageMetadata(image) : (origin?.image_metadata ?? {}),
    bootable: origin?.bootable ?? false,
    multiattach: isMultiattach(type),
    group_id,
    migration_status: null,
    host: null,
    service_uuid: null,
    encryption_key_id: null,
    created_at: scope.now,
    updated_at: null,
    launched_at: null,
  };
  if (ready) await finish(volume, scope);
  await scope.rows.insert(volumes, volume);
  if (!ready) await begin(scope, volumeLifeCycle, volume.id, image ? 'create-from-image' : 'create', 'new');
  return volume;
}

function checkSources({ image, snapshot, source }: WantedVolume): void {
  if ([image, snapshot, source].filter(Boolean).length > 1) throw invalidInput('May specify only one of backup, imageRef, snapshot, source volume');
  if (snapshot && snapshot.status !== 'available') throw invalidSnapshot("Originating snapshot status must be one of 'available' values");
  if (source && !['available', 'in-use'].includes(source.status))
    throw invalidVolume("Originating source volume status must be one of 'available, in-use' values");
}

function sizeOf({ size, snapshot, source }: WantedVolume): number {
  const wanted = size || source?.size || snapshot?.volume_size;
  if (!wanted) throw invalidInput(`Volume size '${size === undefined || size === null ? 'None' : size}' must be an integer and greater than 0`);
  if (source && wanted < source.size) {
    const original = `original volume size  ${source.size}GB. They must be >= original volume size.`;
    throw invalidInput(`Volume size '${wanted}'GB cannot be smaller than ${original}`);
  }
  if (!source && snapshot && wanted < snapshot.volume_size) {
    const original = `the snapshot size ${snapshot.volume_size}GB. They must be >= original snapshot size.`;
    throw invalidInput(`Volume size '${wanted}'GB cannot be smaller than ${original}`);
  }
  return wanted;
}

async function typeOf(scope: Scope, project: string, { type, source, snapshot, image }: WantedVolume): Promise<VolumeType> {
  if (type) return type;
  const named = source?.volume_type_id ?? snapshot?.volume_type_id ?? image?.properties['cinder_img_volume_type'];
  return named === undefined ? projectDefault(scope, project) : typeNamed(scope, named);
}

function zoneOf({ availability_zone }: WantedVolume, origin: Volume | undefined): string {
  const zone = availability_zone ?? origin?.availability_zone ?? ZONE;
  if (zone !== ZONE) throw badRequest(`Availability zone '${zone}' is invalid.`);
  return zone;
}
