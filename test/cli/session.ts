/** A session of the official command line on a cloud of its own: every command ends with 0. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type Running, run, started } from '../running.ts';
import { openstackCommand } from './command.ts';

export interface Session {
  /** Where the commands run. */
  folder: string;
  cloud: () => Running;
  /** Runs `openstack ...`, and gives what it prints; fails unless it ends with 0. */
  openstack: (line: string, ...more: string[]) => Promise<string>;
  // oxlint-disable-next-line typescript/no-explicit-any -- compared at once
  json: (line: string, ...more: string[]) => Promise<any>;
  /** What a list has in one column. */
  column: (line: string, name: string) => Promise<string[]>;
  /** The same with other variables, as somebody else. */
  as: (variables: Record<string, string>) => Session;
}

const command = await openstackCommand().catch((error: Error) => error);
const reason = command instanceof Error ? command.message : '';

/** Skipped, with the reason, where there is no such command. @param seed of the cloud, as YAML; the default one without it */
export function session(what: string, define: (session: Session) => void, seed?: string): void {
  describe.skipIf(command instanceof Error)(`the openstack command${reason && ` (${reason})`}: ${what}`, { timeout: 600_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'virga-cli-'));
    let cloud: Running;
    beforeAll(async () => {
      if (seed !== undefined) writeFileSync(join(folder, 'seed.yaml'), seed);
      cloud = await started(['--port', '0', ...(seed === undefined ? [] : ['--seed', join(folder, 'seed.yaml')])]);
    }, 60_000);
    afterAll(async () => {
      await cloud.end();
      rmSync(folder, { recursive: true });
    });
    const as: Session['as'] = (variables) => {
      const openstack: Session['openstack'] = async (line, ...more) => {
        const args = [...line.split(' '), ...more];
        const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...cloud.env, ...variables };
        const { code, stdout, stderr } = await run(String(command), args, { env, cwd: folder });
        expect(`openstack ${args.join(' ')}: ${code}\n${code === 0 ? '' : stderr}`).toBe(`openstack ${args.join(' ')}: 0\n`);
        return stdout;
      };
      const json: Session['json'] = async (line, ...more) => JSON.parse(await openstack(line, ...more, '-f', 'json'));
      const column: Session['column'] = async (line, name) => ((await json(line)) as Record<string, string>[]).map((row) => String(row[name]));
      return { folder, cloud: () => cloud, openstack, json, column, as };
    };
    define(as({}));
  });
}
