import { placementService } from '../../contracts/placement/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { aggregateHandlers } from './aggregates.ts';
import { allocationCandidateHandlers } from './allocation-candidates.ts';
import { allocationHandlers } from './allocations.ts';
import { placementDialect } from './dialect.ts';
import { inventoryHandlers } from './inventories.ts';
import { rules } from './policy.ts';
import { reshaperHandlers } from './reshaper.ts';
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
    aggregateHandlers,
    traitHandlers,
    resourceProviderTraitHandlers,
    resourceClassHandlers,
    usageHandlers,
    allocationHandlers,
    allocationCandidateHandlers,
    reshaperHandlers,
  ],
};
