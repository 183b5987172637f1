/** Snapshots of volumes, and volumes that are handed over. */
import { snapshotMetadata, snapshots } from './snapshots.ts';
import { formerVolumeTransfers, volumeTransfers } from './volume-transfers.ts';

export const snapshotTables = { snapshots, snapshotMetadata, volumeTransfers, formerVolumeTransfers };
