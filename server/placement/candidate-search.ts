/** Who could serve all groups of a request: Placement's clients ask, and Nova's scheduler. `placement/objects/allocation_candidate.py` (`_merge_candidates`) */
import { hasTraits } from './filters.ts';
import { type Candidate, type Piece, candidatesOf, identityOf, product } from './group-candidates.ts';
import { capacityOf } from './providers.ts';
import type { Trees } from './provider-trees.ts';
import type { Group, Whole, Wish } from './request-groups.ts';

/** Every way to serve all groups from one tree and those that share with it. */
export function search({ groups, whole }: Wish, trees: Trees): Candidate[] {
  const { root } = whole;
  const anchors = root && new Set(trees.all.filter((provider) => provider.parent === null && hasTraits(provider, root)).map(({ id }) => id));
  const byGroup = groups.map((group) => Map.groupBy(candidatesOf(group, trees, anchors), ({ anchor }) => anchor));
  const tops = [...(byGroup[0]?.keys() ?? [])].filter((anchor) => byGroup.every((byTop) => byTop.has(anchor)));
  const merged = tops.flatMap((anchor) =>
    product(byGroup.map((byTop) => byTop.get(anchor) ?? []))
      .filter((parts) => isolated(parts, groups, whole) && together(parts, whole, trees))
      .map((parts) => joined(anchor, parts))
      .filter(({ pieces }) => pieces.every(fits)),
  );
  return [...new Map(merged.map((candidate) => [identityOf(candidate), candidate])).values()];
}
/** With `group_policy=isolate`, no two groups with a suffix share a provider. */
function isolated(parts: readonly Candidate[], groups: readonly Group[], { isolate }: Whole): boolean {
  const granular = parts.filter((_part, n) => groups[n]?.suffix);
  return !isolate || new Set(granular.flatMap(({ mappings }) => [...mappings.values()].flatMap((ids) => [...ids]))).size === granular.length;
}
function together(parts: readonly Candidate[], { sameSubtrees }: Whole, trees: Trees): boolean {
  return sameSubtrees.every((suffixes) =>
    trees.inOneSubtree([...new Set(parts.flatMap(({ mappings }) => suffixes.flatMap((suffix) => [...(mappings.get(suffix) ?? [])])))]),
  );
}
/** What several groups take of the same class of the same provider adds up. */
function joined(anchor: string, parts: readonly Candidate[]): Candidate {
  const pieces = new Map<string, Piece>();
  const mappings: Candidate['mappings'] = new Map();
  for (const part of parts) {
    for (const piece of part.pieces) {
      const key = `${piece.provider.id} ${piece.name}`;
      pieces.set(key, { ...piece, amount: piece.amount + (pieces.get(key)?.amount ?? 0) });
    }
    for (const [suffix, ids] of part.mappings) mappings.set(suffix, new Set([...(mappings.get(suffix) ?? []), ...ids]));
  }
  return { anchor, pieces: [...pieces.values()], mappings };
}
function fits({ provider, name, amount }: Piece): boolean {
  const inventory = provider.inventories[name];
  return inventory !== undefined && (provider.used[name] ?? 0) + amount <= Math.trunc(capacityOf(inventory)) && amount <= inventory.max_unit;
}
