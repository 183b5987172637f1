/** Volumes as they are kept. `cinder/db/models.py: Volume` */
import { notFound } from '../core/errors.ts';
import type { Context } from '../core/context.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { isVisible } from './visibility.ts';

export interface Volume {
  id: string;
  name: string | null;
  description: string | null;
  project_id: string;
  user_id: string;
  /** `creating`, `downloading`, `available`, `reserved`, `attaching`, `in-use`, `detaching`, `deleting`, `error`... `cinder/objects/fields.py: VolumeStatus` */
  status: string;
  /** What `status` was, for actions that give it back. */
  previous_status: string | null;
  /** Whether a server has it: `detached`, `reserved`, `attaching`, `attached`, `detaching`. */
  attach_status: string;
  /** GiB */
  size: number;
  /** GiB, while it grows. */
  new_size: number | null;
  volume_type_id: string;
  /** Its next type, while it changes. */
  new_type_id: string | null;
  availability_zone: string;
  snapshot_id: string | null;
  source_volid: string | null;
  /** The image that it is filled from while it is made. */
  image_id: string | null;
  metadata: Record<string, string>;
  /** Of it `readonly` and `attached_mode` are shown as metadata. */
  admin_metadata: Record<string, string>;
  /** What it has from its image, `image_id` and `image_name` first; empty without one. */
  image_metadata: Record<string, string>;
  bootable: boolean;
  multiattach: boolean;
  group_id: string | null;
  migration_status: string | null;
  /** The pool that it is in; null until it is scheduled. */
  host: string | null;
  service_uuid: string | null;
  /** A UUID where the volume is encrypted. */
  encryption_key_id: string | null;
  created_at: number;
  updated_at: number | null;
  launched_at: number | null;
}
export const volumes = collection<Volume>(
  'blockstorage_volumes',
  {
    name: 'text',
    description: 'text',
    attach_status: 'text',
    migration_status: 'text',
    host: 'text',
    multiattach: 'boolean',
    launched_at: 'integer',
    project_id: 'text',
    user_id: 'text',
    status: 'text',
    size: 'integer',
    bootable: 'boolean',
    availability_zone: 'text',
    volume_type_id: 'text',
    snapshot_id: 'text',
    source_volid: 'text',
    group_id: 'text',
    created_at: 'integer',
    updated_at: 'integer',
  },
  [],
  [['project_id'], ['created_at'], ['snapshot_id'], ['source_volid'], ['volume_type_id'], ['group_id']],
);

/** On its way to another backend. */
export const isMigrating = ({ migration_status }: Volume): boolean => migration_status !== null && !['deleting', 'error', 'success'].includes(migration_status);

/** It may go to another backend, or get another type. */
export const isMovable = (volume: Volume): boolean => ['available', 'in-use'].includes(volume.status) && !isMigrating(volume) && volume.group_id === null;

export const noVolume = (id: string): Error => notFound(`Volume ${id} could not be found.`);

/** A volume, whoever has it. Throws 404. */
export async function anyVolume({ rows }: Pick<Scope, 'rows'>, id: string): Promise<Volume> {
  const volume = await rows.get(volumes, id);
  if (!volume) throw noVolume(id);
  return volume;
}
/** A volume that the caller's queries find: its project's, or any for an admin. Throws 404. */
export async function volumeOf({ rows, caller }: Pick<Context, 'rows' | 'caller'>, id: string): Promise<Volume> {
  const volume = await anyVolume({ rows }, id);
  if (!isVisible(caller, volume)) throw noVolume(id);
  return volume;
}
/** Keeps it with the time of the change. */
export const saveVolume = async ({ rows, now }: Pick<Scope, 'rows' | 'now'>, volume: Volume): Promise<Volume> =>
  rows.update(volumes, { ...volume, updated_at: now });
