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

const rowOf = ({ transcript, name }: { transcript: string; name: string }, layer: string): string => `${transcript}: ${name}: ${layer}`;

/** Where differences and their rows do not agree: rows that do not differ (of transcripts that were played), differences without a row. */
export function unexplained(listed: readonly KnownDifference[], judged: readonly Judged[]): string[] {
  const played = new Set(judged.map(({ transcript }) => transcript));
  const of = (group: readonly Judged[]) => new Set(group.flatMap((exchange) => Object.keys(exchange.difference).map((layer) => rowOf(exchange, layer))));
  const rows = new Set(listed.filter(({ transcript }) => played.has(transcript)).map((row) => rowOf(row, row.layer)));
  return [
    ...without(rows, of(judged)).map((row) => `${row} is listed in differences.yaml but does not differ`),
    ...without(of(judged.filter(({ standing }) => standing === 'emulated')), rows).map((row) => `${row} differs; differences.yaml does not say why`),
  ];
}
const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] => [...some].filter((one) => !others.has(one));
