/** What a query for allocation candidates asks for, in groups that are told apart by a suffix. `placement/lib.py` */
import { isUuidLike } from '../../contracts/json-schema.ts';
import { type Microversion, within } from '../../contracts/microversion.ts';
import { repr } from '../core/python.ts';
import { BAD_VALUE, refused } from './faults.ts';
import { type AggregateFilter, type TraitFilter, aggregateFilter, resourcesFrom, traitFilter, traitsFrom } from './filters.ts';
import type { Amounts } from './providers.ts';
import type { Query } from './read.ts';

/** The group without a suffix may be served by several providers of a tree, the others each by one. */
export interface Group extends TraitFilter, AggregateFilter {
  suffix: string;
  resources: Amounts;
  inTree?: string;
}
/** What holds for the request as a whole. */
export interface Whole {
  limit?: number;
  isolate: boolean;
  /** Asked of the tops of trees. */
  root?: TraitFilter;
  /** Suffixes of groups whose providers are to be below one of them. */
  sameSubtrees: string[][];
}
export interface Wish {
  groups: Group[];
  whole: Whole;
}

const NUMBERED = /^(resources|required|member_of|in_tree)([1-9][0-9]*)?$/;
const NAMED = /^(resources|required|member_of|in_tree)([a-zA-Z0-9_-]{1,64})?$/;
const empty = (suffix: string): Group => ({ suffix, resources: {}, required: [], forbidden: [], memberOf: [], notMemberOf: [] });

/** Throws 400. */
export function wishOf(query: Query, version: Microversion): Wish {
  const whole = wholeOf(query);
  const groups = groupsOf(query, version);
  const subtrees = within(version, { since: '1.36' });
  if (subtrees) checkSubtrees(groups, whole.sameSubtrees);
  else checkOrphans(groups);
  if (within(version, { since: '1.22' })) checkContradictions(groups);
  const granular = groups.filter(({ suffix }) => suffix);
  if (query.get('group_policy') === undefined && granular.length > 1) {
    throw refused('The "group_policy" parameter is required when specifying more than one "resources{N}" parameter.');
  }
  return { groups, whole };
}

function wholeOf(query: Query): Whole {
  const [limit] = query.all('limit');
  const roots = query.all('root_required');
  const [root] = roots;
  if (roots.length > 1) throw refused("Query parameter 'root_required' may be specified only once.", 'placement.query.duplicate_key');
  const traits = root === undefined ? undefined : traitsFrom(root, { negated: true, any: false });
  const both = traits?.forbidden.filter((trait) => traits.required.flat().includes(trait)) ?? [];
  if (both.length) throw refused(`Conflicting required and forbidden traits found in root_required: ${both.join(', ')}`, BAD_VALUE);
  const sameSubtrees = query.all('same_subtree').map((value) => [...new Set(value.split(',').map((part) => part.trim()))]);
  if (sameSubtrees.some((suffixes) => suffixes.includes(''))) {
    throw refused('Empty string (unsuffixed group) can not be specified in `same_subtree` ', BAD_VALUE);
  }
  return { isolate: query.all('group_policy')[0] === 'isolate', sameSubtrees, ...(limit && { limit: Number(limit) }), ...(traits && { root: traits }) };
}

function groupsOf(query: Query, version: Microversion): Group[] {
  const pattern = within(version, { since: '1.33' }) ? NAMED : NUMBERED;
  const groups = new Map<string, Group>();
  for (const [key, value] of query.pairs()) {
    const [, kind, suffix = ''] = pattern.exec(key) ?? [];
    if (kind === undefined) continue;
    const group = groups.get(suffix) ?? empty(suffix);
    groups.set(suffix, group);
    if (kind === 'resources') group.resources = resourcesFrom(value);
    else if (kind === 'required') Object.assign(group, traitFilter(query, version, suffix));
    else if (kind === 'member_of') Object.assign(group, aggregateFilter(query, version, suffix));
    else group.inTree = treeFrom(value);
  }
  return [...groups.values()];
}
function treeFrom(value: string): string {
  if (isUuidLike(value.trim())) return value.trim();
  throw refused(`Invalid query string parameters: Expected 'in_tree' parameter to be a format of uuid. Got: ${value}`);
}

const asksNothing = ({ resources }: Group): boolean => Object.keys(resources).length === 0;
function checkSubtrees(groups: readonly Group[], sameSubtrees: readonly string[][]): void {
  const suffixes = groups.map(({ suffix }) => suffix);
  const without = groups.filter(asksNothing).map(({ suffix }) => suffix);
  const named = [...new Set(sameSubtrees.flat())];
  if (without.length === groups.length) {
    throw refused('There must be at least one resources or resources[$S] parameter.', 'placement.query.missing_value');
  }
  const lost = without.filter((suffix) => !named.includes(suffix));
  if (lost.length) {
    throw refused(`Resourceless suffixed group request should be specified in \`same_subtree\` query param: bad group(s) - ${repr(lost)}.`, BAD_VALUE);
  }
  const unreal = named.filter((suffix) => !suffixes.includes(suffix));
  if (unreal.length) throw refused(`Real suffixes should be specified in \`same_subtree\`: ${repr(unreal)} not found in ${repr(suffixes)}.`, BAD_VALUE);
}
function checkOrphans(groups: readonly Group[]): void {
  const orphans = groups.filter(asksNothing);
  const list = (prefix: string, those: Group[]): string => those.map(({ suffix }) => prefix + suffix).join(', ');
  const traits = orphans.filter(({ required }) => required.length);
  if (traits.length) {
    throw refused(`All traits parameters must be associated with resources.  Found the following orphaned traits keys: ${list('required', traits)}`);
  }
  const members = orphans.filter(({ memberOf, notMemberOf }) => memberOf.length || notMemberOf.length);
  if (members.length) {
    throw refused(`All member_of parameters must be associated with resources. Found the following orphaned member_of keys: ${list('member_of', members)}`);
  }
  if (orphans.length) throw refused('All request groups must specify resources.');
  if (!groups.length) throw refused('At least one request group (`resources` or `resources{$S}`) is required.');
}
function checkContradictions(groups: readonly Group[]): void {
  const found = groups.flatMap(({ suffix, required, forbidden }) =>
    required.filter((any) => any.every((trait) => forbidden.includes(trait))).map((any) => `required${suffix}: (${any.toSorted().join(', ')})`),
  );
  if (found.length) throw refused(`Conflicting required and forbidden traits found in the following traits keys: ${found.toSorted().join(', ')}`);
}
