/** What Nova asks of Cinder. `nova/volume/cinder.py` */
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import { type Image, knownImage } from '../image/for-servers.ts';
import { type Attachment, attachments, attachmentsOf } from './attachment-rows.ts';
import { complete, connect, release } from './attachment-changes.ts';
import { imageMetadata } from './image-metadata.ts';
import { newVolume } from './new-volume.ts';
import { limitsFor, usageOf } from './quota.ts';
import { type Snapshot, snapshots } from './snapshot-rows.ts';
import { type Seeing, isVisible } from './visibility.ts';
import { removeVolume } from './volume-delete.ts';
import { type Volume, saveVolume, volumes } from './volume-rows.ts';
import { typeNamed } from './volume-type-rows.ts';

export type { Attachment } from './attachment-rows.ts';
export type { Snapshot } from './snapshot-rows.ts';
export type { Volume } from './volume-rows.ts';
export { imageProperties } from './image-metadata.ts';
export { newSnapshot as snapshotVolume } from './new-snapshot.ts';
export { anyVolume } from './volume-rows.ts';
export { typeMeant } from './volume-type-rows.ts';
export { beginDetaching, reserve, rollDetaching } from './attachment-changes.ts';

const visible = <Row extends { project_id: string }>(caller: Seeing, row: Row | undefined): Row | undefined =>
  row && isVisible(caller, row) ? row : undefined;

/** A volume that this caller may use; undefined where there is none, or none for it. */
export const volumeForServer = async ({ rows }: Pick<Scope, 'rows'>, caller: Seeing, id: string): Promise<Volume | undefined> =>
  visible(caller, await rows.get(volumes, id));
/** The same for a snapshot. */
export const snapshotForServer = async ({ rows }: Pick<Scope, 'rows'>, caller: Seeing, id: string): Promise<Snapshot | undefined> =>
  visible(caller, await rows.get(snapshots, id));

/** What a server boots from, or gets besides. Sizes in GiB. */
export interface BootVolume {
  name: string;
  description: string;
  size: number | null;
  /** Its name. */
  volume_type: string | null;
  image_id: string | null;
  snapshot_id: string | null;
}
/**
 * A volume for a server, `available` at once: whoever builds a server waits for it.
 * @throws CloudError 400 and 413 as the creation of any volume does
 */
export async function createVolume(scope: Scope, owner: Pick<Caller, 'project_id' | 'user_id'>, wanted: BootVolume): Promise<Volume> {
  const { image_id, snapshot_id, volume_type, ...rest } = wanted;
  const image = image_id === null ? undefined : await knownImage(scope, image_id);
  const type = volume_type === null ? undefined : await typeNamed(scope, volume_type);
  const snapshot = snapshot_id === null ? undefined : await scope.rows.get(snapshots, snapshot_id);
  return newVolume(scope, owner, { ...rest, type, image, snapshot }, true);
}

/** A reserved attachment is attached: the volume is `in-use`. @param device `/dev/vdb` */
export async function attach(scope: Scope, attachmentId: string, host: string, device: string): Promise<Attachment | undefined> {
  const attachment = await scope.rows.get(attachments, attachmentId);
  return attachment && complete(scope, { ...(await connect(scope, attachment, { host, mountpoint: device })), held: true });
}
/** A reserved attachment is as good as attached: the server has no host to connect. */
export async function occupy(scope: Scope, attachmentId: string): Promise<void> {
  const attachment = await scope.rows.get(attachments, attachmentId);
  if (attachment) await complete(scope, attachment);
}
/** An attachment ends; no error where there is none, or it has ended already. */
export async function detach(scope: Scope, attachmentId: string | null): Promise<void> {
  const attachment = attachmentId === null ? undefined : await scope.rows.get(attachments, attachmentId);
  if (attachment) await release(scope, attachment);
}

/** Begins the deletion of a volume. Throws 400 where something holds it. */
export const deleteVolume = async (scope: Scope, volume: Volume): Promise<void> => removeVolume(scope, volume);

/** All volumes of the caller's project, newest first. */
export const volumesOf = async ({ rows }: Pick<Scope, 'rows'>, { project_id = '' }: Seeing): Promise<Volume[]> =>
  rows.list(volumes, { where: { project_id }, sort: [['created_at', 'desc']] });
/** All snapshots of the caller's project, newest first. */
export const snapshotsOfProject = async ({ rows }: Pick<Scope, 'rows'>, { project_id = '' }: Seeing): Promise<Snapshot[]> =>
  rows.list(snapshots, { where: { project_id }, sort: [['created_at', 'desc']] });
/** Which servers have which volumes: by volume. */
export const attachmentsByVolume = attachmentsOf;

/** How many snapshots more a project may have. */
export async function snapshotsLeft(scope: Pick<Scope, 'rows'>, projectId: string): Promise<number> {
  const { snapshots: limit = -1 } = await limitsFor(scope, projectId);
  return limit < 0 ? Infinity : limit - ((await usageOf(scope, projectId))['snapshots'] ?? 0);
}
/** The volume has another image's content from now on. */
export async function fillAnew(scope: Scope, volume: Volume, image: Image): Promise<void> {
  await saveVolume(scope, { ...volume, image_id: image.id, image_metadata: imageMetadata(image) });
}
