/** Snapshots of volumes as they are kept. `cinder/db/models.py: Snapshot` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export interface Snapshot {
  id: string;
  name: string | null;
  description: string | null;
  project_id: string;
  user_id: string;
  volume_id: string;
  /** GiB */
  volume_size: number;
  volume_type_id: string;
  /** `creating`, `available`, `deleting`, `error`, `restoring`... `cinder/objects/fields.py: SnapshotStatus` */
  status: string;
  /** `100%` */
  progress: string | null;
  metadata: Record<string, string>;
  group_snapshot_id: string | null;
  created_at: number;
  updated_at: number | null;
}
export const snapshots = collection<Snapshot>(
  'blockstorage_snapshots',
  {
    name: 'text',
    project_id: 'text',
    volume_id: 'text',
    volume_size: 'integer',
    status: 'text',
    group_snapshot_id: 'text',
    created_at: 'integer',
    updated_at: 'integer',
  },
  [],
  [['project_id'], ['volume_id'], ['created_at'], ['group_snapshot_id']],
);

/** Of a volume, newest first. */
export const snapshotsOf = async ({ rows }: Pick<Scope, 'rows'>, volume_id: string): Promise<Snapshot[]> =>
  rows.list(snapshots, { where: { volume_id }, sort: [['created_at', 'desc']] });
