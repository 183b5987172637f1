/** https://docs.openstack.org/api-ref/network/v2/#ports */
import { z } from 'zod';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

const FixedIp = z.object({ subnet_id: z.string(), ip_address: z.string() });
const WantedIp = z.object({ subnet_id: z.string().optional(), ip_address: z.string().optional() });
const AddressPair = z.object({ ip_address: z.string(), mac_address: z.string() });
const WantedPair = z.object({ ip_address: z.string(), mac_address: z.string().optional() });
const DhcpOption = z.object({ opt_name: z.string(), opt_value: z.string(), ip_version: z.int() });
const WantedOption = z.object({ opt_name: z.string(), opt_value: z.string().nullable(), ip_version: z.int().optional() });
const TrunkDetails = z.object({
  trunk_id: z.string(),
  sub_ports: z.array(z.object({ segmentation_id: z.int(), segmentation_type: z.string(), port_id: z.string(), mac_address: z.string() })),
});
const Dictionary = z.record(z.string(), z.unknown());

export const Port = z.object({
  id: z.string(),
  name: z.string(),
  ...owner,
  network_id: z.string(),
  mac_address: z.string(),
  admin_state_up: z.boolean(),
  status: z.string(),
  device_id: z.string(),
  device_owner: z.string(),
  fixed_ips: z.array(FixedIp),
  port_security_enabled: z.boolean(),
  qos_policy_id: z.string().nullable(),
  qos_network_policy_id: z.string().nullable(),
  security_groups: z.array(z.string()),
  'binding:vnic_type': z.string(),
  'binding:profile': Dictionary.optional(),
  'binding:host_id': z.string().optional(),
  'binding:vif_type': z.string().optional(),
  'binding:vif_details': Dictionary.optional(),
  allowed_address_pairs: z.array(AddressPair),
  extra_dhcp_opts: z.array(DhcpOption),
  resource_request: Dictionary.nullable().optional(),
  /** Of the parent port of a trunk. */
  trunk_details: TrunkDetails.optional(),
  ...tagged,
});
const changeable = {
  name: z.string().optional(),
  description: z.string().optional(),
  admin_state_up: z.boolean().optional(),
  mac_address: z.string().nullable().optional(),
  fixed_ips: z.array(WantedIp).optional(),
  device_id: z.string().optional(),
  device_owner: z.string().optional(),
  allowed_address_pairs: z.array(WantedPair).nullable().optional(),
  extra_dhcp_opts: z.array(WantedOption).nullable().optional(),
  port_security_enabled: z.boolean().optional(),
  qos_policy_id: z.string().nullable().optional(),
  security_groups: z.array(z.string()).nullable().optional(),
  numa_affinity_policy: z.string().nullable().optional(),
  'binding:vnic_type': z.string().optional(),
  'binding:host_id': z.string().nullable().optional(),
  'binding:profile': Dictionary.nullable().optional(),
};
const PortCreate = z.object({
  ...changeable,
  ...ownerInput,
  device_profile: z.string().nullable().optional(),
  network_id: z.string(),
  tags: z.array(z.string()).optional(),
});
const query = filters(
  'id',
  'name',
  'tenant_id',
  'project_id',
  'network_id',
  'admin_state_up',
  'mac_address',
  'fixed_ips',
  'device_id',
  'device_owner',
  'status',
  'security_groups',
  'binding:host_id',
  'description',
  'revision_number',
  ...tagFilters,
);

export const ports = rowsOf({ path: '/ports', collection: 'ports', name: 'port', view: Port, create: PortCreate, update: z.object(changeable), query });
