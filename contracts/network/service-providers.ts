/** https://docs.openstack.org/api-ref/network/v2/#service-providers */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { fielded, filters } from './types.ts';

const Provider = z.object({ service_type: z.string(), name: z.string(), default: z.boolean() });
export const serviceProviders = resource({
  list: get('/service-providers', {
    policy: 'get_service_provider',
    query: filters('service_type', 'name', 'default'),
    status: 200,
    returns: z.object({ service_providers: z.array(fielded(Provider)) }),
    errors: [400],
  }),
});
