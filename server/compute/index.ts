import { computeService } from '../../contracts/compute/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { everybody } from '../core/policy.ts';
import { computeDialect } from './dialect.ts';
import { flavorAccessHandlers } from './flavor-access.ts';
import { flavorExtraSpecHandlers } from './flavor-extra-specs.ts';
import { flavorHandlers } from './flavors.ts';
import { rules } from './policy.ts';
import { hostResources } from './host-resources.ts';
import { operatorResources } from './operator-resources.ts';
import { projectResources } from './project-resources.ts';
import { proxyResources } from './proxy-resources.ts';
import { seed } from './seed.ts';
import { serverLifeCycle } from './server-lifecycle.ts';
import { volumeTaskLifeCycle } from './volume-tasks.ts';
import { serverResources } from './server-resources.ts';
import { v11 } from './v1.1/index.ts';
import { versionHandlers } from './versions.ts';

/** Nova's table of contents. */
export const compute: Implementation = {
  service: computeService,
  dialect: computeDialect,
  rules,
  resources: [
    versionHandlers,
    flavorHandlers,
    flavorAccessHandlers,
    flavorExtraSpecHandlers,
    ...projectResources,
    ...hostResources,
    ...serverResources,
    ...operatorResources,
    ...proxyResources,
  ],
  aliases: ['/v2'],
  editions: [v11],
  formerRules: { 'os_compute_api:servers:create:zero_disk_flavor': { check: everybody } },
  seed,
  lifeCycles: [serverLifeCycle, volumeTaskLifeCycle],
};
