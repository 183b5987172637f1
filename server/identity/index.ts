import { applicationCredentials } from '../../contracts/identity/application-credentials.ts';
import { credentials } from '../../contracts/identity/credentials.ts';
import { domainConfig } from '../../contracts/identity/domain-config.ts';
import { endpointFilter } from '../../contracts/identity/endpoint-filter.ts';
import { federation } from '../../contracts/identity/federation.ts';
import { limits } from '../../contracts/identity/limits.ts';
import { oauth } from '../../contracts/identity/oauth.ts';
import { policies } from '../../contracts/identity/policies.ts';
import { trusts } from '../../contracts/identity/trusts.ts';
import { identityService } from '../../contracts/identity/service.ts';
import { unserved } from '../core/context.ts';
import type { Implementation } from '../core/dialect.ts';
import { authHandlers } from './auth.ts';
import { makeKey } from './bearer.ts';
import { identityDialect } from './dialect.ts';
import { domainHandlers } from './domains.ts';
import { endpointHandlers } from './endpoints.ts';
import { grantHandlers } from './grants.ts';
import { groupHandlers } from './groups.ts';
import { impliedRoleHandlers } from './implied-roles.ts';
import { identityRules } from './policy.ts';
import { projectTagHandlers } from './project-tags.ts';
import { projectHandlers } from './projects.ts';
import { regionHandlers } from './regions.ts';
import { roleAssignmentHandlers } from './role-assignments.ts';
import { roleHandlers } from './roles.ts';
import { seed } from './seed.ts';
import { serviceHandlers } from './services.ts';
import { tokenHandlers } from './tokens.ts';
import { userHandlers } from './users.ts';
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
    ...[applicationCredentials, credentials, limits, policies, domainConfig, endpointFilter, trusts, oauth, federation].map(unserved),
  ],
  seed,
  part: makeKey,
};
