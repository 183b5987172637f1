/** https://docs.openstack.org/api-ref/network/v2/#quotas-extension-quotas */
import { z } from 'zod';
import { del, get, put, resource } from '../operation.ts';

const NAMES = [
  'network',
  'subnet',
  'subnetpool',
  'port',
  'router_route',
  'router',
  'floatingip',
  'rbac_policy',
  'security_group',
  'security_group_rule',
] as const;
const each = <T extends z.ZodType>(type: T) => Object.fromEntries(NAMES.map((name) => [name, type])) as Record<(typeof NAMES)[number], T>;
/** Where the service plugin is loaded. */
const whereLoaded = <T extends z.ZodType>(type: T) => ({ trunk: type.optional() });
const Quota = z.object({ ...each(z.int()), ...whereLoaded(z.int()) });
const one = z.object({ quota: Quota });
const Usage = z.object({ limit: z.int(), used: z.int(), reserved: z.int() });

export const quotas = resource({
  /** Of the projects whose limits were changed. */
  list: get('/quotas', {
    policy: 'get_quota',
    late: true,
    status: 200,
    returns: z.object({ quotas: z.array(Quota.extend({ project_id: z.string(), tenant_id: z.string() })) }),
    errors: [403],
  }),
  ownProject: get('/quotas/project', { status: 200, returns: z.object({ project: z.object({ project_id: z.string() }) }) }),
  ownTenant: get('/quotas/tenant', { status: 200, returns: z.object({ tenant: z.object({ tenant_id: z.string() }) }) }),
  show: get('/quotas/{project_id}', { policy: 'get_quota', status: 200, returns: one, errors: [403] }),
  showDefault: get('/quotas/{project_id}/default', { policy: 'get_quota', status: 200, returns: one, errors: [403] }),
  showDetails: get('/quotas/{project_id}/details', {
    policy: 'get_quota',
    status: 200,
    returns: z.object({ quota: z.object({ ...each(Usage), ...whereLoaded(Usage) }) }),
    errors: [403],
  }),
  update: put('/quotas/{project_id}', {
    policy: 'update_quota',
    late: true,
    body: z.object({ quota: z.object({ ...each(z.int().optional()), ...whereLoaded(z.int()) }) }),
    status: 200,
    returns: one,
    errors: [400, 403],
  }),
  delete: del('/quotas/{project_id}', { policy: 'delete_quota', late: true, status: 204, errors: [403, 404] }),
});
