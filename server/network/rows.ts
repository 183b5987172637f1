/**
 * What Neutron keeps. Fields have the API's names, so that filters and sort keys find them. `neutron/db/models_v2.py` and its extensions
 */
import { collection } from '../core/store.ts';
import { type Standard, standardColumns } from './engine/standard.ts';

export interface Segment {
  type: string;
  physical: string | null;
  number: number | null;
}
export interface Network extends Standard {
  name: string;
  admin_state_up: boolean;
  status: string;
  'router:external': boolean;
  is_default: boolean;
  mtu: number;
  availability_zone_hints: string[];
  port_security_enabled: boolean;
  qos_policy_id: string | null;
  vlan_transparent: boolean;
  qinq: boolean;
  /** Where the network is on several segments: all of them. */
  segments?: Segment[];
  'provider:network_type': string;
  'provider:physical_network': string | null;
  'provider:segmentation_id': number | null;
}
export const networks = collection<Network>('network_networks', {
  ...standardColumns,
  name: 'text',
  admin_state_up: 'boolean',
  status: 'text',
  'router:external': 'boolean',
  is_default: 'boolean',
  mtu: 'integer',
  availability_zone_hints: 'text',
  qos_policy_id: 'text',
});

export interface Pool {
  start: string;
  end: string;
}
export interface HostRoute {
  destination: string;
  nexthop: string;
}
export interface Subnet extends Standard {
  name: string;
  network_id: string;
  ip_version: 4 | 6;
  cidr: string;
  gateway_ip: string | null;
  enable_dhcp: boolean;
  subnetpool_id: string | null;
  ipv6_ra_mode: string | null;
  ipv6_address_mode: string | null;
  allocation_pools: Pool[];
  dns_nameservers: string[];
  host_routes: HostRoute[];
  service_types: string[];
}
export const subnets = collection<Subnet>('network_subnets', {
  ...standardColumns,
  name: 'text',
  network_id: 'text',
  ip_version: 'integer',
  cidr: 'text',
  gateway_ip: 'text',
  enable_dhcp: 'boolean',
  subnetpool_id: 'text',
  ipv6_ra_mode: 'text',
  ipv6_address_mode: 'text',
});

export interface SubnetPool extends Standard {
  name: string;
  prefixes: string[];
  ip_version: 4 | 6;
  default_prefixlen: number;
  min_prefixlen: number;
  max_prefixlen: number;
  default_quota: number | null;
  is_default: boolean;
  address_scope_id: string | null;
}
export const subnetPools = collection<SubnetPool>('network_subnetpools', {
  ...standardColumns,
  name: 'text',
  ip_version: 'integer',
  default_prefixlen: 'integer',
  min_prefixlen: 'integer',
  max_prefixlen: 'integer',
  default_quota: 'integer',
  is_default: 'boolean',
  address_scope_id: 'text',
});

export interface FixedIp {
  subnet_id: string;
  ip_address: string;
}
export interface AddressPair {
  ip_address: string;
  mac_address: string;
}
export interface DhcpOption {
  opt_name: string;
  opt_value: string;
  ip_version: number;
}
export interface Port extends Standard {
  name: string;
  network_id: string;
  mac_address: string;
  admin_state_up: boolean;
  status: string;
  device_id: string;
  device_owner: string;
  fixed_ips: FixedIp[];
  port_security_enabled: boolean;
  qos_policy_id: string | null;
  security_groups: string[];
  'binding:vnic_type': string;
  'binding:profile': Record<string, unknown>;
  'binding:host_id': string;
  'binding:vif_type': string;
  'binding:vif_details': Record<string, unknown>;
  allowed_address_pairs: AddressPair[];
  extra_dhcp_opts: DhcpOption[];
  /** Nova made it for a server, and takes it away with the server. */
  made_for_server?: boolean;
  /** Place among the interfaces of a server. */
  plug_order?: number;
}
export const ports = collection<Port>(
  'network_ports',
  {
    ...standardColumns,
    name: 'text',
    network_id: 'text',
    mac_address: 'text',
    admin_state_up: 'boolean',
    status: 'text',
    device_id: 'text',
    device_owner: 'text',
    qos_policy_id: 'text',
  },
  [['network_id', 'mac_address']],
);

/** One address of a subnet in use; the id is both, so that no address is ever given twice. */
export interface Allocation {
  id: string;
  subnet_id: string;
  port_id: string;
}
export const allocations = collection<Allocation>('network_allocations', { subnet_id: 'text', port_id: 'text' });

export interface SecurityGroup extends Standard {
  name: string;
  stateful: boolean;
  /** The group that a project has from the start. */
  is_default: boolean;
}
export const securityGroups = collection<SecurityGroup>('network_security_groups', { ...standardColumns, name: 'text', is_default: 'boolean' });

/** Whose packets a rule lets pass. */
export interface Traffic {
  direction: 'ingress' | 'egress';
  ethertype: 'IPv4' | 'IPv6';
  protocol: string | null;
  port_range_min: number | null;
  port_range_max: number | null;
  remote_ip_prefix: string | null;
  remote_group_id: string | null;
  remote_address_group_id: string | null;
}
export const trafficColumns = {
  direction: 'text',
  ethertype: 'text',
  protocol: 'text',
  port_range_min: 'integer',
  port_range_max: 'integer',
  remote_ip_prefix: 'text',
  remote_group_id: 'text',
  remote_address_group_id: 'text',
} as const;
export interface SecurityGroupRule extends Standard, Traffic {
  security_group_id: string;
  normalized_cidr: string | null;
  belongs_to_default_sg: boolean;
  /** Neutron's own key, which only a group's list of rules shows. */
  standard_attr_id: number;
  /** The rules that a group starts with have no description, not even an empty one. */
  described: boolean;
}
export const securityGroupRules = collection<SecurityGroupRule>('network_security_group_rules', {
  ...standardColumns,
  security_group_id: 'text',
  ...trafficColumns,
  normalized_cidr: 'text',
  standard_attr_id: 'integer',
});

export interface Gateway {
  network_id: string;
  enable_snat: boolean;
  qos_policy_id?: string | null;
}
export interface Router extends Standard {
  name: string;
  admin_state_up: boolean;
  status: string;
  gateway: Gateway | null;
  ha: boolean;
  distributed: boolean;
  flavor_id: string | null;
  availability_zone_hints: string[];
  routes: HostRoute[];
}
export const routers = collection<Router>('network_routers', {
  ...standardColumns,
  name: 'text',
  admin_state_up: 'boolean',
  status: 'text',
  flavor_id: 'text',
});

export interface FloatingIp extends Standard {
  floating_ip_address: string;
  floating_network_id: string;
  /** The port that holds the address on the external network. */
  floating_port_id: string;
  router_id: string | null;
  port_id: string | null;
  fixed_ip_address: string | null;
  status: string;
  qos_policy_id: string | null;
}
export const floatingIps = collection<FloatingIp>('network_floatingips', {
  ...standardColumns,
  floating_ip_address: 'text',
  floating_network_id: 'text',
  floating_port_id: 'text',
  router_id: 'text',
  port_id: 'text',
  fixed_ip_address: 'text',
  status: 'text',
  qos_policy_id: 'text',
});
