/** Nova's default rules about its old ways to other services, and about what these ask of it. `nova/policies/*.py` */
import { type Rules, any, role } from '../core/policy.ts';
import { admin, anybody, own, rule, rules } from './policy-checks.ts';

export const operatorRules: Rules = {
  ...rules(
    [
      'os-floating-ips:list',
      'os-floating-ips:show',
      'os-networks:list',
      'os-networks:show',
      'os-tenant-networks:list',
      'os-tenant-networks:show',
      'os-security-groups:get',
      'os-security-groups:show',
      'os-volumes:list',
      'os-volumes:detail',
      'os-volumes:show',
      'os-volumes:snapshots:list',
      'os-volumes:snapshots:detail',
      'os-volumes:snapshots:show',
      'os-server-shares:index',
      'os-server-shares:show',
    ],
    own('reader'),
  ),
  ...rules(
    [
      'os-floating-ips:add',
      'os-floating-ips:remove',
      'os-floating-ips:create',
      'os-floating-ips:delete',
      'os-multinic:add',
      'os-multinic:remove',
      'os-security-groups:create',
      'os-security-groups:update',
      'os-security-groups:delete',
      'os-security-groups:rule:create',
      'os-security-groups:rule:delete',
      'os-volumes:create',
      'os-volumes:delete',
      'os-volumes:snapshots:create',
      'os-volumes:snapshots:delete',
      'os-server-shares:create',
      'os-server-shares:delete',
    ],
    own('member'),
  ),
  ...rules(
    [
      'os-console-auth-tokens',
      'os-instance-usage-audit-log:list',
      'os-instance-usage-audit-log:show',
      'os-baremetal-nodes:list',
      'os-baremetal-nodes:show',
      'os-migrations:index:all_projects',
      'os-migrations:index:host',
    ],
    admin,
  ),
  ...rules(['os-migrations:index'], own('manager')),
  ...rules(
    ['os-server-external-events:create', 'os-assisted-volume-snapshots:create', 'os-assisted-volume-snapshots:delete', 'os-volumes-attachments:swap'],
    rule(any(role('admin'), role('service'))),
  ),
  ...rules(['os-floating-ip-pools'], anybody),
};
