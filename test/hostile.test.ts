/** No request may crash the process or be answered with a 500: hostile input for every row of every table. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../client/index.ts';
import { editions, services, tables } from '../contracts/index.ts';
import { type Microversion, at, within } from '../contracts/microversion.ts';
import type { Operation } from '../contracts/operation.ts';
import type { Service } from '../contracts/service.ts';
import { type Cloud, createCloud } from '../server/cloud.ts';
import { extended, sample, spoilt } from './hostile/sample.ts';
import { bodies, keys, queries, segments, values } from './hostile/values.ts';
import { type Victims, victims } from './hostile/victims.ts';

const ORIGIN = 'http://virga.test';
let cloud: Cloud;
let token: string;
let known: Victims;
const bugs: string[] = [];

beforeAll(async () => {
  cloud = await createCloud({
    onBug: (error, { method, path }) => bugs.push(`${method} ${path.slice(0, 100)}: ${error instanceof Error ? error.stack : String(error)}`),
  });
  const auth = { auth_url: `${ORIGIN}/identity/v3`, username: 'admin', password: '000000', project_name: 'admin' };
  const admin = connect({ auth, fetch: cloud.fetch });
  token = await admin.token();
  known = await victims(admin);
});
afterAll(() => cloud.close());

type Body = string | Uint8Array<ArrayBuffer>;
interface Sent {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: Body;
}
/** What to send for a row. Nothing that would delete what the others need. */
function* requests(service: Service, row: Operation): Generator<Sent> {
  const root = `${ORIGIN}${service.prefix}${row.root ?? known.roots[service.root] ?? service.root}`;
  const version: Microversion = service.versions?.max ?? '1.0';
  const current = within(version, row) ? version : (row.until ?? version);
  const headers: Record<string, string> = service.versions ? { 'openstack-api-version': `${service.versions.type} ${current}` } : {};
  const fill = (segment: (name: string) => string): string => root + row.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => segment(name));
  const real = fill((name) => known.ids[name] ?? '11111111-2222-4333-8444-555555555555');
  const { method } = row;
  const schema = row.body && row.mediaType !== 'application/octet-stream' ? at(row.body, current) : undefined;
  const full = schema && sample(schema, { known: known.ids });
  const body = schema && (known.bodies[row.path] ?? sample(schema, { known: known.ids, spare: true }));
  const json = (content: unknown) => ({ headers: { ...headers, 'content-type': row.mediaType ?? 'application/json' }, body: JSON.stringify(content) });

  if (row.path.includes('{')) for (const segment of segments) yield { method, url: fill(() => segment), ...(body === undefined ? { headers } : json(body)) };
  let turn = row.path.length;
  if (method === 'GET') {
    for (const key of new Set([...queryKeys(row, current), ...keys])) {
      for (let round = 0; round < 5; round++) yield { method, url: `${real}?${key}=${queries[turn++ % queries.length]}`, headers };
      yield { method, url: `${real}?${key}=1&${key}=2&${key}`, headers };
    }
  } else if (method !== 'DELETE') for (const value of queries.slice(0, 5)) yield { method, url: `${real}?${keys[turn++ % keys.length]}=${value}`, headers };
  if (!['POST', 'PUT', 'PATCH'].includes(method)) return;
  for (const [contentType, content] of bodies) yield { method, url: real, headers: { ...headers, 'content-type': contentType }, body: content };
  if (body === undefined) return;
  const spoil = (): unknown => values[turn++ % values.length];
  for (const good of [body, full]) yield { method, url: real, ...json(good) };
  for (let round = 0; round < 3; round++) for (const other of spoilt(body, spoil)) yield { method, url: real, ...json(other) };
  for (const other of extended(body, full, spoil)) yield { method, url: real, ...json(other) };
  for (const other of spoilt(full, spoil)) yield { method, url: real, ...json(other) };
}
const queryKeys = (row: Operation, version: Microversion): string[] => {
  const schema = row.query && at(row.query, version);
  return schema && 'shape' in schema ? Object.keys(schema.shape as object) : [];
};

async function send({ method, url, headers = {}, body }: Sent): Promise<Response> {
  const plain = method === 'GET' || method === 'HEAD' || body === undefined;
  return cloud.fetch(new Request(url, { method, headers: { 'x-auth-token': token, ...headers }, ...(plain ? {} : { body }) }));
}

const nouns = (service: Service, contents: Record<string, Record<string, Operation>>, name: string) =>
  Object.entries(contents).map(([noun, table]) => ({ service, noun, table, name: `${name}.${noun}` }));
const all = [
  ...Object.values(services).flatMap((service) => nouns(service, tables[service.type] as Record<string, Record<string, Operation>>, service.type)),
  ...editions.flatMap((edition) => nouns(edition.service, edition.tables, `${edition.service.type} ${edition.service.root.slice(1)}`)),
];

describe.each(all)('$name', ({ service, table }) => {
  test.each(Object.entries(table))(
    '%s',
    async (_name, row) => {
      if (row.path.includes('{server_id}')) known.ids['server_id'] = await known.server();
      for (const request of requests(service, row)) {
        const { status, body } = await send(request);
        await body?.cancel();
        // a row may say that what it needs is out of service
        const meant = status === 501 || (status === 503 && row.errors?.includes(503));
        if (status >= 500 && !meant) bugs.push(`${status} ${request.method} ${request.url.slice(0, 200)} ${String(request.body ?? '').slice(0, 300)}`);
      }
      expect(bugs.splice(0)).toEqual([]);
      expect((await send({ method: 'GET', url: `${ORIGIN}/compute/v2.1/flavors` })).status).toBe(200);
    },
    60_000,
  );
});
