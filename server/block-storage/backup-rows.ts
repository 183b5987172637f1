/** Backups as they are kept. `cinder/db/models.py: Backup` */
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';

export interface Backup {
  id: string;
  name: string | null;
  description: string | null;
  project_id: string;
  user_id: string;
  volume_id: string;
  snapshot_id: string | null;
  status: string;
  /** GiB */
  size: number;
  container: string | null;
  availability_zone: string | null;
  fail_reason: string | null;
  metadata: Record<string, string>;
  /** When what it holds was written. */
  data_timestamp: number;
  created_at: number;
  updated_at: number | null;
}
export const backups = collection<Backup>('blockstorage_backups', {
  name: 'text',
  description: 'text',
  project_id: 'text',
  volume_id: 'text',
  status: 'text',
  size: 'integer',
  created_at: 'integer',
  updated_at: 'integer',
});

export const noBackup = (id: string): Error => notFound(`Backup ${id} could not be found.`);
