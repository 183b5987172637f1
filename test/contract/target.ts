/** Which cloud the contract runs on: one in this process, in memory or in a file, or any other. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configured } from '../../client/config.ts';
import { type Auth, type ConnectOptions, type Connection, connect } from '../../client/index.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import { recorded } from './recorder.ts';
import { noted } from './trace.ts';

export type TargetName = 'memory' | 'sqlite' | 'cloud';
export const targetName = (process.env['VIRGA_TARGET'] ?? 'memory') as TargetName;

export interface Target {
  /** A connection with these credentials, or the admin's; `first` is done before its first request. */
  as: (auth?: Auth, first?: () => Promise<void>) => Connection;
  /** Credentials of the administrator. */
  admin: Auth;
  close: () => Promise<void>;
}
export async function openTarget(): Promise<Target> {
  return targetName === 'cloud' ? otherCloud() : emulator();
}

async function emulator(): Promise<Target> {
  const folder = targetName === 'sqlite' ? mkdtempSync(join(tmpdir(), 'virga-')) : undefined;
  const bugs: unknown[] = [];
  // a seed of a real cloud, to see that its copy keeps the contract as well
  const { VIRGA_SEED: seed } = process.env;
  const cloud: Cloud = await createCloud({
    onBug: (error) => bugs.push(error),
    ...(folder && { data: join(folder, 'cloud.sqlite') }),
    ...(seed && { seed: readFileSync(seed, 'utf8') }),
  });
  const admin = { username: 'admin', password: '000000', user_domain_name: 'Default', project_name: 'admin', project_domain_name: 'Default' };
  return {
    as: connector({ fetch: cloud.fetch }, { auth_url: 'http://virga.test/identity/v3' }, admin),
    admin,
    close: async () => {
      await cloud.close();
      if (folder) rmSync(folder, { recursive: true });
      if (bugs.length) throw new AggregateError(bugs, `${bugs.length} requests ran into bugs: ${String(bugs[0])}`);
    },
  };
}

async function otherCloud(): Promise<Target> {
  const { auth, ...rest } = configured(undefined);
  const { auth_url = '', ...admin } = auth;
  guard(auth_url);
  return { as: connector({ fetch: globalThis.fetch, ...rest }, { auth_url }, admin), admin, close: async () => undefined };
}

/** @throws Error for a cloud that is not on this machine, unless `--yes` was said */
export function guard(authUrl: string): void {
  const { hostname } = new URL(authUrl);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  if (loopback || process.env['VIRGA_YES'] === '1') return;
  throw new Error(`this would make things on ${hostname} and delete them again: say --yes if that is meant`);
}

const connector =
  ({ fetch, ...options }: ConnectOptions & Required<Pick<ConnectOptions, 'fetch'>>, where: Auth, admin: Auth) =>
  (auth: Auth = admin, first: () => Promise<void> = async () => undefined): Connection =>
    connect({ ...options, auth: { ...where, ...auth }, fetch: async (request) => first().then(() => recorded(noted(fetch))(request)), strict: true });
