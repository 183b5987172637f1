/** What operators see and set, for Cinder's table of contents. */
import type { Implemented } from '../core/context.ts';
import { availabilityZoneHandlers } from './availability-zones.ts';
import { clusterHandlers, workerHandlers } from './clusters.ts';
import { extensionHandlers } from './extensions.ts';
import { hostHandlers } from './hosts.ts';
import { limitHandlers } from './limits.ts';
import { manageableSnapshotHandlers, manageableVolumeHandlers } from './manageable.ts';
import { capabilityHandlers, poolHandlers } from './pools.ts';
import { quotaClassSetHandlers } from './quota-class-sets.ts';
import { quotaSetHandlers } from './quota-sets.ts';
import { serviceHandlers } from './services.ts';

export const operatorResources: readonly Implemented[] = [
  quotaSetHandlers,
  quotaClassSetHandlers,
  limitHandlers,
  availabilityZoneHandlers,
  serviceHandlers,
  poolHandlers,
  capabilityHandlers,
  hostHandlers,
  extensionHandlers,
  clusterHandlers,
  workerHandlers,
  manageableVolumeHandlers,
  manageableSnapshotHandlers,
];
