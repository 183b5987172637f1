/** What a real cloud answered: by attempt and answer the situations in which it did, each as its place in a list. */
import { readFileSync } from 'node:fs';

export const file = new URL('../../contracts/recorded/server-states.json', import.meta.url);
/** By situation and attempt. */
export type Answers = Record<string, Record<string, string>>;
interface Kept {
  situations: string[];
  attempts: Record<string, Record<string, number[]>>;
}

export function read(): Answers {
  const { situations, attempts } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const answers: Answers = Object.fromEntries(situations.map((situation) => [situation, {}]));
  for (const [attempt, kept] of Object.entries(attempts)) {
    for (const [answer, places] of Object.entries(kept)) {
      for (const place of places) {
        const situation = situations[place] ?? '';
        (answers[situation] ??= {})[attempt] = answer.replace(/\{(vm|task)_state\}$/, (_, which) => statesOf(situation)[which === 'vm' ? 0 : 1]);
      }
    }
  }
  return answers;
}
export function written(answers: Answers): string {
  const situations = Object.keys(answers);
  const attempts: Kept['attempts'] = {};
  for (const [place, situation] of situations.entries()) {
    const [vm_state, task_state] = statesOf(situation);
    for (const [attempt, said] of Object.entries(answers[situation] ?? {})) {
      const answer = said.replace(` vm_state ${vm_state}`, ' vm_state {vm_state}').replace(` task_state ${task_state}`, ' task_state {task_state}');
      ((attempts[attempt] ??= {})[answer] ??= []).push(place);
    }
  }
  return `${JSON.stringify({ situations, attempts } satisfies Kept, null, 2)}\n`;
}
/** A situation is called by its states, before anything else. */
function statesOf(situation: string): [vm_state: string, task_state: string] {
  const [vm_state = '', task_state = ''] = situation.split(', ');
  return [vm_state, task_state];
}
