/** What a real cloud answered: by attempt and answer the situations in which it did. */
import { readFileSync } from 'node:fs';

export const file = new URL('../../contracts/recorded/server-states.json', import.meta.url);
/** By situation and attempt. */
export type Answers = Record<string, Record<string, string>>;
type Kept = Record<string, Record<string, string[]>>;

export function read(): Answers {
  const answers: Answers = {};
  for (const [attempt, kept] of Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Kept)) {
    for (const [answer, situations] of Object.entries(kept)) for (const situation of situations) (answers[situation] ??= {})[attempt] = answer;
  }
  return answers;
}
export function written(answers: Answers): string {
  const kept: Kept = {};
  for (const [situation, said] of Object.entries(answers)) {
    for (const [attempt, answer] of Object.entries(said)) ((kept[attempt] ??= {})[answer] ??= []).push(situation);
  }
  return `${JSON.stringify(kept, null, 2)}\n`;
}
