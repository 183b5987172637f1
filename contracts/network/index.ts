/** Neutron's tables, by the names they have in the client. */
import { agents } from './agents.ts';
import { autoAllocatedTopology } from './auto-allocated-topology.ts';
import { availabilityZones } from './availability-zones.ts';
import { defaultSecurityGroupRules } from './default-security-group-rules.ts';
import { extensions } from './extensions.ts';
import { floatingips } from './floatingips.ts';
import { networkIpAvailabilities } from './network-ip-availabilities.ts';
import { networks } from './networks.ts';
import { hosting, plugins, qos, routing, sharing } from './operations.ts';
import { ports } from './ports.ts';
import { quotas } from './quotas.ts';
import { routers } from './routers.ts';
import { securityGroupRules } from './security-group-rules.ts';
import { securityGroups } from './security-groups.ts';
import { serviceProviders } from './service-providers.ts';
import { subnetpools } from './subnetpools.ts';
import { subnets } from './subnets.ts';
import { floatingipTags, networkTags, portTags, routerTags, securityGroupTags, subnetTags, subnetpoolTags } from './tags.ts';
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
  routers,
  floatingips,
  networkTags,
  subnetTags,
  subnetpoolTags,
  portTags,
  securityGroupTags,
  routerTags,
  floatingipTags,
  quotas,
  extensions,
  agents,
  availabilityZones,
  serviceProviders,
  networkIpAvailabilities,
  autoAllocatedTopology,
  sharing,
  routing,
  hosting,
  qos,
  plugins,
};
