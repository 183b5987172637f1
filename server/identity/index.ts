import { federationExchanges } from '../../contracts/identity/federation.ts';
import { signatures } from '../../contracts/identity/ec2-credentials.ts';
import { oauth } from '../../contracts/identity/oauth.ts';
import { identityService } from '../../contracts/identity/service.ts';
import { unserved } from '../core/context.ts';
import type { Implementation } from '../core/dialect.ts';
import { accessRuleHandlers } from './access-rules.ts';
import { applicationCredentialHandlers } from './application-credentials.ts';
import { authHandlers } from './auth.ts';
import { credentialHandlers } from './credentials.ts';
import { identityDialect } from './dialect.ts';
import { domainHandlers } from './domains.ts';
import { ec2CredentialHandlers } from './ec2-credentials.ts';
import { registeredLimitHandlers } from './registered-limits.ts';
import { limitHandlers } from './limits.ts';
import { endpointGroupHandlers } from './endpoint-groups.ts';
import { endpointFilterHandlers } from './endpoint-filter.ts';
import { policyHandlers } from './policies.ts';
import { endpointPolicyHandlers } from './endpoint-policy.ts';
import { domainConfigHandlers } from './domain-config.ts';
import { identityProviderHandlers } from './identity-providers.ts';
import { protocolHandlers } from './protocols.ts';
import { mappingHandlers } from './mappings.ts';
import { serviceProviderHandlers } from './service-providers.ts';
import { federationHandlers } from './federation.ts';
import { endpointHandlers } from './endpoints.ts';
import { grantHandlers } from './grants.ts';
import { groupHandlers } from './groups.ts';
import { impliedRoleHandlers } from './implied-roles.ts';
import { identityRules } from './policy.ts';
import { projectTagHandlers } from './project-tags.ts';
import { makeTokenKey } from './keys.ts';
import { projectHandlers } from './projects.ts';
import { regionHandlers } from './regions.ts';
import { certificateHandlers, revocationHandlers } from './revocations.ts';
import { roleAssignmentHandlers } from './role-assignments.ts';
import { roleHandlers } from './roles.ts';
import { seed } from './seed.ts';
import { serviceHandlers } from './services.ts';
import { tokenHandlers } from './tokens.ts';
import { trustHandlers } from './trusts.ts';
import { userHandlers } from './users.ts';
import { v2 } from './v2.0/index.ts';
import { versionHandlers } from './versions.ts';

/** Keystone's table of contents. */
export const identity: Implementation = {
  service: identityService,
  dialect: identityDialect,
  rules: identityRules,
  resources: [
    versionHandlers,
    tokenHandlers,
    authHandlers,
    userHandlers,
    groupHandlers,
    projectHandlers,
    projectTagHandlers,
    domainHandlers,
    roleHandlers,
    impliedRoleHandlers,
    ...grantHandlers,
    roleAssignmentHandlers,
    regionHandlers,
    serviceHandlers,
    endpointHandlers,
    applicationCredentialHandlers,
    accessRuleHandlers,
    trustHandlers,
    credentialHandlers,
    ec2CredentialHandlers,
    registeredLimitHandlers,
    limitHandlers,
    endpointGroupHandlers,
    endpointFilterHandlers,
    policyHandlers,
    ...endpointPolicyHandlers,
    domainConfigHandlers,
    identityProviderHandlers,
    protocolHandlers,
    mappingHandlers,
    serviceProviderHandlers,
    federationHandlers,
    revocationHandlers,
    certificateHandlers,
    ...[signatures, oauth, federationExchanges].map(unserved),
  ],
  editions: [v2],
  seed,
  part: makeTokenKey,
  parted: { identity_keys: ['tokens'] },
};
