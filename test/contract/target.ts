/** Which cloud the contract runs on: one in this process, in memory or in a file, or any other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configured } from '../../client/config.ts';
import { type Auth, type ConnectOptions, type Connection, connect } from '../../client/index.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import { recorded } from './recorder.ts';

export type TargetName = 'memory' | 'sqlite' | 'cloud';
export const targetName = (process.env['VIRGA_TARGET'] ?? 'memory') as TargetName;

export interface Target {
  /** A connection with these credentials, or the admin's; `first` is done before its first request. */
  as: (auth?: Auth, first?: () => Promise<void>) => Connection;
  /** Credentials of the users that every cloud of the suite has. */
  admin: Auth;
  member: Auth;
  domainAdmin: Auth;
  close: () => Promise<void>;
}
const user = (name: string, project: string, domain: string, password: string): Auth => ({
  username: name,
  password,
  user_domain_name: domain,
  project_name: project,
  project_domain_name: domain,
});
const people = (password = '000000') => ({
  member: user('demo', 'demo', 'Default', password),
  domainAdmin: user('admin', 'admin', 'demo', password),
});

export async function openTarget(): Promise<Target> {
  return targetName === 'cloud' ? otherCloud() : emulator();
}

async function emulator(): Promise<Target> {
  const folder = targetName === 'sqlite' ? mkdtempSync(join(tmpdir(), 'virga-')) : undefined;
  const bugs: unknown[] = [];
  const cloud: Cloud = await createCloud({ onBug: (error) => bugs.push(error), ...(folder && { data: join(folder, 'cloud.sqlite') }) });
  const admin = user('admin', 'admin', 'Default', '000000');
  return {
    as: connector({ fetch: cloud.fetch }, { auth_url: 'http://virga.test/identity/v3' }, admin),
    admin,
    ...people(),
    close: async () => {
      await cloud.close();
      if (folder) rmSync(folder, { recursive: true });
      if (bugs.length) throw new AggregateError(bugs, `${bugs.length} requests ran into bugs: ${String(bugs[0])}`);
    },
  };
}

async function otherCloud(): Promise<Target> {
  const { auth, ...rest } = configured(undefined);
  const { hostname } = new URL(auth.auth_url ?? 'http://nowhere');
  const loopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  if (!loopback && process.env['VIRGA_YES'] !== '1') throw new Error(`This would make and delete things on ${hostname}. Set VIRGA_YES=1 if that is meant.`);
  const { auth_url = '', ...admin } = auth;
  return { as: connector({ fetch: globalThis.fetch, ...rest }, { auth_url }, admin), admin, ...people(admin.password), close: async () => undefined };
}

const connector =
  ({ fetch, ...options }: ConnectOptions & Required<Pick<ConnectOptions, 'fetch'>>, where: Auth, admin: Auth) =>
  (auth: Auth = admin, first: () => Promise<void> = async () => undefined): Connection =>
    connect({ ...options, auth: { ...where, ...auth }, fetch: async (request) => first().then(() => recorded(fetch)(request)), strict: true });
