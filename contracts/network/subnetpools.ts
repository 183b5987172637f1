/** https://docs.openstack.org/api-ref/network/v2/#subnet-pools-extension-subnetpools */
import { z } from 'zod';
import { put, resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

export const SubnetPool = z.object({
  id: z.string(),
  name: z.string(),
  ...owner,
  /** Lengths are strings in answers to GET and POST, integers in those to PUT. */
  default_prefixlen: z.union([z.string(), z.int()]),
  min_prefixlen: z.union([z.string(), z.int()]),
  max_prefixlen: z.union([z.string(), z.int()]),
  is_default: z.boolean(),
  shared: z.boolean(),
  prefixes: z.array(z.string()),
  ip_version: z.int(),
  /** Left out of the answer to PUT where there is none. */
  default_quota: z.int().nullable().optional(),
  address_scope_id: z.string().nullable(),
  ...tagged,
});
const length = z.union([z.int(), z.string()]).optional();
const changeable = {
  name: z.string().optional(),
  description: z.string().optional(),
  prefixes: z.array(z.string()).optional(),
  default_quota: z.int().optional(),
  default_prefixlen: length,
  min_prefixlen: length,
  max_prefixlen: length,
  is_default: z.boolean().optional(),
  address_scope_id: z.string().nullable().optional(),
};
const SubnetPoolCreate = z.object({ ...changeable, ...ownerInput, name: z.string(), prefixes: z.array(z.string()), shared: z.boolean().optional() });
const query = filters(
  'id',
  'name',
  'tenant_id',
  'project_id',
  'ip_version',
  'default_prefixlen',
  'min_prefixlen',
  'max_prefixlen',
  'is_default',
  'shared',
  'address_scope_id',
  'description',
  ...tagFilters,
);

const rows = rowsOf({
  path: '/subnetpools',
  collection: 'subnetpools',
  name: 'subnetpool',
  view: SubnetPool,
  create: SubnetPoolCreate,
  update: z.object(changeable),
  query,
});
const Prefixes = z.object({ prefixes: z.array(z.string()) });
const change = { late: true, status: 200, errors: [400, 403, 404, 409] } as const;
export const subnetpools = resource({
  ...rows,
  addPrefixes: put('/subnetpools/{subnetpool_id}/add_prefixes', { policy: 'add_prefixes', ...change, body: Prefixes, returns: Prefixes }),
  removePrefixes: put('/subnetpools/{subnetpool_id}/remove_prefixes', { policy: 'remove_prefixes', ...change, body: Prefixes, returns: Prefixes }),
  /** Makes the subnets of a network part of the pool. */
  onboard: put('/subnetpools/{subnetpool_id}/onboard_network_subnets', {
    policy: 'onboard_network_subnets',
    ...change,
    body: z.object({ network_id: z.string() }),
    returns: z.array(z.object({ id: z.string(), cidr: z.string() })),
  }),
});
