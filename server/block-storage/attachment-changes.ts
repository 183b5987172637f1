/** How servers get hold of volumes and let go of them. Follows `cinder/volume/api.py: attachment_*`, `cinder/volume/manager.py` and `cinder/db/api.py: volume_attached, volume_detached`. */
import type { Scope } from '../core/world.ts';
import { type Attachment, attachments, attachmentsOf } from './attachment-rows.ts';
import { connectionInfo } from './connections.ts';
import { invalidVolume } from './faults.ts';
import { type Volume, anyVolume, isMigrating, saveVolume } from './volume-rows.ts';

/** Reserves a volume for a server, or for nobody. @param mode `rw`, `ro` or the word `null`; @throws CloudError 400 where its status does not allow it */
export async function reserve(scope: Scope, volume: Volume, instance_uuid: string | null, mode = 'null'): Promise<Attachment> {
  const { id: volume_id, status, multiattach } = volume;
  if (status.includes('error')) {
    const current = `The Volume ${volume_id} currently has a status of: ${status} `;
    throw invalidVolume(`Volume attachments can not be created if the volume is in an error state. ${current}`);
  }
  const expected = multiattach ? ['available', 'in-use', 'downloading'] : ['available', 'downloading'];
  if (expected.includes(status)) await saveVolume(scope, { ...volume, status: 'reserved' });
  else if (!(await isMove(scope, volume, instance_uuid)))
    throw invalidVolume(`Volume ${volume_id} status must be ${expected.join(' or ')} to reserve, but the current status is ${status}.`);
  const attach_mode = 'readonly' in volume.admin_metadata ? 'ro' : mode;
  return insert(scope, volume, { instance_uuid, attached_host: null, mountpoint: null, attach_status: 'reserved', attach_mode, attach_time: null });
}
type Nature = Pick<Attachment, 'instance_uuid' | 'attached_host' | 'mountpoint' | 'attach_status' | 'attach_mode' | 'attach_time'>;
const insert = async ({ world, rows, now }: Scope, { id: volume_id, project_id }: Volume, nature: Nature): Promise<Attachment> =>
  rows.insert(attachments, { id: world.ids.uuid(), volume_id, project_id, ...nature, connector: null, connection_info: {}, held: false, created_at: now });
/** The same server may have it twice, while it moves from host to host. */
async function isMove(scope: Scope, { id, status }: Volume, instance_uuid: string | null): Promise<boolean> {
  if (!instance_uuid || !['in-use', 'reserved'].includes(status)) return false;
  return (await attachmentsOf(scope, id)).some((attachment) => attachment.instance_uuid === instance_uuid);
}

export interface Connector {
  host?: unknown;
  mountpoint?: unknown;
  mode?: unknown;
}
const word = (value: unknown, instead: string): string => (typeof value === 'string' ? value : instead);

/** A host connects; the volume is `attaching`. What the host may say besides is kept as it is. */
export async function connect(scope: Scope, attachment: Attachment, connector: Connector): Promise<Attachment> {
  const volume = await anyVolume(scope, attachment.volume_id);
  const mode = attachment.attach_mode === 'null' || attachment.attach_mode === null ? word(connector.mode, 'rw') : attachment.attach_mode;
  const changed: Attachment = {
    ...attachment,
    attach_status: 'attaching',
    attached_host: word(connector.host, ''),
    mountpoint: word(connector.mountpoint, 'na'),
    attach_mode: mode,
    connector: { ...connector, mode },
    connection_info: connectionInfo(volume, attachment.id),
    attach_time: scope.now,
  };
  await saveVolume(scope, { ...volume, status: 'attaching', attach_status: 'attaching' });
  return scope.rows.update(attachments, changed);
}

