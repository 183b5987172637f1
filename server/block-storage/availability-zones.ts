/** Zones of the storage services. https://docs.openstack.org/api-ref/block-storage/v3/#availability-zones-os-availability-zone */
import { availabilityZones as table } from '../../contracts/block-storage/availability-zones.ts';
import { implement } from '../core/context.ts';
import { services } from './service-rows.ts';

export const availabilityZoneHandlers = implement(table, {
  /** One of which every service is disabled is not available. */
  list: async ({ rows }) => {
    const zones = Map.groupBy(await rows.list(services, { where: { binary: 'cinder-volume' } }), ({ zone }) => zone);
    return { availabilityZoneInfo: [...zones].map(([zoneName, all]) => ({ zoneName, zoneState: { available: all.some(({ disabled }) => !disabled) } })) };
  },
});
