/** Placement's default rules. `placement/policies/*.py` */
import { type Rules, any, ownProject, role } from '../core/policy.ts';

const scopes = ['project'] as const;
const trusted = { check: any(role('admin'), role('service')), scopes };
const RULES = [
  'resource_providers:list',
  'resource_providers:create',
  'resource_providers:show',
  'resource_providers:update',
  'resource_providers:delete',
  'resource_providers:inventories:list',
  'resource_providers:inventories:create',
  'resource_providers:inventories:show',
  'resource_providers:inventories:update',
  'resource_providers:inventories:delete',
  'resource_providers:aggregates:list',
  'resource_providers:aggregates:update',
  'resource_providers:usages',
  'resource_providers:traits:list',
  'resource_providers:traits:update',
  'resource_providers:traits:delete',
  'resource_providers:allocations:list',
  'resource_classes:list',
  'resource_classes:create',
  'resource_classes:show',
  'resource_classes:update',
  'resource_classes:delete',
  'traits:list',
  'traits:show',
  'traits:update',
  'traits:delete',
  'allocations:list',
  'allocations:manage',
  'allocations:update',
  'allocations:delete',
  'allocation_candidates:list',
];
export const rules: Rules = {
  ...Object.fromEntries(RULES.map((name) => [`placement:${name}`, trusted])),
  'placement:reshaper:reshape': { check: role('service'), scopes },
  'placement:usages': { check: any(trusted.check, (caller, target) => role('reader')(caller, target) && ownProject(caller, target)), scopes },
};
