/**
 * Replays what was once exchanged with a real cloud, from files of the form `[{ name, request, response }]`, and compares.
 * Runs on the files that VIRGA_EXCHANGES names (separated by commas, each called by its service: neutron.json), else is skipped.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { services } from '../../contracts/index.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import { compare } from './compare.ts';
import { normalise } from './normalise.ts';
import type { Answer } from './play.ts';
import { Variables } from './variables.ts';

interface Exchange {
  name: string;
  request: { method: string; path: string; headers: Record<string, string>; body?: unknown };
  response: { status: number; headers: [string, string][]; body: unknown };
}
/** What cannot be alike, for something was done in between that was not recorded. */
const MISSED: Record<string, readonly string[]> = {
  // a port of the subnet was deleted
  'neutron.json': ['subnet delete', 'network delete', 'network delete again'],
};
const files = (process.env['VIRGA_EXCHANGES'] ?? '').split(',').filter(Boolean);
/** Ids, and MAC addresses that the cloud has made up. */
const ID = /^[0-9a-f]{32}$|^fa:16:3e(:[0-9a-f]{2}){3}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
type Members = Record<string, unknown>;
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the ids of the recording are called on the emulator, learned from answers to the same request. */
class Twins {
  readonly real = new Variables();
  readonly ours = new Variables();
  #known = new Map<string, string>();

  learn(real: unknown, ours: unknown): void {
    if (isObject(real) && isObject(ours)) for (const key of Object.keys(real)) this.learn(real[key], ours[key]);
    else if (Array.isArray(real) && Array.isArray(ours)) this.#pair(real, ours);
    else if (typeof real === 'string' && typeof ours === 'string' && ID.test(real) && ID.test(ours) && !this.#known.has(real)) {
      const name = `id${this.#known.size}`;
      this.#known.set(real, ours);
      this.real.keep(name, real);
      this.ours.keep(name, ours);
    }
  }
  /** Things of the same name; of a list of ids, the only one. */
  #pair(real: readonly unknown[], ours: readonly unknown[]): void {
    if (real.length === 1 && ours.length === 1) return this.learn(real[0], ours[0]);
    for (const item of real) {
      const same = isObject(item) && item['name'] ? ours.filter((other) => isObject(other) && other['name'] === item['name']) : [];
      if (same.length === 1) this.learn(item, same[0]);
    }
  }
  translate(text: string): string {
    let result = text;
    for (const [real, ours] of this.#known) result = result.replaceAll(real, ours);
    return result;
  }
}

async function ask(origin: string, { method, path, headers, body }: Exchange['request'], tokens: Record<string, string>, twins: Twins): Promise<Answer> {
  const sent = new Headers(headers);
  const [, who] = /^<token of (\w+)>$/.exec(sent.get('x-auth-token') ?? '') ?? [];
  if (who !== undefined) sent.set('x-auth-token', tokens[who] ?? '');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = { method, headers: sent, ...(body !== undefined && body !== null && { body: twins.translate(text) }) };
  const response = await fetch(origin + twins.translate(path), init);
  const answer = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(answer) };
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text || null;
  }
}
async function tokensOf(origin: string): Promise<Record<string, string>> {
  const tokens: Record<string, string> = {};
  for (const name of ['admin', 'demo']) {
    const domain = { id: 'default' };
    const user = { name, domain, password: '000000' };
    const body = { auth: { identity: { methods: ['password'], password: { user } }, scope: { project: { name, domain } } } };
    const response = await fetch(`${origin}/v3/auth/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    tokens[name] = response.headers.get('x-subject-token') ?? '';
  }
  return tokens;
}
async function originsOf(cloud: Cloud): Promise<Record<string, string>> {
  const { ports } = await cloud.listen({ ports: Object.fromEntries(Object.values(services).map(({ type }) => [type, 0])) });
  return Object.fromEntries(Object.entries(ports).map(([type, port]) => [type, `http://127.0.0.1:${port}`]));
}

test.skipIf(!files.length).each(files)('%s is answered alike', { timeout: 120_000 }, async (file) => {
  const service = Object.values(services).find(({ name }) => name === basename(file, '.json'));
  expect(service, `${file} is called like no service`).toBeDefined();
  const { type = '' as never } = service ?? {};
  const there = { origins: Object.fromEntries(Object.values(services).map((one) => [one.type, `http://127.0.0.1:${one.port}`])) };
  // with these ids chance falls as it did there, e.g. which subnet a port gets its address from
  const cloud = await createCloud({ ids: 'a' });
  const origins = await originsOf(cloud);
  const tokens = await tokensOf(origins['identity'] ?? '');
  const twins = new Twins();
  const exchanges = JSON.parse(readFileSync(file, 'utf8')) as Exchange[];
  const differing: string[] = [];
  const elsewhere: string[] = [];
  for (const { name, request, response } of exchanges) {
    const ours = await ask(origins[type] ?? '', request, tokens, twins);
    const real = {
      status: response.status,
      headers: Object.fromEntries(response.headers.map(([key, value]) => [key.toLowerCase(), value])),
      body: typeof response.body === 'string' ? parsed(response.body) : response.body,
    };
    twins.learn(real.body, ours.body);
    const difference = compare(normalise(real, there, twins.real), normalise(ours, { origins }, twins.ours), request.method);
    // which values there are may hang on what else the recorded cloud had
    for (const [layer, what] of Object.entries(difference))
      (layer === 'values' ? elsewhere : differing).push(`${name}: ${request.method} ${request.path}: ${layer}: ${what}`);
  }
  await cloud.close();
  const unlike = new Set([...differing, ...elsewhere].map((line) => line.split(': ')[0]));
  console.log([`${basename(file)}: ${exchanges.length - unlike.size} of ${exchanges.length} exchanges are alike`, ...elsewhere].join('\n'));
  const missed = MISSED[basename(file)] ?? [];
  expect(differing.filter((line) => !missed.includes(line.split(': ')[0] ?? ''))).toEqual([]);
});

test.skipIf(files.length > 0)('recordings are replayed where VIRGA_EXCHANGES names some', (context) => context.skip('VIRGA_EXCHANGES names none'));
