/** A thousand worlds in one process: what they take, and that nothing of them stays. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { controlled } from './world.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** In bytes. */
const kept = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const COUNT = 1000;

test('a thousand worlds of one seed take little, and leave nothing when they are deleted', { timeout: 120_000 }, async () => {
  const { ask, at, cloud, close } = await controlled();
  const round = async (): Promise<number> => {
    const before = kept();
    for (let n = 0; n < COUNT; n++) expect((await ask('POST', '/worlds/default/fork', { name: `job-${n}` })).status).toBe(201);
    // as many as are used, each by a client of its own
    for (let n = 0; n < COUNT; n += 10) await at(`job-${n}`).compute.flavors.create({ body: { flavor: { name: 'mine', ram: 64, vcpus: 1, disk: 1 } } });
    expect(cloud.worlds.list().filter(({ world }) => world)).toHaveLength(COUNT + 1);
    const each = (kept() - before) / COUNT;
    for (let n = 0; n < COUNT; n++) expect((await ask('DELETE', `/worlds/job-${n}`)).status).toBe(204);
    return each;
  };
  expect(await round()).toBeLessThan(300_000);
  const after = kept();
  expect(await round()).toBeLessThan(300_000);
  expect(kept() - after).toBeLessThan(2_000_000);
  await close();
});
