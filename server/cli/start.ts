/** `virga start` */
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { type Cloud, type CloudOptions, createCloud, nativePorts } from '../cloud.ts';
import type { ProfileName } from '../core/profiles.ts';
import { SeedError } from '../seed.ts';
import { openrc } from './credentials.ts';
import { UserError } from './explain.ts';
import type { Place } from './place.ts';

export const levels = ['silent', 'error', 'warn', 'info'] as const;
export interface StartOptions extends Place {
  data?: string;
  seed?: string;
  profile: ProfileName;
  log: (typeof levels)[number];
}

/** Resolves when the cloud is ready; it ends with SIGTERM or SIGINT. */
export async function start(options: StartOptions): Promise<void> {
  const cloud = await open(options);
  try {
    const { host, port, portBase } = options;
    const { authUrl } = await cloud.listen({ host, ...(port === undefined ? { ports: nativePorts(portBase) } : { port }) });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void cloud.close());
    const kept = options.data ? `data in ${options.data}` : 'in memory';
    process.stdout.write(`# Virga is ready at ${authUrl} (${kept}, profile ${options.profile})\n${openrc(authUrl)}`);
  } catch (error) {
    await cloud.close();
    throw error;
  }
}

async function open({ data, seed, profile, log }: StartOptions): Promise<Cloud> {
  const text = seed === undefined || seed === 'none' ? seed : await readSeed(seed);
  try {
    return await createCloud({ profile, ...(await logging(log)), ...(data !== undefined && { data }), ...(text !== undefined && { seed: text }) });
  } catch (error) {
    if (error instanceof SeedError) throw new UserError(`${seed ?? 'default seed'}:${error.line}: ${error.message}`, { cause: error });
    // of the SQLite engine, or, where the folder does not exist, a TypeError of its driver
    if (error instanceof Error && data !== undefined && ('code' in error ? String(error.code).startsWith('SQLITE_') : error instanceof TypeError)) {
      throw new UserError(`--data ${data}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

async function readSeed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UserError(`--seed ${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** A logger on standard error, loaded with the first line it has to write: most clouds never write one. */
async function logging(level: StartOptions['log']): Promise<Pick<CloudOptions, 'onBug' | 'onAnswer'>> {
  let logger: Promise<Logger> | undefined;
  const load = async (): Promise<Logger> => {
    const { default: pino } = await import('pino');
    return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  };
  const write = async (work: (logger: Logger) => void): Promise<void> => work(await (logger ??= load()));
  return {
    onBug: (err, { method, path }) => void write((log) => log.error({ err, method, path }, 'a bug in Virga')),
    ...(level === 'info' && {
      onAnswer: (request, status, milliseconds) => void write((log) => log.info({ status, ms: Math.round(milliseconds) }, `${request.method} ${request.path}`)),
    }),
  };
}
