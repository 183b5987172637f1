/**
 * Ten thousand servers on a hundred hosts: what a page of a thousand in detail costs at the start and at the end, and how many servers are made a second.
 * `node bench/hosts.ts`; the goal is a ratio of 1.3.
 */
import { parse, stringify } from 'yaml';
import { connect } from '../client/index.ts';
import { createCloud } from '../server/cloud.ts';
import { defaultSeed } from '../server/seed.ts';

const SERVERS = 10_000;
const PAGE = 1000;
const ROUNDS = 9;
const GOAL = 1.3;

const seed = parse(defaultSeed()) as { compute: { hosts: object[] } };
seed.compute.hosts = [{ name: 'bench-{n}', count: 100, vcpus: 64, memory_mb: 262_144, local_gb: 4000 }];
const cloud = await createCloud({ seed: stringify(seed) });
const names = { username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
const { compute, image, whoami } = connect({ auth: { auth_url: 'http://cloud/identity/v3', ...names }, fetch: cloud.fetch });
const project = (await whoami()).project?.id;
await compute.request('PUT', `/os-quota-sets/${project}`, { json: { quota_set: { instances: -1, cores: -1, ram: -1 } } });
const { images } = (await image.request('GET', '/images')).json as { images: { id: string }[] };
const server = { name: 'bench', flavorRef: '1', imageRef: images[0]?.id, networks: 'none' };

async function make(count: number): Promise<void> {
  for (let made = 0; made < count; made++) {
    const { status, text } = await compute.at('2.37').request('POST', '/servers', { json: { server } });
    if (status !== 202) throw new Error(`a server was refused: ${text}`);
  }
}
/** The median of some pages, in milliseconds. */
async function page(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const { json } = await compute.request('GET', `/servers/detail?limit=${PAGE}`);
    times.push(performance.now() - start);
    const { servers } = json as { servers: { status: string }[] };
    if (servers.length !== PAGE || servers.some(({ status }) => status !== 'ACTIVE')) throw new Error('not a page of servers that run');
  }
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
}

await make(PAGE);
// once to warm up
await page();
const before = await page();
const start = performance.now();
await make(SERVERS - PAGE);
const seconds = (performance.now() - start) / 1000;
const after = await page();
const { hypervisors } = (await compute.at('2.87').hypervisors.listDetail()) as { hypervisors: { running_vms?: number }[] };
const counts = hypervisors.map(({ running_vms = 0 }) => running_vms);
console.log(
  `page of ${PAGE} with ${PAGE} servers ${before.toFixed(1)} ms, with ${SERVERS} ${after.toFixed(1)} ms: ratio ${(after / before).toFixed(2)} (goal ${GOAL})`,
);
console.log(`${((SERVERS - PAGE) / seconds).toFixed(0)} servers a second; ${Math.min(...counts)} to ${Math.max(...counts)} on a host`);
await cloud.close();
process.exitCode = after / before > GOAL ? 1 : 0;
