import { aggregates, consumers, renaming, scheduling, usagesByType } from '../../contracts/placement/operations.ts';
import { placementService } from '../../contracts/placement/service.ts';
import { unserved } from '../core/context.ts';
import type { Implementation } from '../core/dialect.ts';
import { allocationHandlers } from './allocations.ts';
import { placementDialect } from './dialect.ts';
import { inventoryHandlers } from './inventories.ts';
import { rules } from './policy.ts';
import { resourceClassHandlers } from './resource-classes.ts';
import { resourceProviderHandlers } from './resource-providers.ts';
import { resourceProviderTraitHandlers, traitHandlers } from './traits.ts';
import { usageHandlers } from './usages.ts';
import { versionHandlers } from './versions.ts';

/** Placement's table of contents. */
export const placement: Implementation = {
  service: placementService,
  dialect: placementDialect,
  rules,
  resources: [
    versionHandlers,
    resourceProviderHandlers,
    inventoryHandlers,
    traitHandlers,
    resourceProviderTraitHandlers,
    resourceClassHandlers,
    usageHandlers,
    allocationHandlers,
    ...[aggregates, consumers, scheduling, renaming, usagesByType].map(unserved),
  ],
};
