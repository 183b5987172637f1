/** The command as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}
/** Runs a command to its end. */
export async function run(command: string, args: readonly string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): Promise<Finished> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const [stdout, stderr] = [read(child, 'stdout'), read(child, 'stderr')];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}
export const virga = async (...args: string[]): Promise<Finished> => run(process.execPath, ['server/main.js', ...args]);

export interface Running {
  /** What the ready line and the openrc after it say. */
  stdout: () => string;
  stderr: () => string;
  env: Record<string, string>;
  pid: number;
  /** Ends it with a signal; gives the exit code. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>;
}
/** Starts a cloud and waits for its openrc. @param script `server/main.js` or the bundle */
export async function started(args: readonly string[], script = 'server/main.js'): Promise<Running> {
  const child = spawn(process.execPath, [script, 'start', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = [read(child, 'stdout'), read(child, 'stderr')];
  const closed = once(child, 'close') as Promise<[number | null]>;
  const ready = async (): Promise<void> => {
    while (!/OS_IDENTITY_API_VERSION=.*\n/.test(stdout())) await once(child.stdout, 'data');
  };
  await Promise.race([ready(), closed]);
  if (child.exitCode !== null) throw new Error(`virga start ended with ${child.exitCode}: ${stderr()}`);
  const env = Object.fromEntries([...stdout().matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [String(name), String(value)]));
  const end = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    return (await closed)[0];
  };
  return { stdout, stderr, env, pid: child.pid ?? 0, end };
}

function read(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[stream]?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}
