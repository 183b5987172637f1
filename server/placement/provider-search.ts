/** Resource providers by what a query asks of them. `placement/objects/resource_provider.py` (`_get_all_by_filters_from_db`) */
import { refused } from './faults.ts';
import type { Context } from '../core/context.ts';
import { checkClasses } from './allocations.ts';
import { aggregateFilter, hasRoomFor, hasTraits, isMember, resourcesFrom, traitFilter } from './filters.ts';
import { type Provider, allProviders } from './providers.ts';
import type { Query } from './read.ts';
import { knownTraits } from './traits.ts';

/** Throws 400 for what the query does not word well, and for traits and classes that are none. */
export async function find(request: Context, query: Query): Promise<Provider[]> {
  const { version } = request;
  const { memberOf, notMemberOf } = aggregateFilter(query, version);
  const traits = traitFilter(query, version);
  const resources = query.get('resources');
  const wanted = resources === undefined ? {} : resourcesFrom(resources);
  const all = await allProviders(request);
  const inTree = query.get('in_tree');
  const root = inTree ? all.find(({ id }) => id === inTree)?.root : undefined;
  if (inTree && root === undefined) return [];

  const known = await knownTraits(request);
  const unknown = [...traits.required.flat(), ...traits.forbidden].find((trait) => !known.has(trait));
  if (unknown !== undefined) throw refused(`Invalid trait(s) in "required" parameter: No such trait(s): ${unknown}.`);
  await checkClasses(request, Object.keys(wanted), (reason) => refused(`Invalid resource class in resources parameter: ${reason}`));
  const name = query.get('name');
  const uuid = query.get('uuid');
  return all.filter(
    (provider) =>
      (!name || provider.name === name) &&
      (!uuid || provider.id === uuid) &&
      (root === undefined || provider.root === root) &&
      hasTraits(provider, traits) &&
      isMember(provider, memberOf) &&
      !notMemberOf.some((id) => provider.aggregates.includes(id)) &&
      hasRoomFor(provider, wanted),
  );
}
