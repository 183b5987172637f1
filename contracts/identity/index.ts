/** Keystone's tables, by the names they have in the client. */
import { accessRules } from './access-rules.ts';
import { applicationCredentials } from './application-credentials.ts';
import { auth } from './auth.ts';
import { credentials } from './credentials.ts';
import { domains } from './domains.ts';
import { ec2Credentials } from './ec2-credentials.ts';
import { registeredLimits } from './registered-limits.ts';
import { limits } from './limits.ts';
import { endpointGroups } from './endpoint-groups.ts';
import { endpointFilter } from './endpoint-filter.ts';
import { policies } from './policies.ts';
import { domainConfig } from './domain-config.ts';
import { identityProviders } from './identity-providers.ts';
import { protocols } from './protocols.ts';
import { mappings } from './mappings.ts';
import { serviceProviders } from './service-providers.ts';
import { federation } from './federation.ts';
import { endpointPolicies, policyEndpoints, regionPolicies, servicePolicies } from './endpoint-policy.ts';
import { endpoints } from './endpoints.ts';
import * as grants from './grants.ts';
import { groups } from './groups.ts';
import { projectTags, projects } from './projects.ts';
import { regions } from './regions.ts';
import { certificates, revocations } from './revocations.ts';
import { roleAssignments } from './role-assignments.ts';
import { impliedRoles, roles } from './roles.ts';
import { services } from './services.ts';
import { tokens } from './tokens.ts';
import { trusts } from './trusts.ts';
import { users } from './users.ts';
import { versions } from './versions.ts';

export const identity = {
  versions,
  tokens,
  auth,
  users,
  groups,
  projects,
  projectTags,
  domains,
  roles,
  impliedRoles,
  ...grants,
  roleAssignments,
  regions,
  services,
  endpoints,
  applicationCredentials,
  accessRules,
  trusts,
  credentials,
  ec2Credentials,
  registeredLimits,
  limits,
  endpointGroups,
  endpointFilter,
  policies,
  domainConfig,
  identityProviders,
  protocols,
  mappings,
  serviceProviders,
  federation,
  endpointPolicies,
  servicePolicies,
  regionPolicies,
  policyEndpoints,
  revocations,
  certificates,
};
