/**
 * Who may use a flavor that is not public. https://docs.openstack.org/api-ref/compute/#flavors-access-flavors-os-flavor-access-flavors-action
 * Follows `nova/api/openstack/compute/flavor_access.py`.
 */
import { flavorAccess as table } from '../../contracts/compute/flavor-access.ts';
import { inForce } from '../../contracts/microversion.ts';
import { implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { projects } from '../identity/rows.ts';
import { type Flavor, flavorOf, flavors } from './flavors.ts';

/** May a project be added to a flavor that everybody has anyway? */
const publicTakesAccess = { '2.1': true, '2.7': false } as const;

export const flavorAccessHandlers = implement(table, {
  list: async (request) => {
    const flavor = await flavorOf(request, request.params.flavor_id);
    if (flavor.is_public) throw notFound('Access list not available for public flavors.');
    return view(flavor);
  },
  add: async (request) => {
    const { tenant } = request.body.addTenantAccess;
    if (!(await request.rows.get(projects, tenant))) throw badRequest(`Project ID ${tenant} is not a valid project.`);
    const flavor = await flavorOf(request, request.params.flavor_id);
    if (flavor.is_public && !inForce(publicTakesAccess, request.version)) throw conflict('Can not add access to a public flavor.');
    if (flavor.projects.includes(tenant)) throw conflict(`Flavor access already exists for flavor ${flavor.number} and project ${tenant} combination.`);
    return view(await request.rows.update(flavors, { ...flavor, projects: [...flavor.projects, tenant] }));
  },
  remove: async (request) => {
    const { tenant } = request.body.removeTenantAccess;
    const flavor = await flavorOf(request, request.params.flavor_id);
    if (!flavor.projects.includes(tenant)) throw notFound(`Flavor access not found for ${flavor.number} / ${tenant} combination.`);
    return view(await request.rows.update(flavors, { ...flavor, projects: flavor.projects.filter((id) => id !== tenant) }));
  },
});

const view = ({ id, projects }: Flavor) => ({ flavor_access: projects.map((tenant_id) => ({ flavor_id: id, tenant_id })) });
