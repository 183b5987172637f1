/**
 * Replays what was once exchanged with a real cloud, from files of the form `[{ name, request, response }]`, and compares.
 * Runs on the files that VIRGA_EXCHANGES names (separated by commas, each called by its service: neutron.json), else is skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { connect } from '../../client/index.ts';
import { services } from '../../contracts/index.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import { defaultSeed } from '../../server/seed.ts';
import { logIn } from '../identity/cloud.ts';
import { compare, layers } from './compare.ts';
import { reasons } from './exchange-reasons.ts';
import { normalise } from './normalise.ts';
import type { Answer } from './play.ts';
import { Twins } from './twins.ts';
import { Variables } from './variables.ts';

interface Exchange {
  name: string;
  request: { method: string; path: string; headers: Record<string, string>; body?: unknown };
  /** `trimmed` where the file has the body cut short. */
  response: { status: number; headers: [string, string][]; body?: unknown; trimmed?: unknown };
}
const files = (process.env['VIRGA_EXCHANGES'] ?? '').split(',').filter(Boolean);

/** Who logs in for a token that a file names. */
const LOG_INS: Record<string, object> = {
  admin: logIn('admin', '000000', 'admin'),
  'admin-unscoped': logIn('admin', '000000'),
  demo: logIn('demo', '000000', 'demo'),
  'to be revoked': logIn('admin', '000000', 'admin'),
  'rec-user on rec-project-min': logIn('rec-user', 'newsecret2', 'rec-project-min'),
};
/** What the recordings of the other services say of which id is which. */
const COMMON = /^\/v[\d.]+\/(?:auth\/tokens|users|roles|domains|images|networks|subnets|ports|security-groups)$/;
const tells = ({ request: { method, path }, response: { status } }: Exchange): boolean =>
  COMMON.test(path) && ((method === 'GET' && status === 200) || (method === 'POST' && status === 201 && path.endsWith('/tokens')));

const originOf = (port: number | undefined): string => `http://127.0.0.1:${port}`;
const THEIRS = Object.fromEntries(Object.values(services).map(({ type, port }) => [type, originOf(port)]));

class Replay {
  #origins: Record<string, string>;
  #tokens = new Map<string, string>();
  #twins = new Twins();
  constructor(origins: Record<string, string>) {
    this.#origins = origins;
  }

