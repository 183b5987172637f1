/** Flavors, service profiles, and which of them are tied. `neutron/db/models/flavor.py`, `neutron/db/flavors_db.py` */
import { CloudError, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export interface Flavor {
  id: string;
  name: string;
  description: string;
  service_type: string;
  enabled: boolean;
  /** Ids of service profiles, in the order they were tied. */
  service_profiles: string[];
}
export const flavors = collection<Flavor>('network_flavors', { name: 'text', description: 'text', service_type: 'text', enabled: 'boolean' });
export interface ServiceProfile {
  id: string;
  description: string;
  driver: string;
  metainfo: string;
  enabled: boolean;
}
export const serviceProfiles = collection<ServiceProfile>('network_service_profiles', {
  description: 'text',
  driver: 'text',
  metainfo: 'text',
  enabled: 'boolean',
});
export const flavorNotFound = (id: string): CloudError => notFound(`Flavor ${id} could not be found.`, { type: 'FlavorNotFound' });
export const profileNotFound = (id: string): CloudError => notFound(`Service Profile ${id} could not be found.`, { type: 'ServiceProfileNotFound' });
export const notAssociated = (profile: string, flavor: string): CloudError =>
  notFound(`Service Profile ${profile} is not associated with flavor ${flavor}.`, { type: 'FlavorServiceProfileBindingNotFound' });

/** Drivers of routers, by the name of their provider. */
export const DRIVERS: Record<string, string> = {
  dvrha: 'neutron.services.l3_router.service_providers.dvrha.DvrHaDriver',
  dvr: 'neutron.services.l3_router.service_providers.dvr.DvrDriver',
  ha: 'neutron.services.l3_router.service_providers.ha.HaDriver',
  single_node: 'neutron.services.l3_router.service_providers.single_node.SingleNodeDriver',
};
/** Throws 404 for what is no driver of a router. */
export function checkDriver(driver: string): void {
  if (Object.values(DRIVERS).includes(driver)) return;
  throw notFound(`Service Profile driver ${driver} could not be found.`, { type: 'ServiceProfileDriverNotFound' });
}
/** Throws 404 or 503 where no router can be had of the flavor. */
export async function checkFlavor({ rows }: Scope, id: string): Promise<void> {
  const flavor = await rows.get(flavors, id);
  if (!flavor) throw flavorNotFound(id);
  const [first] = flavor.service_profiles;
  if (first === undefined) throw notAssociated('', id);
  const profile = await rows.get(serviceProfiles, first);
  if (!profile) throw profileNotFound(first);
  if (!profile.enabled) throw new CloudError(503, 'Service Profile is not enabled.', { type: 'ServiceProfileDisabled' });
  checkDriver(profile.driver);
}
