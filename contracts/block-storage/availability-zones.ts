/** https://docs.openstack.org/api-ref/block-storage/v3/#availability-zones-os-availability-zone */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const Zone = z.object({ zoneName: z.string(), zoneState: z.object({ available: z.boolean() }) });

export const availabilityZones = resource({
  list: get('/os-availability-zone', { status: 200, returns: z.object({ availabilityZoneInfo: z.array(Zone) }) }),
});
