/** A cloud whose Keystone is configured otherwise than usual. */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import type { Clock } from '../../server/core/clock.ts';

const SEED = new URL('../../server/seeds/default.yaml', import.meta.url);

export interface Configured {
  cloud: Cloud;
  clock: Clock;
  /** Asks Keystone, below `/v3`. */
  // oxlint-disable-next-line typescript/no-explicit-any -- whoever asks knows what to expect
  ask: (method: string, path: string, json?: unknown, headers?: Record<string, string>) => Promise<{ status: number; headers: Headers; json: any }>;
  /** A token of the admin's. */
  admin: () => Promise<Record<string, string>>;
}

/** @param configuration as in a seed file */
export async function configured(configuration: object): Promise<Configured> {
  const seed = parse(readFileSync(SEED, 'utf8')) as { identity: object };
  const clock = { mode: 'frozen', at: Date.UTC(2026, 0, 1) } as const;
  const cloud = await createCloud({ clock, seed: stringify({ ...seed, identity: { ...seed.identity, configuration } }) });
  const ask: Configured['ask'] = async (method, path, json, headers = {}) => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const response = await cloud.fetch(
      new Request(`http://virga.test/identity/v3${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, ...body }),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
  };
  const admin = async () => {
    const { headers } = await ask('POST', '/auth/tokens', logIn('admin', '000000', 'admin'));
    return { 'x-auth-token': headers.get('x-subject-token') ?? '' };
  };
  return { cloud, clock: cloud.world.clock, ask, admin };
}

/** Body of a log-in of a user of the domain Default. */
export const logIn = (name: string, password: string, project?: string) => ({
  auth: {
    identity: { methods: ['password'], password: { user: { name, domain: { id: 'default' }, password } } },
    ...(project && { scope: { project: { name: project, domain: { id: 'default' } } } }),
  },
});
