/**
 * Service profiles: what a flavor is made with. https://docs.openstack.org/api-ref/network/v2/#networking-flavors-framework-v2-0-current-flavor-service-profile
 * Follows `neutron/db/flavors_db.py`.
 */
import { serviceProfiles as table } from '../../contracts/network/service-profiles.ts';
import { implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { serviceProfileAttributes } from './attributes/flavors.ts';
import { type Served, serve } from './engine/serve.ts';
import { inUse } from './faults.ts';
import { type ServiceProfile, checkDriver, flavors, profileNotFound, serviceProfiles } from './flavor-rows.ts';

const kind: Served<ServiceProfile, Omit<ServiceProfile, 'id'>> = {
  name: 'service_profile',
  collection: 'service_profiles',
  attributes: serviceProfileAttributes,
  rows: serviceProfiles,
  missing: profileNotFound,
  visible: async () => () => true,
  views: async (_request, list) => list.map((profile) => ({ ...profile })),
  async create(request, { description, driver, metainfo, enabled }) {
    if (driver) checkDriver(driver);
    else if (!metainfo) throw badRequest('Service Profile needs either a driver or metainfo.', { type: 'ServiceProfileEmpty' });
    return request.rows.insert(serviceProfiles, { id: request.world.ids.uuid(), description, driver, metainfo, enabled });
  },
  async update(request, profile, changes) {
    if (changes.driver) checkDriver(changes.driver);
    await refuseUsed(request, profile);
    return request.rows.update(serviceProfiles, { ...profile, ...changes });
  },
  async remove(request, profile) {
    await refuseUsed(request, profile);
    await request.rows.remove(serviceProfiles, profile.id);
  },
};
export const serviceProfileHandlers = implement(table, serve(kind));

async function refuseUsed({ rows }: Scope, { id }: ServiceProfile): Promise<void> {
  const [user] = await rows.list(flavors, { filter: ({ service_profiles }) => service_profiles.includes(id), limit: 1 });
  if (user) throw inUse('ServiceProfileInUse', `Service Profile ${id} is used by some service instance.`);
}
