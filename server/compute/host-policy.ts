/** Nova's default rules about the cloud itself: hosts, services, zones. `nova/policies/*.py` */
import type { Rules } from '../core/policy.ts';
import { admin, anybody, own } from './policy-checks.ts';

export const hostRules: Rules = {
  'os_compute_api:extensions': anybody,
  'os_compute_api:os-availability-zone:list': anybody,
  'os_compute_api:os-availability-zone:detail': admin,
  ...Object.fromEntries(
    ['index', 'show', 'create', 'update', 'delete', 'add_host', 'remove_host', 'set_metadata'].map((name) => [`os_compute_api:os-aggregates:${name}`, admin]),
  ),
  'compute:aggregates:images': admin,
  ...Object.fromEntries(['list', 'show', 'update', 'reboot', 'shutdown', 'start'].map((name) => [`os_compute_api:os-hosts:${name}`, admin])),
  'os_compute_api:os-services:list': admin,
  'os_compute_api:os-services:update': admin,
  'os_compute_api:os-services:delete': admin,
  'os_compute_api:os-hypervisors:list': admin,
  'os_compute_api:os-hypervisors:list-detail': admin,
  'os_compute_api:os-hypervisors:show': admin,
  'os_compute_api:os-hypervisors:statistics': admin,
  'os_compute_api:os-hypervisors:uptime': admin,
  'os_compute_api:os-hypervisors:search': admin,
  'os_compute_api:os-hypervisors:servers': admin,
  'os_compute_api:os-simple-tenant-usage:list': admin,
  'os_compute_api:os-simple-tenant-usage:show': own('reader'),
};
