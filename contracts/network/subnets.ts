/** https://docs.openstack.org/api-ref/network/v2/#subnets */
import { z } from 'zod';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

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

export const subnets = rowsOf({
  path: '/subnets',
  collection: 'subnets',
  name: 'subnet',
  view: Subnet,
  create: SubnetCreate,
  update: z.object(changeable),
  query,
});
