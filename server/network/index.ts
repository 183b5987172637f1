import { networkService } from '../../contracts/network/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { networkDialect } from './dialect.ts';
import { networkHandlers } from './networks.ts';
import { rules } from './policy.ts';
import { portHandlers } from './ports.ts';
import { securityGroupRuleHandlers } from './security-group-rules.ts';
import { securityGroupHandlers } from './security-groups.ts';
import { seed } from './seed.ts';
import { subnetPoolHandlers } from './subnetpools.ts';
import { subnetHandlers } from './subnets.ts';
import { versionHandlers } from './versions.ts';

/** Neutron's table of contents. */
export const network: Implementation = {
  service: networkService,
  dialect: networkDialect,
  rules,
  resources: [versionHandlers, networkHandlers, subnetHandlers, subnetPoolHandlers, portHandlers, securityGroupHandlers, securityGroupRuleHandlers],
  seed,
};
