/** Snapshots, backups and transfers, for Cinder's table of contents. */
import type { Implemented } from '../core/context.ts';
import { backupHandlers } from './backups.ts';
import { snapshotHandlers } from './snapshots.ts';
import { snapshotMetadataHandlers } from './snapshot-metadata.ts';
import { formerVolumeTransferHandlers, volumeTransferHandlers } from './volume-transfers.ts';

export const snapshotResources: readonly Implemented[] = [
  snapshotHandlers,
  snapshotMetadataHandlers,
  volumeTransferHandlers,
  formerVolumeTransferHandlers,
  backupHandlers,
];
