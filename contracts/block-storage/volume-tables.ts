/** Volumes and what belongs to them. */
import { attachments } from './attachments.ts';
import { volumeActions } from './volume-actions.ts';
import { volumeConnections } from './volume-connections.ts';
import { volumeEncryption } from './volume-encryption.ts';
import { volumeImages } from './volume-images.ts';
import { volumeMetadata } from './volume-metadata.ts';
import { volumes } from './volumes.ts';

export const volumeTables = { volumes, volumeMetadata, volumeActions, volumeConnections, volumeImages, volumeEncryption, attachments };
