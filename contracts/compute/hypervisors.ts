/** https://docs.openstack.org/api-ref/compute/#hypervisors-os-hypervisors */
import { z } from 'zod';
import { flexBoolean, flexInteger } from '../json-schema.ts';
import { changes, since, until } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { Links, page } from './types.ts';

const once = <T extends z.ZodType>(type: T) => z.array(type).max(1).optional();
const query = changes({
  '2.1': z.object({ limit: since('2.33', page.limit), marker: since('2.33', page.marker) }),
  '2.53': z.strictObject({
    limit: once(flexInteger({ pattern: '^[0-9]*$', min: 0, filled: true })),
    marker: once(z.string()),
    hypervisor_hostname_pattern: once(
      z
        .string()
        .min(1)
        .max(255)
        .regex(/^[a-zA-Z0-9-._]*$/),
    ),
    with_servers: once(flexBoolean),
  }),
});

const id = changes({ '2.1': z.int(), '2.53': z.uuid() });
const summary = { id, hypervisor_hostname: z.string(), state: z.enum(['up', 'down']), status: z.enum(['enabled', 'disabled']) };
const servers = z.array(z.object({ name: z.string(), uuid: z.uuid() })).optional();
const Hypervisor = z.object({ ...summary, servers: since('2.53', servers) });

const CpuInfo = z.object({
  arch: z.string(),
  model: z.string(),
  vendor: z.string(),
  features: z.array(z.string()),
  topology: z.object({ cores: z.int(), threads: z.int(), sockets: z.int() }),
});
/** As Python prints it, with spaces. */
const dump = (value: unknown): string =>
  JSON.stringify(value, null, 1)
    .replaceAll(/,\n\s*/g, ', ')
    .replaceAll(/\n\s*/g, '');
/** JSON within JSON, at first. */
const cpuInfoText = z.codec(z.string(), CpuInfo, { decode: (text) => JSON.parse(text) as z.output<typeof CpuInfo>, encode: dump });
const amount = () => until('2.87', z.int());
export const HypervisorDetail = z.object({
  ...summary,
  hypervisor_type: z.string(),
  hypervisor_version: z.int(),
  host_ip: z.string(),
  service: z.object({ id, host: z.string(), disabled_reason: z.string().nullable() }),
  vcpus: amount(),
  memory_mb: amount(),
  local_gb: amount(),
  vcpus_used: amount(),
  memory_mb_used: amount(),
  local_gb_used: amount(),
  free_ram_mb: amount(),
  free_disk_gb: amount(),
  current_workload: amount(),
  running_vms: amount(),
  disk_available_least: amount(),
  cpu_info: until('2.87', changes({ '2.1': cpuInfoText, '2.28': CpuInfo })),
  uptime: since('2.88', z.string().nullable()),
  servers: since('2.53', servers),
});
const Statistics = z.record(z.string(), z.int());

const errors = [400, 403, 404];
const rule = (name: string) => `os_compute_api:os-hypervisors:${name}`;
export const hypervisors = resource({
  list: get('/os-hypervisors', {
    policy: rule('list'),
    query,
    status: 200,
    returns: z.object({ hypervisors: z.array(Hypervisor), hypervisors_links: since('2.33', Links.optional()) }),
    errors,
  }),
  listDetail: get('/os-hypervisors/detail', {
    policy: rule('list-detail'),
    query,
    status: 200,
    returns: z.object({ hypervisors: z.array(HypervisorDetail), hypervisors_links: since('2.33', Links.optional()) }),
    errors,
  }),
  statistics: get('/os-hypervisors/statistics', {
    until: '2.87',
    policy: rule('statistics'),
    status: 200,
    returns: z.object({ hypervisor_statistics: Statistics }),
    errors: [403],
  }),
  show: get('/os-hypervisors/{hypervisor_id}', {
    policy: rule('show'),
    query: changes({ '2.1': z.object({ with_servers: since('2.53', once(flexBoolean)) }), '2.53': z.strictObject({ with_servers: once(flexBoolean) }) }),
    status: 200,
    returns: z.object({ hypervisor: HypervisorDetail }),
    errors,
  }),
  uptime: get('/os-hypervisors/{hypervisor_id}/uptime', { until: '2.87', policy: rule('uptime'), status: 200, errors: [...errors, 501] }),
  search: get('/os-hypervisors/{pattern}/search', {
    until: '2.52',
    policy: rule('search'),
    status: 200,
    returns: z.object({ hypervisors: z.array(z.object(summary)) }),
    errors,
  }),
  servers: get('/os-hypervisors/{pattern}/servers', {
    until: '2.52',
    policy: rule('servers'),
    status: 200,
    returns: z.object({ hypervisors: z.array(z.object({ ...summary, servers })) }),
    errors,
  }),
});
