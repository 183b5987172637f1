/** What a request for a volume means. `cinder/api/v3/volumes.py: create` */
import type { z } from 'zod';
import type { volumes as table } from '../../contracts/block-storage/volumes.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { badRequest, conflict } from '../core/errors.ts';
import { type Image, imageForServer, imagesNamed } from '../image/for-servers.ts';
import { noBackup } from './backup-rows.ts';
import { projectDefault } from './default-type-rows.ts';
import { UNEXPLAINED } from './dialect.ts';
import { invalidInput } from './faults.ts';
import { groupOf } from './group-rows.ts';
import { namingOf } from './naming.ts';
import { newVolume } from './new-volume.ts';
import { snapshotFor } from './snapshot-lookup.ts';
import { typeForCaller } from './volume-type-access.ts';
import { type Volume, volumeOf } from './volume-rows.ts';

type Wanted = z.output<typeof table.create.body>['volume'];
const MULTIATTACH =
  'multiattach parameter has been removed. The default behavior is to use multiattach enabled volume types. Contact your administrator to create a multiattach enabled volume type and use it to create multiattach volumes.';

/** Throws 404 and 400 in upstream's order, 413 where the quota is used up. */
export async function createVolume(request: Context, wanted: Wanted): Promise<Volume> {
  const { volume_type, snapshot_id, source_volid, multiattach, metadata, availability_zone } = wanted;
  const type = volume_type ? await typeForCaller(request, volume_type) : undefined;
  const snapshot = snapshot_id ? await snapshotFor(request, snapshot_id, 'volume:get_snapshot') : undefined;
  const source = source_volid ? await sourceFor(request, source_volid) : undefined;
  const group_id = wanted.consistencygroup_id ?? wanted.group_id;
  const group = group_id ? await groupOf(request, group_id) : undefined;
  const reference = wanted.image_id === undefined ? wanted.imageRef : wanted.image_id;
  const image = reference === undefined || reference === null ? undefined : await imageMeant(request, reference);
  if (wanted.backup_id) throw noBackup(wanted.backup_id);
  if (multiattach) throw badRequest(MULTIATTACH);
  request.enforce(undefined, image ? 'volume:create_from_image' : 'volume:create');
  const size = wanted.size ?? snapshot?.volume_size ?? source?.size;
  // without any of them upstream comes to grief
  if (size === undefined) throw badRequest(UNEXPLAINED);
  const meant = type ?? (group && (await projectDefault(request, request.caller.project_id ?? '')));
  // upstream prints the whole type
  if (group && meant && !group.volume_types.includes(meant.id))
    throw invalidInput(`Invalid volume_type provided: ${meant.id} (requested type must be supported by this group).`);
  const origin = { type: meant, image, snapshot, source, group_id: group?.id };
  return newVolume(request, request.caller, { ...namingOf(wanted), size, metadata, availability_zone, ...origin });
}

/** Throws 404. */
async function sourceFor(request: Context, id: string): Promise<Volume> {
  const source = await volumeOf(request, id);
  request.enforce({ project_id: source.project_id }, 'volume:get');
  return source;
}

/** By id, by the URL of one, or by name. Throws 400, and 409 where several have the name. */
async function imageMeant(request: Context, reference: string): Promise<Image> {
  const id = reference.split('/').at(-1) ?? '';
  const image = isUuidLike(id) ? await imageForServer(request, request.caller, id) : undefined;
  if (image) return image;
  const [named, ...others] = await imagesNamed(request, request.caller, reference);
  if (others.length) throw conflict(`Multiple matches found for '${reference}', use an ID to be more specific.`);
  if (!named) throw badRequest('Invalid image identifier or unable to access requested image.');
  return named;
}
