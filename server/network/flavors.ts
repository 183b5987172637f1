/**
 * Flavors of services, of routers above all. https://docs.openstack.org/api-ref/network/v2/#networking-flavors-framework-v2-0-current-flavor-service-profile
 * Follows `neutron/db/flavors_db.py`.
 */
import { flavors as table } from '../../contracts/network/flavors.ts';
import { type Context, implement } from '../core/context.ts';
import { conflict } from '../core/errors.ts';
import { flavorAttributes } from './attributes/flavors.ts';
import { attribute } from './engine/attribute.ts';
import { type Kind, forCreate } from './engine/body.ts';
import { type Served, serve } from './engine/serve.ts';
import { uuid } from './engine/validators.ts';
import { inUse } from './faults.ts';
import { type Flavor, flavorNotFound, flavors, notAssociated, profileNotFound, serviceProfiles } from './flavor-rows.ts';
import { routers } from './rows.ts';

const kind: Served<Flavor, Omit<Flavor, 'id'>> = {
  name: 'flavor',
  collection: 'flavors',
  attributes: flavorAttributes,
  rows: flavors,
  missing: flavorNotFound,
  visible: async () => () => true,
  views: async (_request, list) => list.map((flavor) => ({ ...flavor })),
  async create(request, { name, description, service_type, enabled }) {
    return request.rows.insert(flavors, { id: request.world.ids.uuid(), name, description, service_type, enabled, service_profiles: [] });
  },
  // profiles are tied one by one, whatever an update says
  update: async (request, flavor, body) => request.rows.update(flavors, { ...flavor, ...body, service_profiles: flavor.service_profiles }),
  async remove(request, { id }) {
    if (await request.rows.count(routers, { flavor_id: id })) throw inUse('FlavorInUse', `Flavor ${id} is used by some service instance.`);
    await request.rows.remove(flavors, id);
  },
};
/** A profile of a flavor, as a request names it. `neutron/extensions/flavors.py` */
const binding: Kind = {
  name: 'service_profile',
  collection: 'service_profiles',
  attributes: { id: attribute('post show', { validate: uuid }) },
  single: true,
};

export const flavorHandlers = implement(table, {
  ...serve(kind),
  async addProfile(request) {
    const [tie] = forCreate(binding, request.caller, request.body).items;
    const profile = String(tie?.['id']);
    const flavor = await wanted(request);
    if (!(await request.rows.get(serviceProfiles, profile))) throw profileNotFound(profile);
    if (flavor.service_profiles.includes(profile)) {
      throw conflict(`Service Profile ${profile} is already associated with flavor ${flavor.id}.`, { type: 'FlavorServiceProfileBindingExists' });
    }
    await request.rows.update(flavors, { ...flavor, service_profiles: [...flavor.service_profiles, profile] });
    return { service_profile: { id: flavor.id } };
  },
  async showProfile(request) {
    await tied(request);
    return { service_profile: {} };
  },
  async removeProfile(request) {
    const flavor = await tied(request);
    const left = flavor.service_profiles.filter((id) => id !== request.params.service_profile_id);
    await request.rows.update(flavors, { ...flavor, service_profiles: left });
  },
});
async function wanted(request: Context & { params: { flavor_id: string } }): Promise<Flavor> {
  request.enforce({});
  const flavor = await request.rows.get(flavors, request.params.flavor_id);
  if (!flavor) throw flavorNotFound(request.params.flavor_id);
  return flavor;
}
async function tied(request: Context & { params: { flavor_id: string; service_profile_id: string } }): Promise<Flavor> {
  request.enforce({});
  const { flavor_id, service_profile_id } = request.params;
  const flavor = await request.rows.get(flavors, flavor_id);
  if (!flavor?.service_profiles.includes(service_profile_id)) throw notAssociated(service_profile_id, flavor_id);
  return flavor;
}
