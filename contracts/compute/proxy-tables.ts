/** Nova's old ways to other services, until 2.35. https://docs.openstack.org/api-ref/compute/#deprecated-apis */
import { baremetalNodes } from './baremetal-nodes.ts';
import { floatingIps } from './floating-ips.ts';
import { networks, tenantNetworks } from './networks.ts';
import { securityGroupRules, securityGroups } from './security-groups.ts';
import { snapshots } from './snapshots.ts';
import { volumes } from './volumes.ts';

export const proxyTables = { networks, tenantNetworks, floatingIps, securityGroups, securityGroupRules, baremetalNodes, volumes, snapshots };
