/**
 * Hypervisors: the hosts as Nova's resource tracker sees them. https://docs.openstack.org/api-ref/compute/#hypervisors-os-hypervisors
 * Follows `nova/api/openstack/compute/hypervisors.py`; the hardware is that of `nova/virt/fake.py`.
 */
import type { z } from 'zod';
import { type HypervisorDetail, hypervisors as table } from '../../contracts/compute/hypervisors.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound, notImplemented } from '../core/errors.ts';
import { type Host, hosts } from './host-rows.ts';
import { nextPage } from './links.ts';
import { limitOf } from './paging.ts';
import { servers } from './server-rows.ts';
import { type Running, idColumn, running } from './services.ts';

const CPU_INFO = { arch: 'x86_64', model: 'Nehalem', vendor: 'Intel', features: ['pge', 'clflush'], topology: { cores: 1, threads: 1, sockets: 4 } };

/** A host with its service. */
interface Node extends Host {
  service: Running;
}
async function nodes(request: Context): Promise<Node[]> {
  const services = await running(request);
  const found = (await request.rows.list(hosts)).flatMap((host) => {
    const service = services.find((one) => one.host === host.id && one.binary === 'nova-compute');
    return service ? [{ ...host, service }] : [];
  });
  return found.toSorted((a, b) => a.number - b.number);
}
const shownId = (request: Context, { number, node_id }: Host): number | string => (idColumn(request) === 'id' ? node_id : number);

export const hypervisorHandlers = implement(table, {
  list: async (request) => {
    const { page, links } = await find(request, 'os-hypervisors');
    return { hypervisors: await Promise.all(page.map(async (node) => summary(request, node, await servedIf(request, node)))), hypervisors_links: links };
  },
  listDetail: async (request) => {
    const { page, links } = await find(request, 'os-hypervisors/detail');
    return { hypervisors: await Promise.all(page.map(async (node) => detail(request, node, await servedIf(request, node)))), hypervisors_links: links };
  },
  statistics: async (request) => {
    const all = (await nodes(request)).filter(({ service }) => !service.disabled).map(amounts);
    const sum = (name: keyof ReturnType<typeof amounts>) => all.reduce((total, one) => total + one[name], 0);
    const names = Object.keys(amounts(EMPTY)) as (keyof ReturnType<typeof amounts>)[];
    return { hypervisor_statistics: { count: all.length, ...Object.fromEntries(names.map((name) => [name, sum(name)])) } };
  },
  show: async (request) => {
    const node = await nodeOf(request, request.params.hypervisor_id);
    return { hypervisor: detail(request, node, await servedIf(request, node)) };
  },
  uptime: async (request) => {
    await nodeOf(request, request.params.hypervisor_id);
    throw notImplemented('The requested functionality is not supported.');
  },
  search: async (request) => ({ hypervisors: (await matching(request, request.params.pattern)).map((node) => summary(request, node)) }),
  servers: async (request) => {
    const found = await matching(request, request.params.pattern);
    const served = async (node: Node) => {
      const list = await serversOn(request, node);
      return summary(request, node, list.length ? list : undefined);
    };
    return { hypervisors: await Promise.all(found.map(served)) };
  },
});

type Filters = z.output<typeof table.list.query>;
async function find(request: Context & { query: Filters }, collection: string): Promise<{ page: Node[]; links: ReturnType<typeof nextPage> }> {
  const { query } = request;
  const pattern = 'hypervisor_hostname_pattern' in query ? query.hypervisor_hostname_pattern?.[0] : undefined;
  const marker = query.marker?.at(-1);
  if (pattern !== undefined) {
    // upstream's explanation is lost on the way
    if (query.limit || marker) throw badRequest('The server could not comply with the request since it is either malformed or otherwise incorrect.');
    return { page: await matching(request, pattern), links: undefined };
  }
  const all = await nodes(request);
  // either id is taken, whichever is shown
  const start = marker === undefined ? 0 : all.findIndex(({ number, node_id }) => String(number) === marker || node_id === marker) + 1;
  if (marker !== undefined && start === 0) throw badRequest(`marker [${marker}] not found`);
  const page = all.slice(start, start + limitOf(query));
  const ids = page.map((node) => ({ id: String(shownId(request, node)) }));
  return { page, links: nextPage(request, collection, ids, limitOf(query)) };
}
async function matching(request: Context, pattern: string): Promise<Node[]> {
  const found = (await nodes(request)).filter(({ id }) => id.toLowerCase().includes(pattern.toLowerCase()));
  if (!found.length) throw notFound(`No hypervisor matching '${pattern}' could be found.`);
  return found;
}
async function nodeOf(request: Context, id: string): Promise<Node> {
  if (idColumn(request) === 'id' && !isUuidLike(id)) throw badRequest(`Invalid uuid ${id}`);
  const node = (await nodes(request)).find((one) => String(shownId(request, one)) === id);
  if (!node) throw notFound(`Hypervisor with ID '${id}' could not be found.`);
  return node;
}

type Served = { name: string; uuid: string }[] | undefined;
async function serversOn({ rows }: Context, { id }: Host): Promise<NonNullable<Served>> {
  return (await rows.list(servers, { where: { host: id, deleted: false } })).map((server) => ({ name: server.name, uuid: server.id }));
}
/** Where they are asked for. A host without servers says so since 2.75. */
async function servedIf(request: Context & { query: { with_servers?: boolean[] | undefined } | {} }, node: Node): Promise<Served> {
  if (!('with_servers' in request.query) || !request.query.with_servers?.[0]) return undefined;
  const list = await serversOn(request, node);
  return list.length || within(request.version, { since: '2.75' }) ? list : undefined;
}

const summary = (request: Context, node: Node, served?: Served) => ({
  id: shownId(request, node),
  hypervisor_hostname: node.id,
  state: node.service.up ? ('up' as const) : ('down' as const),
  status: node.service.disabled ? ('disabled' as const) : ('enabled' as const),
  servers: served,
});
type Amounts = Pick<Host, 'vcpus' | 'memory_mb' | 'local_gb' | 'vcpus_used' | 'memory_mb_used' | 'local_gb_used' | 'servers'>;
const EMPTY: Amounts = { vcpus: 0, memory_mb: 0, local_gb: 0, vcpus_used: 0, memory_mb_used: 0, local_gb_used: 0, servers: 0 };
const amounts = ({ vcpus, memory_mb, local_gb, vcpus_used, memory_mb_used, local_gb_used, servers: running_vms }: Amounts) => ({
  vcpus,
  memory_mb,
  local_gb,
  vcpus_used,
  memory_mb_used,
  local_gb_used,
  free_ram_mb: memory_mb - memory_mb_used,
  free_disk_gb: local_gb - local_gb_used,
  current_workload: 0,
  running_vms,
  disk_available_least: 0,
});
function detail(request: Context, node: Node, served: Served): z.output<typeof HypervisorDetail> {
  const { service } = node;
  return {
    ...summary(request, node, served),
    hypervisor_type: 'fake',
    hypervisor_version: 1000,
    host_ip: '127.0.0.1',
    service: { id: service[idColumn(request)], host: node.id, disabled_reason: service.disabled_reason },
    ...amounts(node),
    cpu_info: CPU_INFO,
    uptime: null,
  };
}
