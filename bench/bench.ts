/**
 * Requests per second, as ratios to a bare Hono hello measured in the same run, in turns, so that a noisy machine is noisy to both.
 * `npm run bench`; the goals are in the last column.
 */
import autocannon from 'autocannon';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Load, prepare } from './loads.ts';

const ROUNDS = 5;
const SECONDS = 2;
const CONNECTIONS = 16;

const [hello, cloud] = await Promise.all([start('hello'), start('cloud')]);
try {
  const { loads, token } = await prepare(cloud.url);
  console.log(`${'request'.padEnd(28)}${'req/s'.padStart(9)}${'hello'.padStart(9)}${'ratio'.padStart(8)}${'goal'.padStart(7)}`);
  for (const load of loads) {
    const pairs: [ours: number, theirs: number][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await rate(cloud.url, load, token);
      pairs.push([ours, await rate(hello.url, { name: 'hello', goal: undefined, path: '/' }, token)]);
    }
    const columns = [median(pairs.map(([ours]) => ours)).toFixed(0), median(pairs.map(([, theirs]) => theirs)).toFixed(0)];
    const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
    console.log(
      load.name.padEnd(28) + columns.map((text) => text.padStart(9)).join('') + ratio.toFixed(2).padStart(8) + (load.goal?.toFixed(2) ?? '-').padStart(7),
    );
  }
} finally {
  hello.child.kill('SIGTERM');
  cloud.child.kill('SIGTERM');
}
await coldStart();

async function start(what: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('server.ts', import.meta.url)), what], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { url: `http://127.0.0.1:${port}`, child };
}

async function rate(url: string, { name, path, method = 'GET', body }: Load, token: string): Promise<number> {
  const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/json', 'OpenStack-API-Version': 'compute 2.37' };
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  const result = await autocannon({ url: url + path, method, headers, connections: CONNECTIONS, duration: SECONDS, ...payload });
  if (result.non2xx || result.errors) throw new Error(`${name}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}

/** From nothing to the first token, against a whole `node -e 0`. */
async function coldStart(): Promise<void> {
  const script = fileURLToPath(new URL('first-token.js', import.meta.url));
  const bare: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < 7; round++) {
    const begin = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    bare.push(performance.now() - begin);
    const started = performance.now();
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(createInterface(child.stdout), 'line');
    first.push(performance.now() - started);
    await once(child, 'exit');
  }
  const goal = 4 * median(bare) + 300;
  console.log(`\nnode -e 0: ${median(bare).toFixed(0)} ms; cold start to the first token: ${median(first).toFixed(0)} ms; goal: ${goal.toFixed(0)} ms`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
