/**
 * A project's network, made when it is first needed: subnets from the default pools, and a router to the default external network.
 * https://docs.openstack.org/api-ref/network/v2/#auto-allocated-topologies-auto-allocated-topologies
 * Follows `neutron/services/auto_allocate/db.py`.
 */
import { autoAllocatedTopology as table } from '../../contracts/network/auto-allocated-topology.ts';
import { type Context, implement } from '../core/context.ts';
import { conflict, forbidden } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { networkAttributes } from './attributes/networks.ts';
import { subnetAttributes } from './attributes/subnets.ts';
import { withDefaults } from './engine/body.ts';
import { create as createNetwork } from './networks.ts';
import { remove as removePort } from './ports.ts';
import { detach, provision } from './router-topology.ts';
import { networks, ports, routers, subnetPools, subnets } from './rows.ts';
import { create as createSubnet } from './subnets.ts';

interface Topology {
  /** Of the project. */
  id: string;
  network_id: string;
  router_id: string;
}
const topologies = collection<Topology>('network_topologies');

/** What the cloud lacks for a topology. */
async function lacking({ rows }: Scope): Promise<string | undefined> {
  if (!(await rows.count(networks, { is_default: true, 'router:external': true }))) return 'No default router:external network';
  return (await rows.count(subnetPools, { is_default: true })) ? undefined : 'No default subnetpools defined';
}

/** @returns the network, the same one every time; undefined where the cloud lacks the means */
export async function allocateTopology(scope: Scope, project_id: string): Promise<string | undefined> {
  const known = await scope.rows.get(topologies, project_id);
  if (known && (await scope.rows.get(networks, known.network_id))) return known.network_id;
  if (await lacking(scope)) return undefined;
  const network = await createNetwork(scope, withDefaults(networkAttributes, { name: 'auto_allocated_network', project_id }));
  for (const { id: subnetpool_id, ip_version } of await scope.rows.list(subnetPools, { where: { is_default: true } })) {
    const name = `auto_allocated_subnet_v${ip_version}`;
    await createSubnet(scope, withDefaults(subnetAttributes, { name, network_id: network.id, project_id, ip_version, subnetpool_id }));
  }
  const router_id = await provision(scope, project_id, network.id);
  await scope.rows.update(topologies, { id: project_id, network_id: network.id, router_id });
  return network.id;
}

export const autoAllocatedTopologyHandlers = implement(table, {
  async show(request) {
    const project_id = projectOf(request);
    const query = new URLSearchParams(request.path.split('?')[1]);
    const failure = await lacking(request);
    if (failure) throw conflict(`Deployment error: ${failure}.`, { type: 'AutoAllocationFailure' });
    if (query.getAll('fields').includes('dry-run')) return { auto_allocated_topology: { id: 'dry-run=pass', project_id } };
    const id = await request.transaction(async (rows) => allocateTopology({ ...request, rows }, project_id));
    return { auto_allocated_topology: { id: id ?? '', project_id, tenant_id: project_id } };
  },
  /** Nothing to delete is as good as deleted. */
  async delete(request) {
    const { rows } = request;
    const topology = await rows.get(topologies, projectOf(request));
    if (!topology) return;
    await detach(request, topology.router_id);
    for (const port of await rows.list(ports, { where: { network_id: topology.network_id } })) await removePort(request, port);
    for (const subnet of await rows.list(subnets, { where: { network_id: topology.network_id } })) await rows.remove(subnets, subnet.id);
    await rows.remove(routers, topology.router_id);
    await rows.remove(networks, topology.network_id);
    await rows.remove(topologies, topology.id);
  },
});
function projectOf({ caller, params }: Context & { params: { project_id: string } }): string {
  const { project_id } = params;
  if (project_id !== caller.project_id && !caller.roles.has('admin')) throw forbidden('Not authorized.', { type: 'NotAuthorized' });
  return project_id === 'None' ? (caller.project_id ?? project_id) : project_id;
}
