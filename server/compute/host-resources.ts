/** What operators see of a cloud, and what Nova has no more, for its table of contents. */
import { aggregateImages, hosts, operations, volumesBoot } from '../../contracts/compute/operations.ts';
import { proxies } from '../../contracts/compute/proxies.ts';
import { removed } from '../../contracts/compute/removed.ts';
import { type Implemented, unserved } from '../core/context.ts';
import { availabilityZoneHandlers } from './availability-zones.ts';
import { extensionHandlers } from './extensions.ts';
import { serviceHandlers } from './services.ts';

export const hostResources: readonly Implemented[] = [
  availabilityZoneHandlers,
  extensionHandlers,
  serviceHandlers,
  ...[operations, hosts, volumesBoot, aggregateImages, proxies, removed].map(unserved),
];
