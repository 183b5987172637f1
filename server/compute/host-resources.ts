/** What operators see of a cloud, and what Nova has no more, for its table of contents. */
import { removed } from '../../contracts/compute/removed.ts';
import { type Implemented, unserved } from '../core/context.ts';
import { aggregateHandlers } from './aggregates.ts';
import { availabilityZoneHandlers } from './availability-zones.ts';
import { extensionHandlers } from './extensions.ts';
import { hostHandlers } from './hosts.ts';
import { hypervisorHandlers } from './hypervisors.ts';
import { serviceHandlers } from './services.ts';

export const hostResources: readonly Implemented[] = [
  aggregateHandlers,
  availabilityZoneHandlers,
  extensionHandlers,
  serviceHandlers,
  hypervisorHandlers,
  hostHandlers,
  unserved(removed),
];
