/** What makes a comparison fail. */
import { layers } from './compare.ts';
import type { Figure } from './figures.ts';
import type { Baseline, KnownDifference } from './recorded.ts';
import type { Judged } from './replay.ts';

/** Figures below the baseline, in words. */
export function dropped(baseline: Baseline, figures: ReadonlyMap<string, Figure>): string[] {
  return [...figures].flatMap(([name, row]) =>
    (['emulated', ...layers] as const)
      .filter((column) => row[column] < (baseline[name]?.[column] ?? 0))
      .map((column) => `${name}: ${column} dropped from ${baseline[name]?.[column]} to ${row[column]}`),
  );
}

type Place = Pick<Judged, 'transcript' | 'name'>;
const layersOf = (group: readonly (Place & { layers: readonly string[] })[]): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const { transcript, name, layers: some } of group) {
    const key = `${transcript}: ${name}`;
    found.set(key, [...(found.get(key) ?? []), ...some]);
  }
  return found;
};

/** Where differences and their rows do not agree: rows that do not differ (of transcripts that were played), differences without a row. */
export function unexplained(listed: readonly KnownDifference[], judged: readonly Judged[]): string[] {
  const played = new Set(judged.map(({ transcript }) => transcript));
  const rows = layersOf(listed.filter(({ transcript }) => played.has(transcript)).map((row) => ({ ...row, layers: [row.layer] })));
  const of = (group: readonly Judged[]) => layersOf(group.map((exchange) => ({ ...exchange, layers: Object.keys(exchange.difference) })));
  const differing = of(judged.filter(({ standing }) => standing === 'emulated'));
  return [
    ...without(rows, of(judged)).map((what) => `${what} is listed in differences.yaml but does not differ`),
    ...without(differing, rows).map((what) => `${what} differs; differences.yaml does not say why`),
  ];
}
/** What some have and the others have not, in words. */
const without = (some: ReadonlyMap<string, readonly string[]>, others: ReadonlyMap<string, readonly string[]>): string[] =>
  [...some].flatMap(([key, own]) => {
    const left = own.filter((layer) => !others.get(key)?.includes(layer));
    return left.length ? [`${key}: ${left.join(', ')}`] : [];
  });
