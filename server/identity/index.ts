import { signatures } from '../../contracts/identity/ec2-credentials.ts';
import { domainConfig } from '../../contracts/identity/domain-config.ts';
import { endpointFilter } from '../../contracts/identity/endpoint-filter.ts';
import { federation } from '../../contracts/identity/federation.ts';
import { limits } from '../../contracts/identity/limits.ts';
import { oauth } from '../../contracts/identity/oauth.ts';
import { policies } from '../../contracts/identity/policies.ts';
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
import { endpointHandlers } from './endpoints.ts';
import { grantHandlers } from './grants.ts';
import { groupHandlers } from './groups.ts';
import { impliedRoleHandlers } from './implied-roles.ts';
import { identityRules } from './policy.ts';
import { projectTagHandlers } from './project-tags.ts';
import { makeTokenKey } from './keys.ts';
import { projectHandlers } from './projects.ts';
import { regionHandlers } from './regions.ts';
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
    ...[signatures, limits, policies, domainConfig, endpointFilter, oauth, federation].map(unserved),
  ],
  editions: [v2],
  seed,
  part: makeTokenKey,
};
