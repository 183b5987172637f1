/** https://docs.openstack.org/api-ref/network/v2/#networks */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { FieldsQuery, PageLinks, fielded, filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

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
const one = z.object({ network: Network });
const read = z.object({ network: fielded(Network) });

export const networks = resource({
  list: get('/networks', {
    policy: 'get_network',
    query,
    status: 200,
    returns: z.object({ networks: z.array(fielded(Network)), networks_links: PageLinks.optional() }),
    errors: [400, 404],
  }),
  show: get('/networks/{network_id}', { policy: 'get_network', late: true, query: FieldsQuery, status: 200, returns: read, errors: [404] }),
  create: post('/networks', {
    policy: 'create_network',
    late: true,
    body: z.object({ network: NetworkCreate }),
    status: 201,
    returns: one,
    errors: [400, 403, 409],
  }),
  /** Several at a time, all or none. */
  createBulk: post('/networks', {
    when: 'networks',
    policy: 'create_network',
    late: true,
    body: z.object({ networks: z.array(NetworkCreate) }),
    status: 201,
    returns: z.object({ networks: z.array(Network) }),
    errors: [400, 403, 409],
  }),
  update: put('/networks/{network_id}', {
    policy: 'update_network',
    late: true,
    body: z.object({ network: z.object(changeable) }),
    status: 200,
    returns: one,
    errors: [400, 403, 404, 409, 412],
  }),
  delete: del('/networks/{network_id}', { policy: 'delete_network', late: true, status: 204, errors: [403, 404, 409, 412] }),
});
