/** Port forwardings, and what becomes of them when their port goes. `neutron/db/models/port_forwarding.py` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { touch } from './engine/standard.ts';
import { type Port, floatingIps } from './rows.ts';

export interface PortForwarding {
  id: string;
  floatingip_id: string;
  protocol: string;
  internal_port_id: string;
  internal_ip_address: string;
  internal_port: number | null;
  external_port: number | null;
  internal_port_range: string;
  external_port_range: string;
  description: string;
}
export const portForwardings = collection<PortForwarding>('network_port_forwardings', {
  floatingip_id: 'text',
  protocol: 'text',
  internal_port_id: 'text',
  internal_ip_address: 'text',
  external_port: 'integer',
  external_port_range: 'text',
});
/** Drops the forwardings to addresses that a port no longer has. */
export async function dropForwardings(scope: Scope, { id, fixed_ips }: Pick<Port, 'id' | 'fixed_ips'>): Promise<void> {
  for (const row of await scope.rows.list(portForwardings, { where: { internal_port_id: id } })) {
    if (fixed_ips.some(({ ip_address }) => ip_address === row.internal_ip_address)) continue;
    await scope.rows.remove(portForwardings, row.id);
    const floating = await scope.rows.get(floatingIps, row.floatingip_id);
    const last = !(await scope.rows.count(portForwardings, { floatingip_id: row.floatingip_id }));
    if (floating) await touch(scope, floatingIps, last ? { ...floating, router_id: null } : floating);
  }
}
