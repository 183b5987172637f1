/** Nova's default rules. `nova/policies/*.py` */
import type { Rules } from '../core/policy.ts';
import { admin, own } from './policy-checks.ts';
import { hostRules } from './host-policy.ts';
import { operatorRules } from './operator-policy.ts';
import { projectRules } from './project-policy.ts';
import { serverRules } from './server-policy.ts';

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
  'os_compute_api:os-flavor-extra-specs:index': own('reader'),
  'os_compute_api:os-flavor-extra-specs:show': own('reader'),
  'os_compute_api:os-flavor-extra-specs:create': admin,
  'os_compute_api:os-flavor-extra-specs:update': admin,
  'os_compute_api:os-flavor-extra-specs:delete': admin,
  ...serverRules,
};
