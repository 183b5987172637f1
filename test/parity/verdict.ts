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

/** Rows of differences that do not differ, of the transcripts that were played. */
export function stale(listed: readonly KnownDifference[], judged: readonly Judged[]): string[] {
  const played = new Set(judged.map(({ transcript }) => transcript));
  const differs = new Set(judged.flatMap(({ transcript, name, difference }) => Object.keys(difference).map((layer) => `${transcript}: ${name}: ${layer}`)));
  return listed
    .filter(({ transcript }) => played.has(transcript))
    .map(({ transcript, name, layer }) => `${transcript}: ${name}: ${layer}`)
    .filter((row) => !differs.has(row))
    .map((row) => `${row} is listed in differences.yaml but does not differ`);
}
