import { computeV11 as service } from '../../../contracts/compute/v1.1/service.ts';
import type { Implementation } from '../../core/dialect.ts';
import { everybody } from '../../core/policy.ts';
import { rules } from '../policy.ts';
import { computeV11Dialect } from './dialect.ts';
import { extensionHandlers } from './extensions.ts';
import { flavorHandlers } from './flavors.ts';
import { imageMetadataHandlers } from './image-metadata.ts';
import { imageHandlers } from './images.ts';
import { limitHandlers } from './limits.ts';
import { serverActionHandlers } from './server-actions.ts';
import { serverIpHandlers } from './server-ips.ts';
import { serverMetadataHandlers } from './server-metadata.ts';
import { serverHandlers } from './servers.ts';

/** Nova v1.1's table of contents. */
export const v11: Implementation = {
  service,
  dialect: computeV11Dialect,
  // a flavor without a disk was anybody's
  rules: { ...rules, 'os_compute_api:servers:create:zero_disk_flavor': { check: everybody } },
  resources: [
    flavorHandlers,
    imageHandlers,
    imageMetadataHandlers,
    serverHandlers,
    serverActionHandlers,
    serverIpHandlers,
    serverMetadataHandlers,
    limitHandlers,
    extensionHandlers,
  ],
};
