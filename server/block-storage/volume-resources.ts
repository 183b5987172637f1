/** Volumes and what belongs to them. */
import type { Implemented } from '../core/context.ts';
import { attachmentHandlers } from './attachments.ts';
import { volumeActionHandlers } from './volume-actions.ts';
import { volumeConnectionHandlers } from './volume-connections.ts';
import { volumeEncryptionHandlers } from './volume-encryption.ts';
import { volumeImageHandlers } from './volume-images.ts';
import { volumeMetadataHandlers } from './volume-metadata.ts';
import { volumeHandlers } from './volumes.ts';

export const volumeResources: readonly Implemented[] = [
  volumeHandlers,
  volumeMetadataHandlers,
  volumeActionHandlers,
  volumeConnectionHandlers,
  volumeImageHandlers,
  volumeEncryptionHandlers,
  attachmentHandlers,
];
