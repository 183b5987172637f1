/** What a real cloud answered to the transcripts, normalised. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Layer, layers } from './compare.ts';
import type { Answer } from './play.ts';

export const folder = new URL('../../contracts/recorded/', import.meta.url);

export interface Recorded extends Answer {
  name: string;
  service: string;
  request: string;
}
/** The answers to one transcript; none before it was first recorded. */
export function recorded(transcript: string): Recorded[] {
  const file = new URL(`${transcript}.json`, folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recorded[]) : [];
}

const Known = z.array(
  z.strictObject({ transcript: z.string(), name: z.string(), layer: z.union([z.enum(layers), z.array(z.enum(layers)).min(1)]), reason: z.string().min(10) }),
);
export interface KnownDifference {
  transcript: string;
  name: string;
  layer: Layer;
  reason: string;
}
/** Differences that stay, with the reason. */
export function known(): KnownDifference[] {
  const rows = Known.parse(parse(readFileSync(new URL('differences.yaml', folder), 'utf8')) ?? []);
  return rows.flatMap(({ layer: differing, ...row }) => [differing].flat().map((layer) => ({ ...row, layer })));
}

/** Transcript > the figures below which a comparison fails. */
export type Baseline = Record<string, Record<Layer | 'emulated', number>>;
export const baselineFile = new URL('baseline.json', folder);
export const baseline = (): Baseline => (existsSync(baselineFile) ? (JSON.parse(readFileSync(baselineFile, 'utf8')) as Baseline) : {});
