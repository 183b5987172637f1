import { blockStorageService } from '../../contracts/block-storage/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { blockStorageDialect } from './dialect.ts';
import { operatorResources } from './operator-resources.ts';
import { rules } from './policy.ts';
import { seed } from './seed.ts';
import { snapshotLifeCycle } from './snapshot-life-cycle.ts';
import { typeResources } from './type-resources.ts';
import { versionHandlers } from './versions.ts';
import { volumeLifeCycle } from './volume-life-cycle.ts';
import { volumeHandlers } from './volumes.ts';

/** Cinder's table of contents. */
export const blockStorage: Implementation = {
  service: blockStorageService,
  dialect: blockStorageDialect,
  rules,
  resources: [versionHandlers, volumeHandlers, ...typeResources, ...operatorResources],
  seed,
  lifeCycles: [volumeLifeCycle, snapshotLifeCycle],
};
