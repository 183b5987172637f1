/** Placement's tables, by the names they have in the client. */
import { aggregates } from './aggregates.ts';
import { allocationCandidates } from './allocation-candidates.ts';
import { allocations } from './allocations.ts';
import { inventories } from './inventories.ts';
import { reshaper } from './reshaper.ts';
import { resourceClasses } from './resource-classes.ts';
import { resourceProviders } from './resource-providers.ts';
import { resourceProviderTraits, traits } from './traits.ts';
import { usages } from './usages.ts';
import { versions } from './versions.ts';

export const placement = {
  versions,
  resourceProviders,
  inventories,
  aggregates,
  traits,
  resourceProviderTraits,
  resourceClasses,
  usages,
  allocations,
  allocationCandidates,
  reshaper,
};
