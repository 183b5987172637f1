/** What ties volumes to servers. `cinder/db/models.py: VolumeAttachment` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export interface Attachment {
  id: string;
  volume_id: string;
  /** Of the volume. */
  project_id: string;
  /** Id of a server; null for one that a host has without. */
  instance_uuid: string | null;
  attached_host: string | null;
  /** `/dev/vdb` */
  mountpoint: string | null;
  /** `reserved`, `attaching`, `attached`, `detaching` */
  attach_status: string;
  /** `rw`, `ro`; the word `null` until it is settled. */
  attach_mode: string | null;
  connector: Record<string, unknown> | null;
  connection_info: Record<string, unknown>;
  attach_time: number | null;
  /** Made by a server, which alone may end it. */
  held: boolean;
  created_at: number;
}
export const attachments = collection<Attachment>('blockstorage_attachments', {
  volume_id: 'text',
  project_id: 'text',
  instance_uuid: 'text',
  attach_status: 'text',
  created_at: 'integer',
});

/** Those of a volume, oldest first. */
export const attachmentsOf = async ({ rows }: Pick<Scope, 'rows'>, volume_id: string | readonly string[]): Promise<Attachment[]> =>
  rows.list(attachments, { where: { volume_id }, sort: [['created_at', 'asc']] });
