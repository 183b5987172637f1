/** Neutron's tables, by the names they have in the client. */
import { addressGroups } from './address-groups.ts';
import { addressScopes } from './address-scopes.ts';
import { agents } from './agents.ts';
import { autoAllocatedTopology } from './auto-allocated-topology.ts';
import { availabilityZones } from './availability-zones.ts';
import { defaultSecurityGroupRules } from './default-security-group-rules.ts';
import { extensions } from './extensions.ts';
import { flavors } from './flavors.ts';
import { floatingipPools } from './floatingip-pools.ts';
import { floatingips } from './floatingips.ts';
import { networkIpAvailabilities } from './network-ip-availabilities.ts';
import { networks } from './networks.ts';
import { hosting, unfinished } from './operations.ts';
import { portForwardings } from './port-forwardings.ts';
import { ports } from './ports.ts';
import { qosPolicies } from './qos-policies.ts';
import { qosRuleTypes } from './qos-rule-types.ts';
import * as qosRules from './qos-rules.ts';
import { quotas } from './quotas.ts';
import { rbacPolicies } from './rbac-policies.ts';
import { routers } from './routers.ts';
import { securityGroupRules } from './security-group-rules.ts';
import { securityGroupsDefaultStatefulness } from './security-groups-default-statefulness.ts';
import { securityGroups } from './security-groups.ts';
import { serviceProfiles } from './service-profiles.ts';
import { serviceProviders } from './service-providers.ts';
import { subnetpools } from './subnetpools.ts';
import { subnets } from './subnets.ts';
import * as tags from './tags.ts';
import { trunks } from './trunks.ts';
import { versions } from './versions.ts';

export const network = {
  versions,
  networks,
  subnets,
  subnetpools,
  ports,
  securityGroups,
  securityGroupRules,
  defaultSecurityGroupRules,
  securityGroupsDefaultStatefulness,
  routers,
  floatingips,
  ...tags,
  quotas,
  extensions,
  agents,
  availabilityZones,
  serviceProviders,
  networkIpAvailabilities,
  autoAllocatedTopology,
  rbacPolicies,
  addressScopes,
  addressGroups,
  qosPolicies,
  ...qosRules,
  qosRuleTypes,
  portForwardings,
  floatingipPools,
  flavors,
  serviceProfiles,
  trunks,
  unfinished,
  hosting,
};
