/**
 * Availability zones: those of the hosts, and one of the services themselves. https://docs.openstack.org/api-ref/compute/#availability-zones-os-availability-zone
 * Follows `nova/api/openstack/compute/availability_zone.py`.
 */
import { availabilityZones as table } from '../../contracts/compute/availability-zones.ts';
import { implement } from '../core/context.ts';
import { type Running, INTERNAL_ZONE, running } from './services.ts';

export const availabilityZoneHandlers = implement(table, {
  list: async (request) => {
    const zones = zonesOf(await running(request)).filter(({ name }) => name !== INTERNAL_ZONE);
    return { availabilityZoneInfo: zones.map(({ name, services }) => ({ ...stateOf(name, services), hosts: null })) };
  },
  listDetail: async (request) => {
    const zones = zonesOf(await running(request));
    return { availabilityZoneInfo: zones.map(({ name, services }) => ({ ...stateOf(name, services), hosts: services.length ? hostsOf(services) : null })) };
  },
});

interface Zone {
  name: string;
  /** Those that are not disabled; without one the zone is not available. */
  services: Running[];
}
/** Available ones first. */
function zonesOf(services: readonly Running[]): Zone[] {
  const byName = Map.groupBy(services, ({ zone }) => zone);
  const zones = Array.from(byName, ([name, all]) => ({ name, services: all.filter(({ disabled }) => !disabled) }));
  return zones.toSorted((a, b) => Number(b.services.length > 0) - Number(a.services.length > 0) || (a.name < b.name ? -1 : 1));
}
const stateOf = (zoneName: string, services: readonly Running[]) => ({ zoneName, zoneState: { available: services.length > 0 } });

const hostsOf = (services: readonly Running[]) =>
  Object.fromEntries(
    Array.from(
      Map.groupBy(services, ({ host }) => host),
      ([host, there]) => [host, Object.fromEntries(there.map(({ binary, up, updated_at }) => [binary, { available: up, active: true, updated_at }]))],
    ),
  );
