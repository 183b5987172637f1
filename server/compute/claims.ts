/**
 * What servers hold of hosts: Placement's ledger, and the hypervisors' figures beside it. Another holder than the server is the migration that
 * keeps its old place. `nova/scheduler/utils.py: claim_resources`, `nova/compute/resource_tracker.py`
 */
import { StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { search } from '../placement/candidate-search.ts';
import { type Allocations, type Consumer, Unfit, consumers, newConsumer, replaceAll, transfer } from '../placement/ledger.ts';
import { allProviders } from '../placement/providers.ts';
import { Trees } from '../placement/provider-trees.ts';
import { isVolumeBacked } from './block-device-mappings.ts';
import { demandOf } from './flavor-demands.ts';
import { type Host, hosts } from './host-rows.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

/** Takes from a host what a server of this size needs. Throws StepFailed when the host has not enough. */
export async function claim(scope: Scope, server: ServerRow, hostId: string, flavor: ServerFlavor = server.flavor, elsewhere: Allocations = {}): Promise<void> {
  const host = await scope.rows.get(hosts, hostId);
  if (!host) return;
  const { project_id, user_id } = server;
  const consumer = (await scope.rows.get(consumers, server.id)) ?? newConsumer(server.id, { project_id, user_id, type: null });
  await write(scope, server, host, consumer, { ...elsewhere, ...(await allocationsOn(scope, server, flavor, host)) });
  await weigh(scope, host, server, flavor, 1);
}
/** The same, while what it has of a host that is down stays taken. Throws StepFailed. */
export async function claimBesides(scope: Scope, server: ServerRow, hostId: string): Promise<void> {
  await claim(scope, server, hostId, server.flavor, (await scope.rows.get(consumers, server.id))?.allocations);
}
async function write(scope: Scope, { id }: ServerRow, host: Host, consumer: Consumer, allocations: Allocations): Promise<void> {
  try {
    await replaceAll(scope, [{ consumer, allocations }]);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const reason = `Unable to move instance ${id} to host ${host.id}. There is not enough capacity on the host for the instance.`;
    throw new StepFailed(`No valid host was found. ${reason}`, { cause: error });
  }
}
/** Mostly all of it comes from the host's own provider; extra specs may ask for more of its tree. */
async function allocationsOn(scope: Scope, server: ServerRow, flavor: ServerFlavor, { node_id }: Host): Promise<Allocations> {
  const { groups, isolate } = demandOf(server, flavor);
  const [main, ...more] = groups;
  const provider = { [node_id]: { ...main?.resources } };
  if (!more.length && Object.keys(main?.resources ?? {}).every((name) => OWN.has(name))) return provider;
  const [found] = search(
    { groups: groups.map((group) => ({ ...group, inTree: node_id })), whole: { isolate, sameSubtrees: [] } },
    new Trees(await allProviders(scope)),
  );
  if (!found) return provider;
  const allocations: Allocations = {};
  for (const {
    provider: { id },
    name,
    amount,
  } of found.pieces)
    (allocations[id] ??= {})[name] = amount;
  return allocations;
}
const OWN = new Set(['VCPU', 'MEMORY_MB', 'DISK_GB']);

/** Gives back what a holder has of a host: the server, unless a migration is named. */
export async function release(scope: Scope, server: ServerRow, hostId: string | null, flavor: ServerFlavor = server.flavor, holder = server.id): Promise<void> {
  const host = hostId === null ? undefined : await scope.rows.get(hosts, hostId);
  const consumer = await scope.rows.get(consumers, holder);
  if (consumer) await replaceAll(scope, [{ consumer, allocations: {} }]);
  if (host) await weigh(scope, host, server, flavor, -1);
}
/** Gives back what a server has of one host's providers, when it has another's as well. */
export async function releaseOn(scope: Scope, serverId: string, { node_id }: Host): Promise<void> {
  const consumer = await scope.rows.get(consumers, serverId);
  if (!consumer) return;
  const { byId } = new Trees(await allProviders(scope));
  const kept = Object.entries(consumer.allocations).filter(([id]) => byId.get(id)?.root !== node_id);
  await replaceAll(scope, [{ consumer, allocations: Object.fromEntries(kept) }]);
}
/** What one holder has, the other has from now on: a migration keeps a server's old place until it is confirmed, or gives it back. */
export async function handOver(scope: Scope, from: string, to: string): Promise<void> {
  const giver = await scope.rows.get(consumers, from);
  if (!giver) return;
  const { project_id, user_id } = giver;
  await transfer(scope, giver, newConsumer(to, { project_id, user_id, type: null }));
}

/** Counts a server among a hypervisor's, or no longer; a root disk that is a volume takes nothing of it. */
export async function weigh({ rows }: Scope, host: Host, server: ServerRow, { vcpus, ram, disk, ephemeral }: ServerFlavor, times: 1 | -1): Promise<void> {
  host.vcpus_used += times * vcpus;
  host.memory_mb_used += times * ram;
  host.local_gb_used += times * ((isVolumeBacked(server) ? 0 : disk) + ephemeral);
  host.servers += times;
  await rows.update(hosts, host);
}
