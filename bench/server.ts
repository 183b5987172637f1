/** What is measured, each in a process of its own: `node bench/server.ts hello` or `node bench/server.ts cloud`. Prints its port. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { parse, stringify } from 'yaml';
import { createCloud } from '../server/cloud.ts';
import { defaultSeed } from '../server/seed.ts';

if (process.argv[2] === 'hello') {
  const app = new Hono().get('/', (c) => c.text('hello'));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port));
  process.on('SIGTERM', () => server.close());
} else {
  // room for every server that is asked for: a refusal is another thing than a server
  const seed = parse(defaultSeed()) as { compute: { hosts: object[] } };
  seed.compute.hosts = ['bench-1', 'bench-2'].map((name) => ({ name, vcpus: 1e6, memory_mb: 1e9, local_gb: 1e9 }));
  const cloud = await createCloud({ seed: stringify(seed) });
  const { port } = await cloud.listen({ port: 0 });
  console.log(port);
  process.on('SIGTERM', () => void cloud.close());
}
