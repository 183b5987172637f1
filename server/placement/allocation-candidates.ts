/**
 * Who could hold what is asked for, and from whom. https://docs.openstack.org/api-ref/placement/#allocation-candidates
 * Follows `placement/handlers/allocation_candidate.py`, `placement/objects/allocation_candidate.py`.
 */
import { allocationCandidates as table } from '../../contracts/placement/allocation-candidates.ts';
import { type Microversion, within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { checkClasses } from './allocations.ts';
import { refused } from './faults.ts';
import { shown } from './fresh.ts';
import { search } from './candidate-search.ts';
import type { Candidate } from './group-candidates.ts';
import { type Amounts, type Provider, allProviders, capacityOf } from './providers.ts';
import { Trees } from './provider-trees.ts';
import { queryOf } from './read.ts';
import { type Whole, type Wish, wishOf } from './request-groups.ts';
import { candidateFilters } from './schemas.ts';
import { knownTraits } from './traits.ts';

export const allocationCandidateHandlers = implement(table, {
  async list(request) {
    const wish = wishOf(queryOf(request, candidateFilters), request.version);
    await checkNames(request, wish);
    const trees = new Trees(await allProviders(request));
    const { found, summarised } = narrowed(request.version, trees, wish.whole, search(wish, trees));
    const requested = new Set(wish.groups.flatMap(({ resources }) => Object.keys(resources)));
    return shown(request, {
      allocation_requests: found.map((candidate) => view(request.version, candidate)),
      provider_summaries: Object.fromEntries(summarised.map((provider) => [provider.id, summary(request.version, provider, requested)])),
    });
  },
});

async function checkNames(request: Context, { groups, whole }: Wish): Promise<void> {
  const known = await knownTraits(request);
  const check = (traits: readonly string[]): void => {
    const unknown = traits.find((trait) => !known.has(trait));
    if (unknown !== undefined) throw refused(`No such trait(s): ${unknown}.`);
  };
  check([...(whole.root?.required.flat() ?? []), ...(whole.root?.forbidden ?? [])]);
  for (const { resources, required, forbidden } of groups) {
    await checkClasses(request, Object.keys(resources), (reason) => refused(`Invalid resource class in resources parameter: ${reason}`));
    check([...required.flat(), ...forbidden]);
  }
}

/** Before 1.29 nothing comes from two providers of one tree; the limit comes last. */
function narrowed(version: Microversion, trees: Trees, { limit }: Whole, found: Candidate[]): { found: Candidate[]; summarised: Provider[] } {
  const providersOf = (list: readonly Candidate[]): Provider[] => [...new Set(list.flatMap(({ pieces }) => pieces.map(({ provider }) => provider)))];
  const flat = trees.nested && !within(version, { since: '1.29' });
  const kept = flat ? found.filter((one) => providersOf([one]).length === new Set(providersOf([one]).map(({ root }) => root)).size) : found;
  const page = kept.slice(0, limit);
  const roots = new Set(providersOf(page).map(({ root }) => root));
  const used = new Set(providersOf(kept));
  return { found: page, summarised: trees.all.filter((provider) => roots.has(provider.root) && (!flat || used.has(provider))) };
}

function view(version: Microversion, { pieces, mappings }: Candidate) {
  const byProvider: Record<string, { resources: Amounts }> = {};
  for (const { provider, name, amount } of pieces) (byProvider[provider.id] ??= { resources: {} }).resources[name] = amount;
  const allocations = within(version, { since: '1.12' })
    ? byProvider
    : Object.entries(byProvider).map(([uuid, { resources }]) => ({ resource_provider: { uuid }, resources }));
  return { allocations, mappings: Object.fromEntries(Array.from(mappings, ([suffix, ids]) => [suffix, [...ids]])) };
}
/** Of all classes from 1.27 on, before only of those that were asked for. */
function summary(version: Microversion, { inventories, used, traits, parent, root }: Provider, requested: ReadonlySet<string>) {
  const classes = Object.entries(inventories).filter(([name]) => requested.has(name) || within(version, { since: '1.27' }));
  const resources = Object.fromEntries(classes.map(([name, inventory]) => [name, { capacity: Math.trunc(capacityOf(inventory)), used: used[name] ?? 0 }]));
  return { resources, traits, parent_provider_uuid: parent, root_provider_uuid: root };
}
