/** https://docs.openstack.org/api-ref/network/v2/#availability-zones */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { filters } from './types.ts';

const Zone = z.object({ name: z.string(), resource: z.string(), state: z.string() });
export const availabilityZones = resource({
  list: get('/availability_zones', {
    policy: 'get_availability_zone',
    query: filters('name', 'resource', 'state'),
    status: 200,
    returns: z.object({ availability_zones: z.array(Zone) }),
    errors: [400],
  }),
});
