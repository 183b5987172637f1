/** Answers worked out from identity rows, kept until one of those rows changes: every request of every service asks them. */
import type { Scope, World } from '../core/world.ts';

/** By question: what tells an answer from the others, as `roles/{user}/{project}`. */
type Answers = Map<string, unknown>;
const memories = new WeakMap<World, { changes: number; answers: Answers }>();
const MOST = 10_000;

/** The answers that hold; another map when a row has changed. */
async function answersIn({ world, rows }: Scope): Promise<Answers> {
  const changes = await rows.changes('identity');
  let memory = memories.get(world);
  if (memory?.changes !== changes || memory.answers.size >= MOST) memories.set(world, (memory = { changes, answers: new Map() }));
  return memory.answers;
}

/** The answer to a question, if it is known. */
export async function recall<T>(scope: Scope, question: string): Promise<T | undefined> {
  return (await answersIn(scope)).get(question) as T | undefined;
}

/** The answer to a question, worked out unless it is known. */
export async function remember<T>(scope: Scope, question: string, work: () => Promise<T>): Promise<T> {
  const answers = await answersIn(scope);
  if (answers.has(question)) return answers.get(question) as T;
  const answer = await work();
  // a change that came meanwhile has made the answer old
  if ((await answersIn(scope)) === answers) answers.set(question, answer);
  return answer;
}
