/** Types of volumes, and what belongs to them, for Cinder's table of contents. */
import type { Implemented } from '../core/context.ts';
import { defaultTypeHandlers } from './default-types.ts';
import { qosSpecHandlers } from './qos-specs.ts';
import { volumeTypeEncryptionHandlers } from './volume-type-encryption.ts';
import { volumeTypeExtraSpecHandlers } from './volume-type-specs.ts';
import { volumeTypeHandlers } from './volume-types.ts';

export const typeResources: readonly Implemented[] = [
  volumeTypeHandlers,
  volumeTypeExtraSpecHandlers,
  volumeTypeEncryptionHandlers,
  qosSpecHandlers,
  defaultTypeHandlers,
];
