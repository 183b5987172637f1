/** https://docs.openstack.org/api-ref/network/v2/#floating-ips-floatingips */
import { z } from 'zod';
import { ForwardingOfFloatingIp } from './port-forwardings.ts';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

const PortDetails = z.object({
  name: z.string(),
  network_id: z.string(),
  mac_address: z.string(),
  admin_state_up: z.boolean(),
  status: z.string(),
  device_id: z.string(),
  device_owner: z.string(),
});
export const FloatingIp = z.object({
  id: z.string(),
  ...owner,
  floating_ip_address: z.string(),
  floating_network_id: z.string(),
  router_id: z.string().nullable(),
  port_id: z.string().nullable(),
  fixed_ip_address: z.string().nullable(),
  status: z.string(),
  qos_policy_id: z.string().nullable(),
  port_details: PortDetails.nullable(),
  port_forwardings: z.array(ForwardingOfFloatingIp),
  ...tagged,
});
const changeable = {
  description: z.string().optional(),
  port_id: z.string().nullable().optional(),
  fixed_ip_address: z.string().nullable().optional(),
  router_id: z.string().nullable().optional(),
  qos_policy_id: z.string().nullable().optional(),
};
const FloatingIpCreate = z.object({
  ...changeable,
  ...ownerInput,
  floating_network_id: z.string(),
  floating_ip_address: z.string().nullable().optional(),
  subnet_id: z.string().nullable().optional(),
});
const query = filters(
  'id',
  'tenant_id',
  'project_id',
  'floating_ip_address',
  'floating_network_id',
  'router_id',
  'port_id',
  'fixed_ip_address',
  'status',
  'description',
  'revision_number',
  ...tagFilters,
);

export const floatingips = rowsOf({
  path: '/floatingips',
  collection: 'floatingips',
  name: 'floatingip',
  view: FloatingIp,
  create: FloatingIpCreate,
  update: z.object(changeable),
  query,
});
