/** Transfers of volumes as they are kept until they are accepted or withdrawn. `cinder/db/models.py: Transfer` */
import { collection } from '../core/store.ts';

export interface Transfer {
  id: string;
  volume_id: string;
  name: string | null;
  /** 16 hex digits, told to whoever offers the volume. */
  auth_key: string;
  /** The snapshots stay with the project. */
  no_snapshots: boolean;
  source_project_id: string;
  created_at: number;
  updated_at: number | null;
}
export const transfers = collection<Transfer>('blockstorage_transfers', {
  volume_id: 'text',
  name: 'text',
  no_snapshots: 'boolean',
  source_project_id: 'text',
  created_at: 'integer',
  updated_at: 'integer',
});
