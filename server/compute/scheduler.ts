/** Finds hosts for servers: Placement says who has room, the filters say no, the weighers say who is best. `nova/scheduler/manager.py` */
import { StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { search } from '../placement/candidate-search.ts';
import { hasRoomFor, hasTraits } from '../placement/filters.ts';
import { allProviders, providers } from '../placement/providers.ts';
import { Trees } from '../placement/provider-trees.ts';
import { aggregates } from './aggregate-rows.ts';
import { type Demand, demandOf } from './flavor-demands.ts';
import { type Host, hosts } from './host-rows.ts';
import { STATUS_DISABLED } from './provider-status.ts';
import { hostFilter } from './scheduler-filters.ts';
import { best } from './scheduler-weights.ts';
import { companyOf } from './server-affinity.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

/** Where a server is to go that moves: not to `except`, and only to `only` where that is said. */
export interface Destination {
  except?: string | null;
  only?: string | null;
  /** Its one node. */
  node?: string | null;
}
/** The best host among those that may have the server. Throws StepFailed when there is none. */
export async function schedule(
  scope: Scope,
  server: ServerRow,
  flavor: ServerFlavor = server.flavor,
  { except, only, node }: Destination = { only: server.requested_host, node: server.requested_node },
): Promise<Host> {
  await checkThere(scope, only, node);
  const roomy = await withRoom(scope, demandOf(server, flavor));
  const zoned = await inZone(scope, server.pinned_availability_zone);
  const possible = await scope.rows.list(hosts, {
    filter: (host) => roomy.has(host.node_id) && zoned(host) && (!only || host.id === only) && (!node || host.id === node),
  });
  if (!possible.length) throw new StepFailed('No valid host was found. ');
  const company = await companyOf(scope, server);
  const passes = hostFilter(server, flavor, company);
  const left = possible.filter((host) => host.id !== except && passes(host));
  const found = await best(scope, left, company);
  if (!found) throw new StepFailed('No valid host was found. There are not enough hosts available.');
  return found;
}

/** Throws StepFailed when no host is meant. */
async function checkThere({ rows }: Scope, host: string | null | undefined, node: string | null | undefined): Promise<void> {
  const name = host || node;
  if (!name || ((!host || !node || host === node) && (await rows.get(hosts, name)))) return;
  throw new StepFailed(`No valid host was found. No such host - host: ${host || 'None'} node: ${node || 'None'} `);
}

/** Ids of the nodes that could hold what is asked for. */
async function withRoom(scope: Scope, { groups, isolate }: Demand): Promise<ReadonlySet<string>> {
  const roomy = new Set<string>();
  const [main, ...more] = groups;
  let trees = more.length > 0;
  // only looked at: nothing is kept of the rows
  await scope.rows.list(providers, {
    filter: (provider) => {
      trees ||= provider.parent !== null || provider.traits.includes('MISC_SHARES_VIA_AGGREGATE');
      if (main && hasRoomFor(provider, main.resources) && hasTraits(provider, main) && !provider.traits.includes(STATUS_DISABLED)) roomy.add(provider.id);
      return false;
    },
  });
  if (!trees) return roomy;
  const root = { required: [], forbidden: [STATUS_DISABLED] };
  const found = search({ groups, whole: { isolate, sameSubtrees: [], root } }, new Trees(await allProviders(scope)));
  return new Set(found.map(({ anchor }) => anchor));
}

/** A zone that no aggregate says keeps nobody out: the default one is of those. `nova/scheduler/request_filter.py: map_az_to_placement_aggregate` */
async function inZone({ rows }: Scope, zone: string | null): Promise<(host: Host) => boolean> {
  const [known] = zone === null ? [] : await rows.list(aggregates, { filter: ({ metadata }) => metadata['availability_zone'] === zone, limit: 1 });
  return known ? ({ availability_zone }) => availability_zone === zone : () => true;
}
