/**
 * Ports on hosts. Binding succeeds at once, as with an Open vSwitch agent on every host. `neutron/plugins/ml2/plugin.py` (`_bind_port`)
 */
import type { Port } from './rows.ts';

const UNBOUND = { 'binding:vif_type': 'unbound', 'binding:vif_details': {} } as const;
const BOUND = {
  'binding:vif_type': 'ovs',
  'binding:vif_details': {
    port_filter: true,
    connectivity: 'l2',
    bridge_name: 'br-int',
    datapath_type: 'system',
    ovs_hybrid_plug: false,
    bound_drivers: { '0': 'realcloud' },
  },
} as const;

export const bindingFor = (host: string): Pick<Port, 'binding:host_id' | 'binding:vif_type' | 'binding:vif_details'> => ({
  'binding:host_id': host,
  ...(host ? BOUND : UNBOUND),
});
