/** What operators see and set. */
import { availabilityZones } from './availability-zones.ts';
import { clusters, workers } from './clusters.ts';
import { extensions } from './extensions.ts';
import { hosts } from './hosts.ts';
import { limits } from './limits.ts';
import { manageableSnapshots, manageableVolumes } from './manageable.ts';
import { capabilities, pools } from './pools.ts';
import { quotaClassSets } from './quota-class-sets.ts';
import { quotaSets } from './quota-sets.ts';
import { services } from './services.ts';

export const operatorTables = {
  quotaSets,
  quotaClassSets,
  limits,
  availabilityZones,
  services,
  pools,
  capabilities,
  hosts,
  extensions,
  clusters,
  workers,
  manageableVolumes,
  manageableSnapshots,
};
