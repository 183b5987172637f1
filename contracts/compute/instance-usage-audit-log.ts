/** https://docs.openstack.org/api-ref/compute/#server-usage-audit-log-os-instance-usage-audit-log */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { get, resource } from '../operation.ts';

const query = changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) });
const count = z.int().min(0);
export const AuditLog = z.object({
  period_beginning: z.string(),
  period_ending: z.string(),
  num_hosts: count,
  num_hosts_done: count,
  num_hosts_running: count,
  num_hosts_not_run: count,
  hosts_not_run: z.array(z.string()),
  total_instances: count,
  total_errors: count,
  overall_status: z.string(),
  log: z.record(z.string(), z.object({ state: z.enum(['RUNNING', 'DONE']), instances: count, errors: count, message: z.string() })),
});

export const instanceUsageAuditLog = resource({
  list: get('/os-instance_usage_audit_log', {
    policy: 'os_compute_api:os-instance-usage-audit-log:list',
    query,
    status: 200,
    returns: z.object({ instance_usage_audit_logs: AuditLog }),
    errors: [403],
  }),
  /** Of the period before a time: `2026-01-31 12:00:00`. */
  show: get('/os-instance_usage_audit_log/{before}', {
    policy: 'os_compute_api:os-instance-usage-audit-log:show',
    query,
    status: 200,
    returns: z.object({ instance_usage_audit_log: AuditLog }),
    errors: [400, 403],
  }),
});
