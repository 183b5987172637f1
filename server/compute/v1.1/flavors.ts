/** Flavors, by number. `nova/api/openstack/flavors.py` of 2011 */
import { flavors as table } from '../../../contracts/compute/v1.1/flavors.ts';
import { type Context, implement } from '../../core/context.ts';
import { type Flavor, flavors } from '../flavors.ts';
import { absent, flavorNumbered } from './lookup.ts';
import { flavorSummary, flavorView } from './views.ts';

const all = async ({ rows, caller }: Context): Promise<Flavor[]> =>
  rows.list(flavors, {
    sort: [['number', 'asc']],
    filter: ({ is_public, projects }) => is_public || caller.roles.has('admin') || projects.includes(caller.project_id ?? ''),
  });

export const flavorHandlers = implement(table, {
  list: async (request) => ({ flavors: (await all(request)).map((flavor) => flavorSummary(request, flavor)) }),
  listDetail: async (request) => ({ flavors: (await all(request)).map((flavor) => flavorView(request, flavor)) }),
  show: async (request) => {
    const flavor = await flavorNumbered(request, request.params.flavor_id);
    if (!flavor) throw absent();
    return { flavor: flavorView(request, flavor) };
  },
});