/** The server has it; the volume is `in-use`. */
export async function complete(scope: Scope, attachment: Attachment): Promise<Attachment> {
  const volume = await anyVolume(scope, attachment.volume_id);
  await saveVolume(scope, { ...volume, status: 'in-use', attach_status: 'attached' });
  return scope.rows.update(attachments, { ...attachment, attach_status: 'attached' });
}

/** What is said of who gets it. */
export interface Holder {
  instance_uuid: string | null;
  host_name: string | null;
  mountpoint: string;
  /** `rw`, `ro` */
  mode: string;
}
/** Attaches without a reservation; the same holder may ask again. @throws CloudError 400 where another has it */
export async function attachDirectly(scope: Scope, volume: Volume, { instance_uuid, host_name, mountpoint, mode }: Holder): Promise<void> {
  const all = await attachmentsOf(scope, volume.id);
  const attached_mode = volume.admin_metadata['attached_mode'];
  if (volume.status === 'attaching' && attached_mode !== undefined && attached_mode !== mode) throw invalidVolume('being attached by different mode');
  const known = all.some((one) => (instance_uuid === null ? one.attached_host === host_name : one.instance_uuid === instance_uuid));
  if (!known && volume.status === 'in-use' && !volume.multiattach && volume.migration_status === null)
    throw invalidVolume('volume is already attached and multiple attachments are not enabled');
  await saveVolume(scope, {
    ...volume,
    status: 'in-use',
    attach_status: 'attached',
    admin_metadata: { ...volume.admin_metadata, attached_mode: attached_mode ?? mode },
  });
  if (known) return;
  const nature = { attach_status: 'attached', attach_mode: mode, attach_time: scope.now };
  await insert(scope, volume, { instance_uuid, attached_host: host_name, mountpoint, ...nature });
}

/** What a volume is by what its attachments are, the first of these first. `cinder/db/api.py: _get_statuses_from_attachments` */
const RANKS: readonly (readonly [attach_status: string, status: string])[] = [
  ['attached', 'in-use'],
  ['attaching', 'attaching'],
  ['detaching', 'detaching'],
  ['reserved', 'reserved'],
];

/** An attachment ends; the volume is what the others leave it, or `available`. @returns the volume */
export async function release(scope: Scope, { id, volume_id }: Pick<Attachment, 'id' | 'volume_id'>): Promise<Volume> {
  await scope.rows.remove(attachments, id);
  return saveDetached(scope, await anyVolume(scope, volume_id));
}
/** Keeps a volume that has lost attachments. */
export async function saveDetached(scope: Scope, volume: Volume): Promise<Volume> {
  const { attached_mode: _, ...admin_metadata } = volume.admin_metadata;
  return saveVolume(scope, { ...volume, ...(await statusesFrom(scope, volume)), admin_metadata });
}
/** By its attachments. */
export async function statusesFrom(scope: Scope, { id, migration_status, status: current }: Volume): Promise<Pick<Volume, 'status' | 'attach_status'>> {
  const left = new Set((await attachmentsOf(scope, id)).map(({ attach_status }) => attach_status));
  const [attach_status, status] = RANKS.find(([rank]) => left.has(rank)) ?? (['detached', 'available'] as const);
  const hidden = attach_status === 'detached' && (migration_status ? !['success', 'error'].includes(migration_status) : current === 'uploading');
  return { attach_status, status: hidden ? current : status };
}

/** Throws 400 unless it is in use. */
export async function beginDetaching(scope: Scope, volume: Volume): Promise<void> {
  // nobody is to see of a volume under migration that it is detached
  if (isMigrating(volume)) return;
  if (volume.status !== 'in-use' || volume.attach_status !== 'attached')
    throw invalidVolume("Unable to detach volume. Volume status must be 'in-use' and attach_status must be 'attached' to detach.");
  await saveVolume(scope, { ...volume, status: 'detaching' });
}
export async function rollDetaching(scope: Scope, volume: Volume): Promise<void> {
  if (volume.status === 'detaching') await saveVolume(scope, { ...volume, status: 'in-use' });
}
