/** What is measured, each in a process of its own: `node bench/server.ts hello` or `node bench/server.ts cloud`. Prints its port. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createCloud } from '../server/cloud.ts';

if (process.argv[2] === 'hello') {
  const app = new Hono().get('/', (c) => c.text('hello'));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port));
  process.on('SIGTERM', () => server.close());
} else {
  const cloud = await createCloud();
  const { port } = await cloud.listen({ port: 0 });
  console.log(port);
  process.on('SIGTERM', () => void cloud.close());
}
