/** Which host is best: the one with most of everything left, and in the company that is wished for. `nova/scheduler/weights/*.py`, `nova/weights.py` */
import type { Scope } from '../core/world.ts';
import { type Aggregate, aggregates } from './aggregate-rows.ts';
import { CPU_RATIO, type Host } from './host-rows.ts';
import type { Company } from './server-affinity.ts';

interface Weigher {
  /** Aggregates may weigh their hosts differently by metadata of this name. */
  name: string;
  /** What counts as nothing; the least of the hosts, where nothing is said. */
  floor?: number;
  weigh: (host: Host) => number;
}
const RESOURCES: readonly Weigher[] = [
  { name: 'cpu_weight_multiplier', floor: 0, weigh: ({ vcpus, vcpus_used }) => vcpus * CPU_RATIO - vcpus_used },
  { name: 'ram_weight_multiplier', floor: 0, weigh: ({ memory_mb, memory_mb_used }) => memory_mb - memory_mb_used },
  { name: 'disk_weight_multiplier', floor: 0, weigh: ({ local_gb, local_gb_used }) => local_gb - local_gb_used },
];
const SOFT: Record<string, (company: Company) => Weigher> = {
  'soft-affinity': ({ others }) => ({ name: 'soft_affinity_weight_multiplier', weigh: ({ id }) => others.get(id) ?? 0 }),
  'soft-anti-affinity': ({ others }) => ({ name: 'soft_anti_affinity_weight_multiplier', weigh: ({ id }) => -(others.get(id) ?? 0) }),
};

/** The first of the best; undefined of none. */
export async function best({ rows }: Scope, hosts: readonly Host[], company: Company): Promise<Host | undefined> {
  if (hosts.length < 2) return hosts[0];
  const soft = SOFT[company.policy ?? '']?.(company);
  const grouped = await rows.list(aggregates, { filter: ({ metadata }) => Object.keys(metadata).some((key) => key.endsWith('_weight_multiplier')) });
  const total = hosts.map(() => 0);
  for (const weigher of [...RESOURCES, ...(soft ? [soft] : [])]) {
    const weights = normal(hosts.map(weigher.weigh), weigher.floor);
    for (const [n, host] of hosts.entries()) total[n] = (total[n] ?? 0) + (weights[n] ?? 0) * multiplier(grouped, host, weigher.name);
  }
  return hosts[total.indexOf(Math.max(...total))];
}
/** From 0 to 1. */
function normal(weights: readonly number[], floor = Math.min(...weights)): number[] {
  const most = Math.max(...weights);
  return most <= floor ? weights.map(() => 0) : weights.map((weight) => (Math.max(weight, floor) - floor) / (most - floor));
}
/** 1, unless an aggregate of the host says otherwise; the least of several. */
function multiplier(grouped: readonly Aggregate[], { id }: Host, name: string): number {
  const said = grouped.filter(({ hosts }) => hosts.includes(id)).map(({ metadata }) => Number.parseFloat(metadata[name] ?? ''));
  const numbers = said.filter((value) => !Number.isNaN(value));
  return numbers.length ? Math.min(...numbers) : 1;
}
