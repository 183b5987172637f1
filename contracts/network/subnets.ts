/** https://docs.openstack.org/api-ref/network/v2/#subnets */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { FieldsQuery, PageLinks, fielded, filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

const Pool = z.object({ start: z.string(), end: z.string() });
const HostRoute = z.object({ destination: z.string(), nexthop: z.string() });
const IpVersion = z.union([z.literal(4), z.literal(6)]);

export const Subnet = z.object({
  id: z.string(),
  name: z.string(),
  ...owner,
  network_id: z.string(),
  ip_version: IpVersion,
  subnetpool_id: z.string().nullable(),
  enable_dhcp: z.boolean(),
  ipv6_ra_mode: z.string().nullable(),
  ipv6_address_mode: z.string().nullable(),
  gateway_ip: z.string().nullable(),
  cidr: z.string(),
  allocation_pools: z.array(Pool),
  host_routes: z.array(HostRoute),
  dns_nameservers: z.array(z.string()),
  'router:external': z.boolean(),
  service_types: z.array(z.string()),
  ...tagged,
});
const changeable = {
  name: z.string().optional(),
  description: z.string().optional(),
  gateway_ip: z.string().nullable().optional(),
  allocation_pools: z.array(Pool).optional(),
  dns_nameservers: z.array(z.string()).optional(),
  host_routes: z.array(HostRoute).optional(),
  enable_dhcp: z.boolean().optional(),
  service_types: z.array(z.string()).optional(),
};
const SubnetCreate = z.object({
  ...changeable,
  ...ownerInput,
  network_id: z.string(),
  ip_version: z.union([IpVersion, z.enum(['4', '6'])]),
  cidr: z.string().optional(),
  prefixlen: z.union([z.int(), z.string()]).optional(),
  subnetpool_id: z.string().nullable().optional(),
  use_default_subnetpool: z.boolean().optional(),
  ipv6_ra_mode: z.string().optional(),
  ipv6_address_mode: z.string().optional(),
});
const query = filters(
  'id',
  'name',
  'tenant_id',
  'project_id',
  'network_id',
  'ip_version',
  'cidr',
  'gateway_ip',
  'enable_dhcp',
  'subnetpool_id',
  'ipv6_ra_mode',
  'ipv6_address_mode',
  'shared',
  'router:external',
  'description',
  'revision_number',
  ...tagFilters,
);
const one = z.object({ subnet: Subnet });

export const subnets = resource({
  list: get('/subnets', {
    policy: 'get_subnet',
    query,
    status: 200,
    returns: z.object({ subnets: z.array(fielded(Subnet)), subnets_links: PageLinks.optional() }),
    errors: [400, 404],
  }),
  show: get('/subnets/{subnet_id}', {
    policy: 'get_subnet',
    late: true,
    query: FieldsQuery,
    status: 200,
    returns: z.object({ subnet: fielded(Subnet) }),
    errors: [404],
  }),
  create: post('/subnets', {
    policy: 'create_subnet',
    late: true,
    body: z.object({ subnet: SubnetCreate }),
    status: 201,
    returns: one,
    errors: [400, 403, 404, 409],
  }),
  /** Several at a time, all or none. */
  createBulk: post('/subnets', {
    when: 'subnets',
    policy: 'create_subnet',
    late: true,
    body: z.object({ subnets: z.array(SubnetCreate) }),
    status: 201,
    returns: z.object({ subnets: z.array(Subnet) }),
    errors: [400, 403, 404, 409],
  }),
  update: put('/subnets/{subnet_id}', {
    policy: 'update_subnet',
    late: true,
    body: z.object({ subnet: z.object(changeable) }),
    status: 200,
    returns: one,
    errors: [400, 403, 404, 409, 412],
  }),
  delete: del('/subnets/{subnet_id}', { policy: 'delete_subnet', late: true, status: 204, errors: [403, 404, 409, 412] }),
});
