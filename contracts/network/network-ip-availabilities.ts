/** https://docs.openstack.org/api-ref/network/v2/#network-ip-availability-and-usage-stats */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { filters, owner } from './types.ts';

const Details = z.object({
  total_ips_in_subnet: z.number(),
  total_ips_in_allocation_pool: z.number(),
  used_ips_in_subnet: z.int(),
  used_ips_in_allocation_pool: z.int(),
});
const counts = { used_ips: z.int(), total_ips: z.number(), ip_availability_details: Details };
const Availability = z.object({
  network_id: z.string(),
  network_name: z.string(),
  ...owner,
  subnet_ip_availability: z.array(z.object({ subnet_id: z.string(), subnet_name: z.string(), ip_version: z.int(), cidr: z.string(), ...counts })),
  ...counts,
});
export const networkIpAvailabilities = resource({
  list: get('/network-ip-availabilities', {
    policy: 'get_network_ip_availability',
    query: filters('network_id', 'network_name', 'tenant_id', 'project_id', 'ip_version'),
    status: 200,
    returns: z.object({ network_ip_availabilities: z.array(Availability) }),
    errors: [400],
  }),
  show: get('/network-ip-availabilities/{network_id}', {
    policy: 'get_network_ip_availability',
    status: 200,
    returns: z.object({ network_ip_availability: Availability }),
    errors: [404],
  }),
});
