/** What a real cloud answered to the transcripts, normalised. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { layers } from './compare.ts';
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

const Known = z.array(z.strictObject({ transcript: z.string(), name: z.string(), layer: z.enum(layers), reason: z.string().min(10) }));
/** Differences that stay, with the reason. */
export const known = (): z.output<typeof Known> => Known.parse(parse(readFileSync(new URL('differences.yaml', folder), 'utf8')) ?? []);
