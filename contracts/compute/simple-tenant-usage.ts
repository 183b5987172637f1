/** https://docs.openstack.org/api-ref/compute/#usage-reports-os-simple-tenant-usage */
import { z } from 'zod';
import { changes, since } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { float } from '../json-schema.ts';
import { Links, page, strings } from './types.ts';

const period = { start: strings, end: strings, limit: since('2.40', page.limit), marker: since('2.40', page.marker) };
const filters = { ...period, detailed: strings };

const ServerUsage = z.object({
  hours: float,
  flavor: z.string(),
  instance_id: z.string(),
  name: z.string(),
  tenant_id: z.string(),
  memory_mb: z.int(),
  local_gb: z.int(),
  vcpus: z.int(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  state: z.string(),
  uptime: z.int(),
});
const Usage = z.object({
  tenant_id: z.string(),
  server_usages: z.array(ServerUsage).optional(),
  total_local_gb_usage: float,
  total_vcpus_usage: float,
  total_memory_mb_usage: float,
  total_hours: float,
  start: z.string(),
  stop: z.string(),
});

export const simpleTenantUsage = resource({
  list: get('/os-simple-tenant-usage', {
    policy: 'os_compute_api:os-simple-tenant-usage:list',
    query: changes({ '2.1': z.object(filters), '2.75': z.strictObject(filters) }),
    status: 200,
    returns: z.object({ tenant_usages: z.array(Usage), tenant_usages_links: since('2.40', Links.optional()) }),
    errors: [400, 403],
  }),
  show: get('/os-simple-tenant-usage/{project_id}', {
    policy: 'os_compute_api:os-simple-tenant-usage:show',
    late: true,
    query: changes({ '2.1': z.object(period), '2.75': z.strictObject(period) }),
    status: 200,
    returns: z.object({ tenant_usage: z.union([Usage, z.strictObject({})]), tenant_usage_links: since('2.40', Links.optional()) }),
    errors: [400, 403],
  }),
});
