/** https://docs.openstack.org/api-ref/compute/#availability-zones-os-availability-zone */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { get, resource } from '../operation.ts';

const query = changes({ '2.1': z.object({}), '2.102': z.strictObject({}) });
const Running = z.object({ available: z.boolean(), active: z.boolean(), updated_at: z.string().nullable() });
const zone = { zoneName: z.string(), zoneState: z.object({ available: z.boolean() }) };
/** Host > binary > how it does. */
const Hosts = z.record(z.string(), z.record(z.string(), Running));

export const availabilityZones = resource({
  list: get('/os-availability-zone', {
    policy: 'os_compute_api:os-availability-zone:list',
    query,
    status: 200,
    returns: z.object({ availabilityZoneInfo: z.array(z.object({ ...zone, hosts: z.null() })) }),
  }),
  listDetail: get('/os-availability-zone/detail', {
    policy: 'os_compute_api:os-availability-zone:detail',
    query,
    status: 200,
    returns: z.object({ availabilityZoneInfo: z.array(z.object({ ...zone, hosts: Hosts.nullable() })) }),
    errors: [403],
  }),
});
