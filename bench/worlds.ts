/** A thousand worlds forked from one seed in one process: time and memory a world, and what is left when they are deleted. `node --expose-gc bench/worlds.ts` */
import { createCloud } from '../server/cloud.ts';

const COUNT = 1000;
const cloud = await createCloud();
const kept = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const percentile = (sorted: readonly number[], share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
const timed = async (work: (name: string) => Promise<unknown>): Promise<string> => {
  const times: number[] = [];
  for (let n = 0; n < COUNT; n++) {
    const start = performance.now();
    await work(`job-${n}`);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return `median ${percentile(times, 0.5)} ms, 99th percentile ${percentile(times, 0.99)} ms`;
};
const ask = async (method: string, path: string, body?: object): Promise<void> => {
  const sent = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
  const { status } = await cloud.fetch(new Request(`http://virga.test${path}`, { method, ...sent }));
  if (status >= 300) throw new Error(`${method} ${path}: ${status}`);
};
const user = { name: 'admin', password: '000000', domain: { id: 'default' } };
const login = { auth: { identity: { methods: ['password'], password: { user } }, scope: { project: { name: 'admin', domain: { id: 'default' } } } } };

if (!globalThis.gc) throw new Error('run with node --expose-gc');
await ask('POST', '/identity/v3/auth/tokens', login);
const [heap, { rss }] = [kept(), process.memoryUsage()];
const each = (): string =>
  `${((kept() - heap) / COUNT / 1000).toFixed(0)} kB of heap, ${((process.memoryUsage().rss - rss) / COUNT / 1000).toFixed(0)} kB of RSS a world`;
// what the first round leaves behind is compiled code; a leak would grow
for (let round = 1; round <= 3; round++) {
  console.log(`fork    ${await timed((name) => ask('POST', '/_virga/worlds/default/fork', { name }))}; ${each()}`);
  console.log(`log in  ${await timed((name) => ask('POST', `/worlds/${name}/identity/v3/auth/tokens`, login))}; ${each()}`);
  console.log(`delete  ${await timed((name) => ask('DELETE', `/_virga/worlds/${name}`))}; ${((kept() - heap) / 1e6).toFixed(1)} MB left of all`);
}
await cloud.close();
