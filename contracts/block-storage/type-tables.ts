/** Types of volumes, and what belongs to them. */
import { defaultTypes } from './default-types.ts';
import { qosSpecs } from './qos-specs.ts';
import { volumeTypeEncryption } from './volume-type-encryption.ts';
import { volumeTypeExtraSpecs, volumeTypes } from './volume-types.ts';

export const typeTables = { volumeTypes, volumeTypeExtraSpecs, volumeTypeEncryption, qosSpecs, defaultTypes };
