import { imageService } from '../../contracts/image/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { cacheHandlers } from './cache.ts';
import { imageDialect } from './dialect.ts';
import { imageActionHandlers } from './image-actions.ts';
import { imageDataHandlers } from './image-data.ts';
import { imageImportHandlers } from './image-import.ts';
import { imageMemberHandlers } from './image-members.ts';
import { imageTagHandlers } from './image-tags.ts';
import { imageHandlers } from './images.ts';
import { infoHandlers } from './info.ts';
import { imageLifeCycle } from './life-cycle.ts';
import { locationHandlers } from './locations.ts';
import { metadefNamespaceHandlers } from './metadef-namespaces.ts';
import { metadefObjectHandlers } from './metadef-objects.ts';
import { metadefPropertyHandlers } from './metadef-properties.ts';
import { metadefResourceTypeHandlers } from './metadef-resource-types.ts';
import { metadefTagHandlers } from './metadef-tags.ts';
import { rules } from './policy.ts';
import { schemaHandlers } from './schemas.ts';
import { seed } from './seed.ts';
import { withoutContent } from './without-content.ts';
import { storeHandlers } from './stores.ts';
import { taskHandlers } from './tasks.ts';
import { taskLifeCycle } from './task-runs.ts';
import { v1 } from './v1/index.ts';
import { versionHandlers } from './versions.ts';

/** Glance's table of contents. */
export const image: Implementation = {
  service: imageService,
  dialect: imageDialect,
  rules,
  resources: [
    versionHandlers,
    imageHandlers,
    imageDataHandlers,
    imageImportHandlers,
    imageActionHandlers,
    imageTagHandlers,
    imageMemberHandlers,
    schemaHandlers,
    taskHandlers,
    storeHandlers,
    infoHandlers,
    locationHandlers,
    cacheHandlers,
    metadefNamespaceHandlers,
    metadefObjectHandlers,
    metadefPropertyHandlers,
    metadefTagHandlers,
    metadefResourceTypeHandlers,
  ],
  editions: [v1],
  lifeCycles: [imageLifeCycle, taskLifeCycle],
  seed,
  withoutContent,
};
