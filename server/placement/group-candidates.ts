/** Who can serve one group of a request. `placement/objects/allocation_candidate.py`, `placement/objects/research_context.py` */
import { hasTraits, isMember } from './filters.ts';
import { type Provider, hasRoom } from './providers.ts';
import type { Trees } from './provider-trees.ts';
import type { Group } from './request-groups.ts';

/** So much of a class from a provider. */
export interface Piece {
  provider: Provider;
  name: string;
  amount: number;
}
/** One way to serve a group, or all groups: the tree it counts for, and which providers serve which group. */
export interface Candidate {
  anchor: string;
  pieces: Piece[];
  mappings: Map<string, Set<string>>;
}
/** Two are the same when they take the same from the same. */
export const identityOf = ({ pieces, mappings }: Candidate): string =>
  JSON.stringify([
    pieces.map(({ provider, name, amount }) => `${provider.id} ${name} ${amount}`).toSorted(),
    Array.from(mappings, ([suffix, ids]) => `${suffix} ${[...ids].toSorted().join(' ')}`).toSorted(),
  ]);
const distinct = (list: readonly Candidate[]): Candidate[] => [...new Map(list.map((candidate) => [identityOf(candidate), candidate])).values()];

/** @param anchors tops of trees that come into question; all, unless given */
export function candidatesOf(group: Group, trees: Trees, anchors?: ReadonlySet<string>): Candidate[] {
  const { inTree, memberOf, suffix, resources } = group;
  const root = inTree === undefined ? undefined : trees.byId.get(inTree)?.root;
  if (inTree !== undefined && root === undefined) return [];
  if (memberOf.length && !trees.all.some((provider) => isMember(provider, memberOf))) return [];
  const within = (provider: Provider): boolean => root === undefined || provider.root === root;
  const byClass = Object.entries(resources).map(
    ([name, amount]) => [name, trees.all.filter((provider) => within(provider) && hasRoom(provider, name, amount))] as const,
  );
  if (byClass.some(([, found]) => !found.length)) return [];
  if (suffix === '' && (trees.sharing.length || trees.nested)) return fromTrees(group, trees, byClass, anchors, root !== undefined);
  return fromOne(group, trees, byClass, anchors);
}
type ByClass = readonly (readonly [name: string, found: readonly Provider[]])[];

/** From a provider that has it all. */
function fromOne(group: Group, trees: Trees, byClass: ByClass, anchors: ReadonlySet<string> | undefined): Candidate[] {
  const { memberOf, notMemberOf, suffix, resources } = group;
  const good = trees.all.filter(
    (provider) =>
      byClass.every(([, found]) => found.includes(provider)) &&
      hasTraits(provider, group) &&
      isMember(provider, memberOf) &&
      !(notMemberOf.length && isMember(provider, [notMemberOf])),
  );
  return good.flatMap((provider) => {
    const pieces = Object.entries(resources).map(([name, amount]) => ({ provider, name, amount }));
    const others = trees.shares(provider) ? trees.anchorsOf(provider).filter((id) => id !== provider.root) : [];
    return [provider.root, ...others]
      .filter((anchor) => !anchors || anchors.has(anchor))
      .map((anchor) => ({ anchor, pieces, mappings: new Map([[suffix, new Set([provider.id])]]) }));
  });
}

/** From any providers of one tree, and from those that share with it. */
function fromTrees(group: Group, trees: Trees, byClass: ByClass, anchors: ReadonlySet<string> | undefined, oneTree: boolean): Candidate[] {
  const { memberOf, notMemberOf, required, forbidden, suffix, resources } = group;
  const isIn = (ids: readonly (readonly string[])[], ...those: (Provider | undefined)[]): boolean => those.some((one) => one && isMember(one, ids));
  /** By top of the tree. */
  const offers = byClass.map(([name, found]) => {
    const sharing = oneTree ? [] : found.filter((provider) => trees.shares(provider) && isMember(provider, memberOf));
    const pairs = [
      ...found.map((provider) => [provider.root, provider] as const),
      ...sharing.flatMap((provider) => trees.anchorsOf(provider).map((anchor) => [anchor, provider] as const)),
    ].filter(
      ([anchor, provider]) =>
        (!anchors || anchors.has(anchor)) &&
        (!memberOf.length || isIn(memberOf, provider, trees.byId.get(anchor))) &&
        !(notMemberOf.length && isIn([notMemberOf], provider, trees.byId.get(anchor))),
    );
    return [name, Map.groupBy(pairs, ([anchor]) => anchor)] as const;
  });
  const tops = [...(offers[0]?.[1].keys() ?? [])].filter((anchor) => offers.every(([, byTop]) => byTop.has(anchor)));
  const candidates = tops.flatMap((anchor) => {
    const choices = offers.map(([name, byTop]) =>
      [...new Set(byTop.get(anchor)?.map(([, provider]) => provider))].map((provider) => ({ provider, name, amount: resources[name] ?? 0 })),
    );
    return product(choices)
      .filter((pieces) => suits(pieces, required, forbidden))
      .map((pieces) => ({ anchor, pieces, mappings: new Map([[suffix, new Set(pieces.map(({ provider }) => provider.id))]]) }));
  });
  return distinct(candidates);
}
/** What is required may come from any of them, what is forbidden from none. */
function suits(pieces: readonly Piece[], required: readonly string[][], forbidden: readonly string[]): boolean {
  const traits = new Set(pieces.flatMap(({ provider }) => provider.traits));
  return required.every((any) => any.some((trait) => traits.has(trait))) && !forbidden.some((trait) => traits.has(trait));
}

/** Every way to take one of each. */
export const product = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((ways, list) => ways.flatMap((way) => list.map((item) => [...way, item])), [[]]);
