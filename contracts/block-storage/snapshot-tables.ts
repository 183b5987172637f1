/** Snapshots and backups of volumes, and volumes that are handed over. */
import { backups } from './backups.ts';
import { snapshotMetadata, snapshots } from './snapshots.ts';
import { formerVolumeTransfers, volumeTransfers } from './volume-transfers.ts';

export const snapshotTables = { snapshots, snapshotMetadata, volumeTransfers, formerVolumeTransfers, backups };
