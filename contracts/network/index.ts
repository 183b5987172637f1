/** Neutron's tables, by the names they have in the client. */
import { networks } from './networks.ts';
import { ports } from './ports.ts';
import { securityGroupRules } from './security-group-rules.ts';
import { securityGroups } from './security-groups.ts';
import { subnetpools } from './subnetpools.ts';
import { subnets } from './subnets.ts';
import { versions } from './versions.ts';

export const network = { versions, networks, subnets, subnetpools, ports, securityGroups, securityGroupRules };
