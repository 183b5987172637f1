/** What users and projects have besides servers. */
import { imageMetadata } from './image-metadata.ts';
import { images } from './images.ts';
import { keypairs } from './keypairs.ts';
import { limits } from './limits.ts';
import { quotaClassSets } from './quota-class-sets.ts';
import { quotaSets } from './quota-sets.ts';
import { serverGroups } from './server-groups.ts';
import { simpleTenantUsage } from './simple-tenant-usage.ts';

export const projectTables = { images, imageMetadata, keypairs, limits, quotaSets, quotaClassSets, serverGroups, simpleTenantUsage };
