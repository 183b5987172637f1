/** https://docs.openstack.org/api-ref/network/v2/#networks */
import { z } from 'zod';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

const place = { 'provider:physical_network': z.string().nullable(), 'provider:segmentation_id': z.int().nullable() };
export const Network = z.object({
  id: z.string(),
  name: z.string(),
  ...owner,
  admin_state_up: z.boolean(),
  mtu: z.int(),
  status: z.string(),
  subnets: z.array(z.string()),
  shared: z.boolean(),
  availability_zone_hints: z.array(z.string()),
  availability_zones: z.array(z.string()),
  ipv4_address_scope: z.string().nullable(),
  ipv6_address_scope: z.string().nullable(),
  'router:external': z.boolean(),
  qinq: z.boolean().nullable(),
  vlan_transparent: z.boolean().nullable(),
  port_security_enabled: z.boolean(),
  qos_policy_id: z.string().nullable(),
  /** Of external networks, and in the answer to a create. */
  is_default: z.boolean().optional(),
  ...tagged,
  /** In place of the three below, where the network is on several segments. */
  segments: z.array(z.object({ 'provider:network_type': z.string(), ...place })).optional(),
  'provider:network_type': z.string().optional(),
  'provider:physical_network': z.string().nullable().optional(),
  'provider:segmentation_id': z.int().nullable().optional(),
});
const changeable = {
  name: z.string().optional(),
  description: z.string().optional(),
  admin_state_up: z.boolean().optional(),
  shared: z.boolean().optional(),
  'router:external': z.boolean().optional(),
  is_default: z.boolean().optional(),
  mtu: z.int().optional(),
  port_security_enabled: z.boolean().optional(),
  qos_policy_id: z.string().nullable().optional(),
  'provider:network_type': z.string().optional(),
  'provider:physical_network': z.string().nullable().optional(),
  'provider:segmentation_id': z.int().nullable().optional(),
};
const NetworkCreate = z.object({
  segments: z.array(z.object({ 'provider:network_type': z.string().optional(), ...z.object(place).partial().shape })).optional(),
  ...changeable,
  ...ownerInput,
  availability_zone_hints: z.array(z.string()).optional(),
  vlan_transparent: z.boolean().optional(),
  qinq: z.boolean().optional(),
});
const query = filters(
  'id',
  'name',
  'admin_state_up',
  'status',
  'tenant_id',
  'project_id',
  'shared',
  'router:external',
  'mtu',
  'is_default',
  'description',
  'revision_number',
  'provider:network_type',
  'provider:physical_network',
  'provider:segmentation_id',
  ...tagFilters,
);

export const networks = rowsOf({
  path: '/networks',
  collection: 'networks',
  name: 'network',
  view: Network,
  create: NetworkCreate,
  update: z.object(changeable),
  query,
});
