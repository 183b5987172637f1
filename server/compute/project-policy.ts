/** Nova's default rules about what belongs to a user or a project besides servers. `nova/policies/*.py` */
import { type Rules, any, ownUser, role } from '../core/policy.ts';

const scopes = ['project'] as const;
const ownerOrAdmin = { check: any(role('admin'), ownUser), scopes };

export const projectRules: Rules = {
  'os_compute_api:os-keypairs:index': ownerOrAdmin,
  'os_compute_api:os-keypairs:create': ownerOrAdmin,
  'os_compute_api:os-keypairs:delete': ownerOrAdmin,
  'os_compute_api:os-keypairs:show': ownerOrAdmin,
};
