/** Answers worked out from identity rows, kept until one of those rows changes: every request of every service asks them. */
import type { Scope, World } from '../core/world.ts';

interface Memory {
  changes: number;
  answers: Map<string, unknown>;
}
const memories = new WeakMap<World, Memory>();
const MOST = 10_000;

/** @param question what tells the answer from others: `roles/{user}/{project}` */
export async function remember<T>({ world, rows }: Scope, question: string, work: () => Promise<T>): Promise<T> {
  const changes = await rows.changes('identity');
  let memory = memories.get(world);
  if (memory?.changes !== changes || memory.answers.size >= MOST) memories.set(world, (memory = { changes, answers: new Map() }));
  if (memory.answers.has(question)) return memory.answers.get(question) as T;
  const answer = await work();
  // a change that came meanwhile has made the answer old
  if ((await rows.changes('identity')) === changes) memory.answers.set(question, answer);
  return answer;
}
