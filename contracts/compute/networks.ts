/** Nova's old ways to networks, until 2.35: https://docs.openstack.org/api-ref/compute/#networks-os-networks-deprecated */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const until = '2.35';
/** Of thirty members two are left that say something; admins see more of the others. */
export const Network = z.looseObject({ id: z.string(), label: z.string() });
const TenantNetwork = z.object({ id: z.string(), cidr: z.literal('None'), label: z.string() });

export const networks = resource({
  list: get('/os-networks', {
    until,
    policy: 'os_compute_api:os-networks:list',
    status: 200,
    returns: z.object({ networks: z.array(Network) }),
    errors: [403],
  }),
  show: get('/os-networks/{id}', {
    until,
    policy: 'os_compute_api:os-networks:show',
    status: 200,
    returns: z.object({ network: Network }),
    errors: [403, 404],
  }),
});
export const tenantNetworks = resource({
  list: get('/os-tenant-networks', {
    until,
    policy: 'os_compute_api:os-tenant-networks:list',
    status: 200,
    returns: z.object({ networks: z.array(TenantNetwork) }),
    errors: [403],
  }),
  show: get('/os-tenant-networks/{id}', {
    until,
    policy: 'os_compute_api:os-tenant-networks:show',
    status: 200,
    returns: z.object({ network: TenantNetwork }),
    errors: [403, 404],
  }),
});
