/** The official command line on a cloud of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Finished, type Running, started } from '../running.ts';

export interface CommandLine {
  /** Where the commands run. */
  folder: string;
  cloud: () => Running;
  /** Runs `openstack ARGS` as the cloud's administrator, or with other variables. */
  openstack: (args: readonly string[], variables?: Record<string, string>) => Promise<Finished>;
}
export interface Beginnings {
  /** Options of `virga start`, given the folder. */
  start?: (folder: string) => string[];
  /** Of the Python that runs the commands. */
  variables?: Record<string, string>;
}

/** Skipped, with the reason, where there is no such command. */
export function withOpenstack(what: string, { start = () => [], variables = {} }: Beginnings, define: (line: CommandLine) => void): void {
  const known = inject('openstack');
  const reason = 'missing' in known ? ` (${known.missing})` : '';
  describe.skipIf('missing' in known)(`the openstack command${reason}: ${what}`, { timeout: 600_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'virga-cli-'));
    let cloud: Running;
    let commands: Commands;
    beforeAll(async () => {
      commands = commandsOf('python' in known ? known.python : '', { ...own, ...variables });
      cloud = await started(['--port', '0', ...start(folder)]);
    }, 60_000);
    afterAll(async () => {
      await commands.end();
      await cloud.end();
      rmSync(folder, { recursive: true });
    });
    const own = { PATH: process.env['PATH'] ?? '', HOME: folder };
    define({ folder, cloud: () => cloud, openstack: (args, others) => commands.run(args, { ...own, ...variables, ...cloud.env, ...others }, folder) });
  });
}

interface Commands {
  run: (args: readonly string[], env: Record<string, string>, cwd: string) => Promise<Finished>;
  end: () => Promise<void>;
}
/** One after the other, in the order in which they were asked for. */
function commandsOf(python: string, env: Record<string, string>): Commands {
  const child = spawn(python, [join(import.meta.dirname, 'commands.py')], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const ended = (): Error => new Error(`commands.py ended with ${child.exitCode ?? child.signalCode}`);
  const waiting: PromiseWithResolvers<Finished>[] = [];
  createInterface(child.stdout).on('line', (line) => waiting.shift()?.resolve(JSON.parse(line)));
  child.on('close', () => waiting.forEach(({ reject }) => reject(ended())));
  return {
    async run(args, variables, cwd) {
      if (!child.stdin.writable) throw ended();
      const answer = Promise.withResolvers<Finished>();
      waiting.push(answer);
      child.stdin.write(`${JSON.stringify({ args, env: variables, cwd })}\n`);
      return answer.promise;
    },
    async end() {
      child.stdin.end();
      await closed;
    },
  };
}
