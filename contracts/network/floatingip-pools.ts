/** https://docs.openstack.org/api-ref/network/v2/#floating-ip-pools-extension-floatingip-pools */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { owner } from './types.ts';

const Pool = z.object({ subnet_id: z.string(), subnet_name: z.string(), network_id: z.string(), cidr: z.string(), ...owner });
export const floatingipPools = resource({
  list: get('/floatingip-pools', {
    policy: 'get_floatingip_pool',
    status: 200,
    returns: z.object({ floatingip_pools: z.array(Pool) }),
    errors: [400],
  }),
});
