/** Nova's old ways to other services, for its table of contents. */
import type { Implemented } from '../core/context.ts';
import { baremetalNodeHandlers } from './baremetal-nodes.ts';
import { floatingIpHandlers } from './floating-ips.ts';
import { networkHandlers, tenantNetworkHandlers } from './networks.ts';
import { securityGroupRuleHandlers } from './security-group-rules.ts';
import { securityGroupHandlers } from './security-groups.ts';
import { snapshotHandlers } from './snapshots.ts';
import { volumeHandlers } from './volumes.ts';

export const proxyResources: readonly Implemented[] = [
  networkHandlers,
  tenantNetworkHandlers,
  floatingIpHandlers,
  securityGroupHandlers,
  securityGroupRuleHandlers,
  baremetalNodeHandlers,
  volumeHandlers,
  snapshotHandlers,
];
