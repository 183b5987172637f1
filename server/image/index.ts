import { imageService } from '../../contracts/image/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { imageDialect } from './dialect.ts';
import { imageLifeCycle } from './for-servers.ts';
import { imageActionHandlers } from './image-actions.ts';
import { imageDataHandlers } from './image-data.ts';
import { imageMemberHandlers } from './image-members.ts';
import { imageTagHandlers } from './image-tags.ts';
import { imageHandlers } from './images.ts';
import { infoHandlers } from './info.ts';
import { rules } from './policy.ts';
import { schemaHandlers } from './schemas.ts';
import { seed } from './seed.ts';
import { versionHandlers } from './versions.ts';

/** Glance's table of contents. */
export const image: Implementation = {
  service: imageService,
  dialect: imageDialect,
  rules,
  resources: [versionHandlers, imageHandlers, imageDataHandlers, imageActionHandlers, imageTagHandlers, imageMemberHandlers, schemaHandlers, infoHandlers],
  lifeCycles: [imageLifeCycle],
  seed,
};
