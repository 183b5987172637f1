/** Nova's default rules. `nova/policies/*.py` */
import { type Rules, role } from '../core/policy.ts';

const scopes = ['project'] as const;
const admin = { check: role('admin'), scopes };

export const rules: Rules = {
  'os_compute_api:os-flavor-manage:create': admin,
};
