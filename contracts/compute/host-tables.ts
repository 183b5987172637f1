/** What operators see of a cloud, and what Nova has no more. */
import { aggregates } from './aggregates.ts';
import { availabilityZones } from './availability-zones.ts';
import { extensions } from './extensions.ts';
import { hypervisors } from './hypervisors.ts';
import { migrations } from './migrations.ts';
import { aggregateChanges, aggregateImages, hosts, operations, serverAddresses, serverShares, volumesBoot } from './operations.ts';
import { proxies } from './proxies.ts';
import { removed } from './removed.ts';
import { services } from './services.ts';

export const hostTables = {
  availabilityZones,
  extensions,
  services,
  hypervisors,
  migrations,
  operations,
  hosts,
  volumesBoot,
  aggregates,
  aggregateChanges,
  aggregateImages,
  serverAddresses,
  serverShares,
  proxies,
  removed,
};
