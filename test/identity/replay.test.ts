/**
 * Replays what a real Keystone was once asked, from a file that VIRGA_RECORDED_KEYSTONE names: an array of exchanges with the ids of that
 * cloud. Ids are learned from the answers; tokens stand in the file as `<token of NAME>`.
 */
import { readFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { expect, test } from 'vitest';
import { createCloud } from '../../server/cloud.ts';
import { compare } from '../parity/compare.ts';
import { normalise } from '../parity/normalise.ts';
import type { Answer } from '../parity/play.ts';
import { Variables } from '../parity/variables.ts';
import { logIn } from './cloud.ts';

interface Exchange {
  name: string;
  request: { method: string; path: string; headers: Record<string, string>; body?: unknown };
  response: { status: number; headers: [string, string][]; body?: unknown };
}
const file = process.env['VIRGA_RECORDED_KEYSTONE'];

const THEIRS = Object.fromEntries(
  Object.entries({ identity: 5000, compute: 8774, image: 9292, network: 9696, placement: 8778 }).map(([service, port]) => [
    service,
    `http://127.0.0.1:${port}`,
  ]),
);

/** Exchange > why the answer differs. */
const EXPECTED: Record<string, string> = {
  'discovery GET /v2.0': 'version 2.0 is served besides',
  'v2.0 tokens (removed API)': 'version 2.0 is served besides',
  'v2.0 tenants (removed API)': 'version 2.0 is served besides',
  'discovery json-home': 'the file has it cut short',
  'users list name=': 'two users of that name come in the order of their ids',
  'projects list': 'the description of the member’s project',
  'user create enabled as string': 'the recorded service fell over; 400 is what its schema says',
};

/** Who logs in for a token that the file names. */
const LOG_INS: Record<string, object> = {
  admin: logIn('admin', '000000', 'admin'),
  'admin-unscoped': logIn('admin', '000000'),
  demo: logIn('demo', '000000', 'demo'),
  'to be revoked': logIn('admin', '000000', 'admin'),
  'rec-user on rec-project-min': logIn('rec-user', 'newsecret2', 'rec-project-min'),
};

type Ask = (method: string, path: string, headers: Record<string, string>, body?: string) => Promise<Answer>;
/** With node's own client, for a Host header is nobody else's to set. */
const asker =
  (port: number): Ask =>
  (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      const sent = send({ host: '127.0.0.1', port, method, path, headers }, (received) => {
        const parts: Buffer[] = [];
        received.on('data', (part: Buffer) => parts.push(part));
        received.on('end', () => {
          const pairs = Object.entries(received.headers).map(([name, value]): [string, string] => [name, String(value)]);
          resolve({ status: received.statusCode ?? 0, headers: Object.fromEntries(pairs), body: parsed(Buffer.concat(parts).toString()) });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || null;
  }
}

/** What the recorded cloud called otherwise. */
class Names {
  #known = new Map<string, string>();
  /** Ids and secrets that stand in the same place of both answers. */
  learn(theirs: unknown, ours: unknown, key = ''): void {
    if (typeof theirs === 'string' && typeof ours === 'string') {
      if ((/^[0-9a-f]{32}$/.test(theirs) && /^[0-9a-f]{32}$/.test(ours)) || key === 'secret') this.#known.set(theirs, ours);
    } else if (Array.isArray(theirs) && Array.isArray(ours)) {
      const named = (item: { name?: string; type?: string }): string => `${item?.type} ${item?.name}`;
      const only = theirs.length === 1 && ours.length === 1;
      const twin = (item: { name?: string }): unknown => (item?.name === undefined ? undefined : ours.find((other) => named(other) === named(item)));
      for (const item of theirs) this.learn(item, only ? ours[0] : twin(item));
    } else if (typeof theirs === 'object' && theirs !== null && typeof ours === 'object' && ours !== null) {
      for (const [member, value] of Object.entries(theirs)) this.learn(value, (ours as Record<string, unknown>)[member], member);
    }
  }
  translate(text: string): string {
    return text.replaceAll(/[0-9a-f]{32}|[\w-]{60,}/g, (id) => this.#known.get(id) ?? id);
  }
}

/** Asks in order and gives, by name, what differs. */
async function replay(exchanges: readonly Exchange[], ask: Ask, origins: Record<string, string>): Promise<Map<string, object>> {
  const names = new Names();
  const tokens = new Map<string, string>();
  const tokenOf = async (name: string): Promise<string> => {
    const known = tokens.get(name);
    if (known !== undefined) return known;
    const body = JSON.stringify(LOG_INS[name]);
    const token = (await ask('POST', '/v3/auth/tokens', { 'content-type': 'application/json' }, body)).headers['x-subject-token'] ?? '';
    tokens.set(name, token);
    return token;
  };
  const filled = async (text: string): Promise<string> => {
    let result = text;
    for (const [whole, name = ''] of text.matchAll(/<token (?:of )?([^>]*)>/g)) result = result.replace(whole, await tokenOf(name));
    return result;
  };
  const found = new Map<string, object>();
  for (const { name, request, response } of exchanges) {
    const headers: Record<string, string> = {};
    for (const [key, value] of Object.entries(request.headers)) headers[key] = await filled(value);
    const { body } = request;
    const text = body === undefined || body === null ? undefined : await filled(names.translate(typeof body === 'string' ? body : JSON.stringify(body)));
    const ours = await ask(request.method, names.translate(request.path), headers, text);
    names.learn(response.body, ours.body);
    if (name.startsWith('token for user without any role')) tokens.set('rec-user', ours.headers['x-subject-token'] ?? '');
    const received = Object.fromEntries(response.headers.map(([key, value]) => [key.toLowerCase(), value.replace(/<token[^>]*>/, '<token>')]));
    const theirs = { status: response.status, headers: received, body: typeof response.body === 'string' ? parsed(response.body) : (response.body ?? null) };
    const plain = (answer: Answer, at: Record<string, string>): Answer => normalise(answer, { origins: at }, new Variables());
    const difference = compare(plain(theirs, THEIRS), plain(ours, origins), '');
    if (Object.keys(difference).length) found.set(name, difference);
  }
  return found;
}

test.skipIf(!file)('a recorded Keystone is answered alike', { timeout: 60_000 }, async () => {
  // there the member was called rec-demo
  const text = readFileSync(file ?? '', 'utf8')
    .replaceAll('rec-demo', 'demo')
    .replaceAll(/(?<=token: )<token[^>]*>/g, '<token>');
  const exchanges = JSON.parse(text) as Exchange[];
  const cloud = await createCloud({ ids: 'replay' });
  const { ports } = await cloud.listen({ ports: { identity: 0, compute: 0, image: 0, network: 0, placement: 0 } });
  const origins = Object.fromEntries(Object.entries(ports).map(([service, port]) => [service, `http://127.0.0.1:${port}`]));
  const differing = await replay(exchanges, asker(ports.identity ?? 0), origins);
  await cloud.close();
  const alike = exchanges.length - differing.size;
  console.log(`${alike} of ${exchanges.length} recorded exchanges are answered alike`);
  const unexpected = [...differing].filter(([name]) => !EXPECTED[name]).map(([name, difference]) => ({ name, ...difference }));
  expect(unexpected).toEqual([]);
  expect(Object.keys(EXPECTED).filter((name) => !differing.has(name))).toEqual([]);
});
