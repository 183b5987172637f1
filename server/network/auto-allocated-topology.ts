/**
 * A project's network, made when it is first needed: subnets from the default pools, and a router to the default external network.
 * https://docs.openstack.org/api-ref/network/v2/#auto-allocated-topologies-auto-allocated-topologies
 * Follows `neutron/services/auto_allocate/db.py`.
 */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { networkAttributes } from './attributes/networks.ts';
import { subnetAttributes } from './attributes/subnets.ts';
import { withDefaults } from './engine/body.ts';
import { create as createNetwork } from './networks.ts';
import { networks, subnetPools } from './rows.ts';
import { create as createSubnet } from './subnets.ts';

interface Topology {
  /** Of the project. */
  id: string;
  network_id: string;
}
const topologies = collection<Topology>('network_topologies');

/** Whether the cloud has what a topology is made of. */
export const canAllocate = async ({ rows }: Scope): Promise<boolean> =>
  (await rows.count(networks, { is_default: true, 'router:external': true })) > 0 && (await rows.count(subnetPools, { is_default: true })) > 0;

/** @returns the network, the same one every time; undefined where the cloud lacks the means */
export async function allocateTopology(scope: Scope, project_id: string): Promise<string | undefined> {
  const known = await scope.rows.get(topologies, project_id);
  if (known && (await scope.rows.get(networks, known.network_id))) return known.network_id;
  if (!(await canAllocate(scope))) return undefined;
  const network = await createNetwork(scope, withDefaults(networkAttributes, { name: 'auto_allocated_network', project_id }));
  for (const { id: subnetpool_id, ip_version } of await scope.rows.list(subnetPools, { where: { is_default: true } })) {
    const name = `auto_allocated_subnet_v${ip_version}`;
    await createSubnet(scope, withDefaults(subnetAttributes, { name, network_id: network.id, project_id, ip_version, subnetpool_id }));
  }
  await scope.rows.update(topologies, { id: project_id, network_id: network.id });
  return network.id;
}
