/** Every request that a server's state may refuse, in every state that its life cycle leads to, as a real cloud answered. */
import { expect, test } from 'vitest';
import { differences } from './states/differences.ts';
import { read } from './states/recorded.ts';
import { walk } from './states/walk.ts';

test('every attempt in every situation is answered as by a real cloud', { timeout: 600_000 }, async () => {
  const [real, ours] = [read(), await walk()];
  expect([...ours.keys()].toSorted(), 'situations: record them with `node test/states/record.ts`').toEqual(Object.keys(real).toSorted());
  const found: string[] = [];
  const used = new Set<(typeof differences)[number]>();
  let pairs = 0;
  for (const [situation, { answers }] of ours) {
    for (const [attempt, answer] of Object.entries(answers)) {
      pairs += 1;
      const theirs = real[situation]?.[attempt] ?? 'not recorded';
      if (answer === theirs) continue;
      const row = differences.find((known) => (known.attempts?.includes(attempt) ?? true) && known.real.test(theirs) && known.ours.test(answer));
      if (row) used.add(row);
      found.push(`${row ? 'known' : 'NEW'} ${situation}: ${attempt}: ${theirs} | ${answer}`);
    }
  }
  console.log(`${pairs - found.length} of ${pairs} answers are equal, in ${ours.size} situations`);
  expect(found.filter((line) => line.startsWith('NEW'))).toEqual([]);
  expect(differences.filter((row) => !used.has(row))).toEqual([]);
});
