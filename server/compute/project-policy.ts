/** Nova's default rules about what belongs to a user or a project besides servers. `nova/policies/*.py` */
import { type Rules, any, ownUser, role } from '../core/policy.ts';
import { admin, anybody, own, rule } from './policy-checks.ts';

const ownerOrAdmin = rule(any(role('admin'), ownUser));

export const projectRules: Rules = {
  'os_compute_api:os-keypairs:index': ownerOrAdmin,
  'os_compute_api:os-keypairs:create': ownerOrAdmin,
  'os_compute_api:os-keypairs:delete': ownerOrAdmin,
  'os_compute_api:os-keypairs:show': ownerOrAdmin,
  'os_compute_api:limits': anybody,
  'os_compute_api:limits:other_project': admin,
  'os_compute_api:os-quota-sets:show': own('reader'),
  'os_compute_api:os-quota-sets:detail': own('reader'),
  'os_compute_api:os-quota-sets:defaults': anybody,
  'os_compute_api:os-quota-sets:update': admin,
  'os_compute_api:os-quota-sets:delete': admin,
  'os_compute_api:os-quota-class-sets:show': admin,
  'os_compute_api:os-quota-class-sets:update': admin,
  'os_compute_api:os-server-groups:index': own('reader'),
  'os_compute_api:os-server-groups:index:all_projects': admin,
  'os_compute_api:os-server-groups:show': own('reader'),
  'os_compute_api:os-server-groups:create': own('member'),
  'os_compute_api:os-server-groups:delete': own('member'),
};
