import { identityV2 as service } from '../../../contracts/identity/v2.0/service.ts';
import type { Implementation } from '../../core/dialect.ts';
import { forbidden } from '../../core/errors.ts';
import { role } from '../../core/policy.ts';
import { identityDialect } from '../dialect.ts';
import { identityRules } from '../policy.ts';
import { endpointHandlers } from './endpoints.ts';
import { extensionHandlers } from './extensions.ts';
import { roleHandlers } from './roles.ts';
import { serviceHandlers } from './services.ts';
import { tenantHandlers } from './tenants.ts';
import { tokenHandlers } from './tokens.ts';
import { userHandlers } from './users.ts';

/** Keystone v2.0's table of contents. */
export const v2: Implementation = {
  service,
  dialect: {
    ...identityDialect,
    order: ['read', 'choose', 'validate', 'authenticate', 'authorize'],
    denied: () => forbidden('You are not authorized to perform the requested action: admin_required'),
  },
  rules: { ...identityRules, admin_required: { check: role('admin') } },
  resources: [extensionHandlers, tokenHandlers, tenantHandlers, userHandlers, roleHandlers, serviceHandlers, endpointHandlers],
};
