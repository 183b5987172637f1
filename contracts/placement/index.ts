/** Placement's tables, by the names they have in the client. */
import { allocations } from './allocations.ts';
import { inventories } from './inventories.ts';
import { aggregates, consumers, renaming, scheduling, usagesByType } from './operations.ts';
import { resourceClasses } from './resource-classes.ts';
import { resourceProviders } from './resource-providers.ts';
import { resourceProviderTraits, traits } from './traits.ts';
import { usages } from './usages.ts';
import { versions } from './versions.ts';

export const placement = {
  versions,
  resourceProviders,
  inventories,
  traits,
  resourceProviderTraits,
  resourceClasses,
  usages,
  allocations,
  aggregates,
  consumers,
  scheduling,
  renaming,
  usagesByType,
};
