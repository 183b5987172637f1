/** Nova's default rules. `nova/policies/*.py` */
import { serverRules } from './server-policy.ts';
import { type Rules, all, any, ownProject, role } from '../core/policy.ts';
import { hostRules } from './host-policy.ts';
import { operatorRules } from './operator-policy.ts';
import { projectRules } from './project-policy.ts';

/** Nova takes tokens of a project only. */
const scopes = ['project'] as const;
const admin = { check: role('admin'), scopes };
const readerOrAdmin = { check: any(role('admin'), all(role('reader'), ownProject)), scopes };

export const rules: Rules = {
  ...projectRules,
  ...hostRules,
  ...operatorRules,
  'os_compute_api:os-flavor-manage:create': admin,
  'os_compute_api:os-flavor-manage:update': admin,
  'os_compute_api:os-flavor-manage:delete': admin,
  'os_compute_api:os-flavor-access': admin,
  'os_compute_api:os-flavor-access:add_tenant_access': admin,
  'os_compute_api:os-flavor-access:remove_tenant_access': admin,
  'os_compute_api:os-flavor-extra-specs:index': readerOrAdmin,
  'os_compute_api:os-flavor-extra-specs:show': readerOrAdmin,
  'os_compute_api:os-flavor-extra-specs:create': admin,
  'os_compute_api:os-flavor-extra-specs:update': admin,
  'os_compute_api:os-flavor-extra-specs:delete': admin,
  ...serverRules,
};
