/** `virga start` */
import type { Logger } from 'pino';
import { type Cloud, type CloudOptions, createCloud, nativePorts } from '../cloud.ts';
import type { ClockMode } from '../core/clock.ts';
import { ADMIN_PORTS, type Era } from '../core/eras.ts';
import type { ProfileName } from '../core/profiles.ts';
import { defaultSeed } from '../seed.ts';
import { SeedError } from '../core/seed-error.ts';
import { administrator, defaultAdmin, openrc, openrcV2 } from './credentials.ts';
import { isLoopback } from '../http/guard.ts';
import { UserError } from './explain.ts';
import { readText } from './files.ts';
import type { Place } from './place.ts';

export const levels = ['silent', 'error', 'warn', 'info'] as const;
export interface StartOptions extends Place {
  data?: string;
  seed?: string;
  profile?: ProfileName;
  journal: number;
  era: Era;
  clock?: ClockMode;
  deterministic?: boolean;
  controlToken?: string;
  maxWorlds: number;
  maxResident: number;
  log: (typeof levels)[number];
}

/** Resolves when the cloud is ready; it ends with SIGTERM or SIGINT. */
export async function start(options: StartOptions): Promise<void> {
  const seed = options.seed === undefined || options.seed === 'none' ? options.seed : await readText('--seed', options.seed);
  const cloud = await open(options, seed);
  const { era } = cloud.world;
  try {
    const { host, port, portBase = 0 } = options;
    const highest = portBase + (ADMIN_PORTS[era] ?? 0);
    if (port === undefined && highest > 65_535) throw new UserError(`--port-base ${portBase}: port ${highest}, of Keystone's administrators, is none`);
    const { authUrl } = await cloud.listen({ host, ...(port === undefined ? { ports: nativePorts(portBase, era) } : { port }) });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void cloud.close());
    const kept = options.data ? `data in ${options.data}` : 'in memory';
    const of = era === 'modern' ? '' : `, of ${era}`;
    const guarded = options.controlToken === undefined && !isLoopback(host) ? `# Control token: ${cloud.controlToken}\n` : '';
    process.stdout.write(`# Virga is ready at ${authUrl} (${kept}, profile ${cloud.world.profile.name}${of})\n${guarded}${environment(authUrl, seed, era)}`);
  } catch (error) {
    await cloud.close();
    throw error;
  }
}

/** What the clients of the time want to be told. */
export function environment(authUrl: string, seed: string | undefined, era: Era): string {
  if (era === 'modern') return openrc(authUrl, seed === undefined ? defaultAdmin : seed === 'none' ? undefined : administrator(seed));
  return openrcV2(authUrl, seed === 'none' ? undefined : administrator(seed ?? defaultSeed(era)));
}

async function open(options: StartOptions, text: string | undefined): Promise<Cloud> {
  const { data, seed, profile, era, clock, deterministic, controlToken, maxWorlds, maxResident, journal, log } = options;
  try {
    return await createCloud({
      ...logging(log),
      era,
      limits: { worlds: maxWorlds, resident: maxResident },
      journal,
      ...(profile && { profile }),
      ...(clock && { clock: { mode: clock } }),
      ...(deterministic && { deterministic }),
      ...(controlToken !== undefined && { controlToken }),
      ...(data !== undefined && { data }),
      ...(text !== undefined && { seed: text }),
    });
  } catch (error) {
    if (error instanceof SeedError) throw new UserError(`${seed ?? 'default seed'}:${error.line}: ${error.message}`, { cause: error });
    if (data !== undefined && isOfData(error, data)) throw new UserError(`--data ${data}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Of the SQLite engine, of its driver where the folder does not exist, or of the file system. */
function isOfData(error: unknown, data: string): error is Error {
  if (!(error instanceof Error)) return false;
  const { code, path } = error as NodeJS.ErrnoException;
  return code?.startsWith('SQLITE_') || path?.startsWith(data) || error.message.startsWith('Cannot open database');
}

/** A logger on standard error, loaded with the first line it has to write: most clouds never write one. */
function logging(level: StartOptions['log']): Pick<CloudOptions, 'onBug' | 'onAnswer'> {
  let logger: Promise<Logger> | undefined;
  const load = async (): Promise<Logger> => {
    const { default: pino } = await import('pino');
    return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  };
  const write = async (work: (logger: Logger) => void): Promise<void> => work(await (logger ??= load()));
  return {
    onBug: (err, { method, path }) => void write((log) => log.error({ err, method, path }, 'a bug in Virga')),
    ...(level === 'info' && {
      onAnswer: ({ method, path, milliseconds, ...rest }) => void write((log) => log.info({ ...rest, ms: Math.round(milliseconds) }, `${method} ${path}`)),
    }),
  };
}
