/** What users and projects have besides servers, for Nova's table of contents. */
import type { Implemented } from '../core/context.ts';
import { imageMetadataHandlers } from './image-metadata.ts';
import { imageHandlers } from './images.ts';
import { keypairHandlers } from './keypairs.ts';
import { limitHandlers } from './limits.ts';
import { quotaClassSetHandlers } from './quota-class-sets.ts';
import { quotaSetHandlers } from './quota-sets.ts';
import { serverGroupHandlers } from './server-groups.ts';
import { simpleTenantUsageHandlers } from './simple-tenant-usage.ts';

export const projectResources: readonly Implemented[] = [
  imageHandlers,
  imageMetadataHandlers,
  keypairHandlers,
  limitHandlers,
  quotaSetHandlers,
  quotaClassSetHandlers,
  serverGroupHandlers,
  simpleTenantUsageHandlers,
];
