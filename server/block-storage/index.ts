import { blockStorageService } from '../../contracts/block-storage/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { blockStorageDialect } from './dialect.ts';
import { groupSnapshotLifeCycle, groupLifeCycle } from './group-life-cycle.ts';
import { groupResources } from './group-resources.ts';
import { messageHandlers } from './messages.ts';
import { operatorResources } from './operator-resources.ts';
import { rules } from './policy.ts';
import { resourceFilterHandlers } from './resource-filters.ts';
import { seed } from './seed.ts';
import { snapshotLifeCycle } from './snapshot-life-cycle.ts';
import { snapshotResources } from './snapshot-resources.ts';
import { typeResources } from './type-resources.ts';
import { versionHandlers } from './versions.ts';
import { volumeLifeCycle } from './volume-life-cycle.ts';
import { volumeResources } from './volume-resources.ts';

/** Cinder's table of contents. */
export const blockStorage: Implementation = {
  service: blockStorageService,
  dialect: blockStorageDialect,
  rules,
  resources: [
    versionHandlers,
    ...volumeResources,
    messageHandlers,
    resourceFilterHandlers,
    ...typeResources,
    ...operatorResources,
    ...snapshotResources,
    ...groupResources,
  ],
  seed,
  lifeCycles: [volumeLifeCycle, snapshotLifeCycle, groupLifeCycle, groupSnapshotLifeCycle],
};
