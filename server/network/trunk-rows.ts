/** Trunks and their sub-ports. `neutron/services/trunk/models.py` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { type Standard, standardColumns } from './engine/standard.ts';
import { inUse } from './faults.ts';
import { type Port, ports } from './rows.ts';

export interface Trunk extends Standard {
  name: string;
  admin_state_up: boolean;
  /** The parent port. */
  port_id: string;
  status: 'DOWN' | 'BUILD' | 'ACTIVE' | 'DEGRADED' | 'ERROR';
}
export const trunks = collection<Trunk>('network_trunks', {
  ...standardColumns,
  name: 'text',
  admin_state_up: 'boolean',
  port_id: 'text',
  status: 'text',
});

export interface SubPort {
  /** Of the port, which is on one trunk at most. */
  id: string;
  trunk_id: string;
  segmentation_type: string;
  segmentation_id: number;
}
export const subPorts = collection<SubPort>('network_subports', { trunk_id: 'text', segmentation_id: 'integer' });
export const subPortsOf = async ({ rows }: Scope, trunk_id: string | readonly string[]): Promise<SubPort[]> =>
  rows.list(subPorts, { where: { trunk_id }, sort: [['segmentation_id', 'asc']] });

/** What parent ports show of their trunks, by the port's id. `TrunkPlugin._extend_port_trunk_details` */
export async function trunkDetails(scope: Scope, list: readonly Port[]) {
  const found = list.length ? await scope.rows.list(trunks, { where: { port_id: list.map(({ id }) => id) } }) : [];
  if (!found.length) return new Map<string, never>();
  const subs = await subPortsOf(
    scope,
    found.map(({ id }) => id),
  );
  const members = subs.length ? await scope.rows.list(ports, { where: { id: subs.map(({ id }) => id) } }) : [];
  const macs = new Map(members.map(({ id, mac_address }) => [id, mac_address]));
  return new Map(found.map(({ id: trunk_id, port_id }) => [port_id, { trunk_id, sub_ports: subs.filter((sub) => sub.trunk_id === trunk_id).map(shown) }]));

  function shown({ id, segmentation_id, segmentation_type }: SubPort) {
    return { segmentation_id, segmentation_type, port_id: id, mac_address: macs.get(id) ?? '' };
  }
}
/** A port on a trunk stays: 409. `rules.enforce_port_deletion_rules` */
export async function refuseTrunkPort({ rows }: Scope, { id }: Port): Promise<void> {
  const sub = await rows.get(subPorts, id);
  if (sub) throw inUse('PortInUseAsSubPort', `Port ${id} is currently a subport for trunk ${sub.trunk_id}.`);
  const [trunk] = await rows.list(trunks, { where: { port_id: id }, limit: 1 });
  if (trunk) throw inUse('PortInUseAsTrunkParent', `Port ${id} is currently a parent port for trunk ${trunk.id}.`);
}
