/**
 * How long projects had how much. https://docs.openstack.org/api-ref/compute/#usage-reports-os-simple-tenant-usage
 * Follows `nova/api/openstack/compute/simple_tenant_usage.py`.
 */
import type { z } from 'zod';
import { simpleTenantUsage as table } from '../../contracts/compute/simple-tenant-usage.ts';
import { naive } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { nextPage } from './links.ts';
import { limitOf } from './paging.ts';
import { type ServerRow, servers } from './server-rows.ts';

type Usage = z.output<typeof table.list.returns>['tenant_usages'][number];
type ServerUsage = NonNullable<Usage['server_usages']>[number];
interface Filters {
  start?: string[] | undefined;
  end?: string[] | undefined;
  limit?: number[] | undefined;
  marker?: string[] | undefined;
}
/** Milliseconds. */
interface Period {
  start: number;
  stop: number;
}

export const simpleTenantUsageHandlers = implement(table, {
  list: async (request) => {
    const period = periodOf(request, request.query);
    const page = await launched(request, period);
    const usages = Array.from(Map.groupBy(page, ({ project_id }) => project_id).values(), (own) => usageOf(request, period, own));
    const detailed = request.query.detailed?.[0] === '1';
    return {
      tenant_usages: detailed ? usages : usages.map(({ server_usages: _details, ...usage }) => usage),
      tenant_usages_links: nextPage(request, 'os-simple-tenant-usage', page, limitOf(request.query)),
    };
  },
  show: async (request) => {
    const { project_id } = request.params;
    request.enforce({ project_id });
    const period = periodOf(request, request.query);
    const page = await launched(request, period, project_id);
    return {
      tenant_usage: page.length ? usageOf(request, period, page) : {},
      tenant_usage_links: nextPage(request, `os-simple-tenant-usage/${project_id}`, page, limitOf(request.query)),
    };
  },
});

const FORM = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?| \d\d:\d\d:\d\d\.\d{1,6})$/;
function timeOf(text: string | undefined, now: number): number {
  if (!text) return now;
  const time = FORM.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : Number.NaN;
  if (Number.isNaN(time)) throw badRequest('Invalid datetime string: Datetime is in invalid format');
  return time;
}
/** Both ends are now unless they are given; the later one is now at most. */
function periodOf({ now }: Context, filters: Filters): Period {
  const start = timeOf(filters.start?.[0], now);
  const end = timeOf(filters.end?.[0], now);
  // upstream asks the clock twice, so that two times of now are in order
  if (start > end || (start === end && (filters.start || filters.end))) {
    throw badRequest('Invalid start time. The start time cannot occur after the end time.');
  }
  return { start, stop: Math.min(end, now) };
}

/** Servers that ran at some time of the period. */
async function launched({ rows, query }: Context & { query: Filters }, { start, stop }: Period, project_id?: string): Promise<ServerRow[]> {
  const marker = query.marker?.at(-1);
  const after = marker === undefined ? undefined : await rows.get(servers, marker);
  if (marker !== undefined && !after) throw badRequest(`Marker ${marker} could not be found.`);
  return rows.list(servers, {
    where: { project_id },
    sort: [['project_id', 'asc']],
    limit: limitOf(query),
    filter: ({ launched_at, terminated_at }) => launched_at !== null && launched_at <= stop && (terminated_at === null || terminated_at >= start),
    ...(after && { after }),
  });
}

const HOUR = 3_600_000;
function usageOf({ now }: Context, { start, stop }: Period, own: readonly ServerRow[]): Usage {
  const server_usages = own.map((server): ServerUsage => {
    const { launched_at, terminated_at, flavor } = server;
    const from = launched_at ?? stop;
    return {
      hours: (Math.min(stop, terminated_at ?? stop) - Math.max(from, start)) / HOUR,
      flavor: flavor.name,
      instance_id: server.id,
      name: server.name,
      tenant_id: server.project_id,
      memory_mb: flavor.ram,
      local_gb: flavor.disk + flavor.ephemeral,
      vcpus: flavor.vcpus,
      started_at: naive(from),
      ended_at: terminated_at === null ? null : naive(terminated_at),
      state: terminated_at === null ? server.vm_state : 'terminated',
      uptime: Math.trunc(((terminated_at ?? now) - from) / 1000),
    };
  });
  const total = (amount: (usage: ServerUsage) => number) => server_usages.reduce((sum, usage) => sum + amount(usage) * usage.hours, 0);
  return {
    tenant_id: own[0]?.project_id ?? '',
    server_usages,
    total_local_gb_usage: total(({ local_gb }) => local_gb),
    total_vcpus_usage: total(({ vcpus }) => vcpus),
    total_memory_mb_usage: total(({ memory_mb }) => memory_mb),
    total_hours: total(() => 1),
    start: naive(start),
    stop: naive(stop),
  };
}