  /** Asks ours what they were asked, and learns from the two answers. */
  async ask(service: string, { name, request, response }: Exchange): Promise<Answer> {
    const headers: Record<string, string> = {};
    for (const [key, value] of Object.entries(request.headers)) headers[key] = await this.#filled(value);
    const { body } = request;
    const text =
      body === undefined || body === null ? undefined : await this.#filled(this.#twins.translate(typeof body === 'string' ? body : JSON.stringify(body)));
    const ours = await exchange(this.#origins[service] + this.#twins.translate(request.path), request.method, headers, text);
    this.#twins.learn(response.body, ours.body);
    if (name.startsWith('token for user without any role')) this.#tokens.set('rec-user', ours.headers['x-subject-token'] ?? '');
    return ours;
  }
  /** @returns what differs, by layer */
  async compare(service: string, recorded: Exchange): Promise<object> {
    const ours = await this.ask(service, recorded);
    const { request, response } = recorded;
    const plain = (answer: Answer, origins: Record<string, string>): Answer => normalise(answer, { origins }, new Variables());
    const theirs = {
      status: response.status,
      headers: joined(response.headers),
      body: typeof response.body === 'string' ? parsed(response.body) : (response.body ?? null),
    };
    const found = response.trimmed === undefined ? compare(plain(theirs, THEIRS), plain(ours, this.#origins), `${request.method} ${request.path}`) : {};
    return found;
  }
  async #filled(text: string): Promise<string> {
    let result = text;
    for (const [whole, name = ''] of text.matchAll(/<token (?:of )?([^>]*)>/g)) result = result.replace(whole, await this.#token(name));
    return result;
  }
  async #token(name: string): Promise<string> {
    const known = this.#tokens.get(name);
    if (known !== undefined) return known;
    const { headers } = await exchange(
      `${this.#origins['identity']}/v3/auth/tokens`,
      'POST',
      { 'content-type': 'application/json' },
      JSON.stringify(LOG_INS[name]),
    );
    const token = headers['x-subject-token'] ?? '';
    this.#tokens.set(name, token);
    return token;
  }
}

/** With node's own client, for a Host header is nobody else's to set. */
async function exchange(url: string, method: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = send(url, { method, headers }, (received) => {
      const parts: Buffer[] = [];
      received.on('data', (part: Buffer) => parts.push(part));
      received.on('end', () => {
        const fields = Object.entries(received.headers).map(([name, value]) => [name, String(value)]);
        resolve({ status: received.statusCode ?? 0, headers: Object.fromEntries(fields), body: parsed(Buffer.concat(parts).toString()) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text || null;
  }
}
/** A header that came twice, as one. */
function joined(headers: readonly [string, string][]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const text = value.replace(/<token[^>]*>/, '<token>');
    fields[key] = fields[key] === undefined ? text : `${fields[key]}, ${text}`;
  }
  return fields;
}
/** The member of the files of Keystone was called rec-demo. */
const read = (file: string): Exchange[] =>
  JSON.parse(
    readFileSync(file, 'utf8')
      .replaceAll('rec-demo', 'demo')
      .replaceAll(/(?<=token: )<token[^>]*>/g, '<token>'),
  ) as Exchange[];

const ADMIN = { username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
/** As large as the recorded one. With these ids chance falls as it did there, e.g. which subnet a port gets its address from. */
async function likeTheirs(): Promise<{ cloud: Cloud; origins: Record<string, string> }> {
  const seed = parse(defaultSeed()) as { compute: { hosts: object[] } };
  seed.compute.hosts = seed.compute.hosts.slice(0, 1).map((host) => ({ ...host, name: 'realcloud', memory_mb: 800_000 }));
  const cloud = await createCloud({ ids: 'a', seed: stringify(seed) });
  const { ports } = await cloud.listen({ ports: Object.fromEntries(Object.values(services).map(({ type }) => [type, 0])) });
  const { compute, whoami } = connect({ auth: { ...ADMIN, auth_url: `${originOf(ports.identity)}/v3` } });
  const { project } = await whoami();
  await compute.request('PUT', `/os-quota-sets/${project?.id}`, { json: { quota_set: { cores: 200, instances: 100, ram: 2_000_000_000 } } });
  return { cloud, origins: Object.fromEntries(Object.entries(ports).map(([type, port]) => [type, originOf(port)])) };
}

test.skipIf(!files.length).each(files)('%s is answered alike', { timeout: 300_000 }, async (file) => {
  const service = Object.values(services).find(({ name }) => name === basename(file, '.json'));
  if (!service) throw new Error(`${file} is called like no service`);
  const { cloud, origins } = await likeTheirs();
  const replay = new Replay(origins);
  for (const { name, type } of Object.values(services)) {
    const beside = join(dirname(file), `${name}.json`);
    if (type === service.type || !existsSync(beside)) continue;
    for (const known of read(beside).filter(tells)) await replay.ask(type, known);
  }
  const exchanges = read(file);
  const alike = Object.fromEntries(layers.map((layer) => [layer, exchanges.length]));
  const differing = new Map<string, object>();
  for (const recorded of exchanges) {
    const found = await replay.compare(service.type, recorded);
    for (const layer of Object.keys(found)) alike[layer] = (alike[layer] ?? 0) - 1;
    if (Object.keys(found).length) differing.set(recorded.name, found);
  }
  await cloud.close();
  console.log(
    `${basename(file)}: ${exchanges.length - differing.size} of ${exchanges.length} exchanges are alike (${layers.map((layer) => `${layer} ${alike[layer]}`).join(', ')})`,
  );
  const expected = reasons[service.name] ?? {};
  expect([...differing].filter(([name]) => !expected[name]).map(([name, found]) => ({ name, ...found }))).toEqual([]);
  expect(Object.keys(expected).filter((name) => !differing.has(name))).toEqual([]);
});

test.skipIf(files.length > 0)('recordings are replayed where VIRGA_EXCHANGES names some', (context) => context.skip('VIRGA_EXCHANGES names none'));
