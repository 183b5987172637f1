import { hosting, unfinished } from '../../contracts/network/operations.ts';
import { networkService } from '../../contracts/network/service.ts';
import { unserved } from '../core/context.ts';
import type { Implementation } from '../core/dialect.ts';
import { addressGroupHandlers } from './address-groups.ts';
import { addressScopeHandlers } from './address-scopes.ts';
import { agentHandlers } from './agents.ts';
import { autoAllocatedTopologyHandlers } from './auto-allocated-topology.ts';
import { availabilityZoneHandlers } from './availability-zones.ts';
import { defaultSecurityGroupRuleHandlers } from './default-security-group-rules.ts';
import { networkDialect } from './dialect.ts';
import { extensionHandlers } from './extensions.ts';
import { flavorHandlers } from './flavors.ts';
import { floatingIpPoolHandlers } from './floatingip-pools.ts';
import { floatingIpHandlers } from './floatingips.ts';
import { networkIpAvailabilityHandlers } from './network-ip-availabilities.ts';
import { networkHandlers } from './networks.ts';
import { rules } from './policy.ts';
import { portForwardingHandlers } from './port-forwardings.ts';
import { portHandlers } from './ports.ts';
import { qosPolicyHandlers } from './qos-policies.ts';
import { qosRuleTypeHandlers } from './qos-rule-types.ts';
import { qosRuleHandlers } from './qos-rules.ts';
import { quotaHandlers } from './quotas.ts';
import { rbacPolicyHandlers } from './rbac-policies.ts';
import { routerHandlers } from './routers.ts';
import { securityGroupRuleHandlers } from './security-group-rules.ts';
import { securityGroupsDefaultStatefulnessHandlers } from './security-groups-default-statefulness.ts';
import { securityGroupHandlers } from './security-groups.ts';
import { seed } from './seed.ts';
import { serviceProfileHandlers } from './service-profiles.ts';
import { serviceProviderHandlers } from './service-providers.ts';
import { subnetPoolHandlers } from './subnetpools.ts';
import { subnetHandlers } from './subnets.ts';
import { tagHandlers } from './tags.ts';
import { trunkHandlers } from './trunks.ts';
import { versionHandlers } from './versions.ts';

/** Neutron's table of contents. */
export const network: Implementation = {
  service: networkService,
  dialect: networkDialect,
  rules,
  resources: [
    versionHandlers,
    networkHandlers,
    subnetHandlers,
    subnetPoolHandlers,
    portHandlers,
    securityGroupHandlers,
    securityGroupRuleHandlers,
    defaultSecurityGroupRuleHandlers,
    securityGroupsDefaultStatefulnessHandlers,
    routerHandlers,
    floatingIpHandlers,
    portForwardingHandlers,
    floatingIpPoolHandlers,
    flavorHandlers,
    serviceProfileHandlers,
    trunkHandlers,
    rbacPolicyHandlers,
    addressScopeHandlers,
    addressGroupHandlers,
    qosPolicyHandlers,
    ...qosRuleHandlers,
    qosRuleTypeHandlers,
    ...tagHandlers,
    quotaHandlers,
    extensionHandlers,
    agentHandlers,
    availabilityZoneHandlers,
    serviceProviderHandlers,
    networkIpAvailabilityHandlers,
    autoAllocatedTopologyHandlers,
    ...[unfinished, hosting].map(unserved),
  ],
  seed,
};
