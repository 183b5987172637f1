/** https://docs.openstack.org/api-ref/compute/#hosts-os-hosts-deprecated · what there was before services and hypervisors */
import { z } from 'zod';
import { get, put, resource } from '../operation.ts';
import { strings } from './types.ts';

const until = '2.42' as const;
const rule = (name: string) => `os_compute_api:os-hosts:${name}`;
const path = '/os-hosts/{host_name}';
const word = z.enum(['enable', 'disable', 'Enable', 'Disable', 'ENABLE', 'DISABLE']).optional();
const Power = z.object({ host: z.string(), power_action: z.string() });
const Resource = z.object({ host: z.string(), project: z.string(), cpu: z.int(), memory_mb: z.int(), disk_gb: z.int() });

export const hosts = resource({
  list: get('/os-hosts', {
    until,
    policy: rule('list'),
    query: z.object({ zone: strings }),
    status: 200,
    returns: z.object({ hosts: z.array(z.object({ host_name: z.string(), service: z.string(), zone: z.string() })) }),
    errors: [403],
  }),
  show: get(path, {
    until,
    policy: rule('show'),
    status: 200,
    returns: z.object({ host: z.array(z.object({ resource: Resource })) }),
    errors: [403, 404],
  }),
  update: put(path, {
    until,
    policy: rule('update'),
    body: z.strictObject({ status: word, maintenance_mode: word }).refine((wanted) => wanted.status !== undefined || wanted.maintenance_mode !== undefined, {
      params: { text: 'is not valid under any of the given schemas' },
    }),
    status: 200,
    returns: z.object({ host: z.string(), status: z.string().optional(), maintenance_mode: z.string().optional() }),
    errors: [400, 403, 404],
  }),
  reboot: get(`${path}/reboot`, { until, policy: rule('reboot'), status: 200, returns: Power, errors: [403, 404] }),
  shutdown: get(`${path}/shutdown`, { until, policy: rule('shutdown'), status: 200, returns: Power, errors: [403, 404] }),
  startup: get(`${path}/startup`, { until, policy: rule('start'), status: 200, returns: Power, errors: [403, 404] }),
});
