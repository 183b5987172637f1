/**
 * Replays raw exchanges of a real cloud, whatever they are: VIRGA_RECORDING=.../glance.json, a list of
 * `{ name, request: { method, path, headers, body }, response: { status, headers, body } }`. Prints each difference and the figure.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { services } from '../../contracts/index.ts';
import { createCloud } from '../../server/cloud.ts';
import { compare, layers } from './compare.ts';
import { normalise } from './normalise.ts';
import { type Answer } from './play.ts';
import { Variables } from './variables.ts';

const file = process.env['VIRGA_RECORDING'];
const Exchange = z.object({
  name: z.string(),
  request: z.object({ method: z.string(), path: z.string(), headers: z.record(z.string(), z.string()), body: z.unknown().optional() }),
  response: z.object({ status: z.int(), headers: z.array(z.tuple([z.string(), z.string()])), body: z.unknown(), trimmed: z.unknown().optional() }),
});
const ID = /\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})\b/g;

/** Which id of the real cloud is which of ours, learned where the two stand in the same place. */
class Twins {
  #known = new Map<string, string>();
  translate(text: string): string {
    return text.replaceAll(ID, (id) => this.#known.get(id) ?? id);
  }
  learn(real: unknown, ours: unknown): void {
    if (typeof real === 'string' && typeof ours === 'string') {
      const [theirs, own] = [real.match(ID) ?? [], ours.match(ID) ?? []];
      if (theirs.length === own.length) for (const [n, id] of theirs.entries()) if (!this.#known.has(id)) this.#known.set(id, own[n] ?? id);
    } else if (Array.isArray(real) && Array.isArray(ours)) {
      for (const item of real) {
        const [twin, ...more] = ours.filter((other) => nameOf(other) !== undefined && nameOf(other) === nameOf(item));
        if (twin && !more.length) this.learn(item, twin);
      }
    } else if (isObject(real) && isObject(ours)) for (const [key, value] of Object.entries(real)) this.learn(value, ours[key]);
  }
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const nameOf = (value: unknown): unknown => (isObject(value) ? value['name'] : undefined);

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text || null;
  }
};
const lower = (headers: Iterable<[string, string]>): Record<string, string> =>
  Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));

test.skipIf(!file)('a recording of a real cloud is answered alike', { timeout: 300_000 }, async () => {
  const exchanges = z.array(Exchange).parse(JSON.parse(readFileSync(file ?? '', 'utf8')));
  const service = Object.values(services).find(({ name }) => name === basename(file ?? '', '.json'));
  if (!service) throw new Error(`${file} has no name of a service`);
  const cloud = await createCloud();
  try {
    const { ports, authUrl } = await cloud.listen({ ports: Object.fromEntries(Object.values(services).map(({ type }) => [type, 0])) });
    const origin = (port: number | undefined): string => `http://127.0.0.1:${port}`;
    const here = Object.fromEntries(Object.entries(ports).map(([type, port]) => [type, origin(port)]));
    const there = Object.fromEntries(Object.values(services).map(({ type, port }) => [type, origin(port)]));
    const tokens = new Map<string, string>();
    const twins = new Twins();
    const equal = Object.fromEntries(layers.map((layer) => [layer, 0]));
    let compared = 0;
    for (const { name, request, response } of exchanges) {
      const headers = new Headers(request.headers);
      const actor = /^<token of (\w+)>$/.exec(headers.get('x-auth-token') ?? '')?.[1];
      if (actor) {
        if (!tokens.has(actor)) tokens.set(actor, await token(authUrl, actor));
        headers.set('x-auth-token', tokens.get(actor) ?? '');
      }
      const { body } = request;
      const text = body === undefined || body === null ? undefined : twins.translate(typeof body === 'string' ? body : JSON.stringify(body));
      const answer = await fetch(here[service.type] + twins.translate(request.path), {
        method: request.method,
        headers,
        redirect: 'manual',
        ...(text !== undefined && { body: new TextEncoder().encode(text) }),
      });
      const ours: Answer = { status: answer.status, headers: lower(answer.headers), body: json(await answer.text()) };
      const real: Answer = { status: response.status, headers: lower(response.headers), body: response.body };
      twins.learn(real.body, ours.body);
      if (response.trimmed !== undefined) continue;
      compared += 1;
      const difference = compare(
        normalise(real, { origins: there }, new Variables()),
        normalise(ours, { origins: here }, new Variables()),
        `${request.method} ${request.path}`,
      );
      for (const layer of layers) {
        if (difference[layer] === undefined) equal[layer] = (equal[layer] ?? 0) + 1;
        else console.log(`${name}: ${request.method} ${request.path}: ${layer}: ${difference[layer]}`);
      }
    }
    console.log(`${compared} exchanges: ${layers.map((layer) => `${layer} ${Math.round((1000 * (equal[layer] ?? 0)) / compared) / 10}`).join(', ')}`);
    expect(equal['status']).toBeGreaterThan(0.9 * compared);
  } finally {
    await cloud.close();
  }
});

/** Of a user in the project of the same name. */
async function token(authUrl: string, name: string): Promise<string> {
  const domain = { id: 'default' };
  const auth = { identity: { methods: ['password'], password: { user: { name, domain, password: '000000' } } }, scope: { project: { name, domain } } };
  const { headers } = await fetch(`${authUrl}/auth/tokens`, {
    method: 'POST',
    body: JSON.stringify({ auth }),
    headers: { 'content-type': 'application/json' },
  });
  return headers.get('x-subject-token') ?? '';
}
