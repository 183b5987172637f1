/** A session of the official command line: every command ends with 0. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type CommandLine, withOpenstack } from './openstack.ts';

export interface Session extends Pick<CommandLine, 'folder' | 'cloud'> {
  /** Runs `openstack ...`, and gives what it prints; fails unless it ends with 0. */
  openstack: (line: string, ...more: string[]) => Promise<string>;
  // oxlint-disable-next-line typescript/no-explicit-any -- compared at once
  json: (line: string, ...more: string[]) => Promise<any>;
  /** What a list has in one column. */
  column: (line: string, name: string) => Promise<string[]>;
  /** The same with other variables, as somebody else. */
  as: (variables: Record<string, string>) => Session;
}

/** @param seed of the cloud, as YAML; the default one without it */
export function session(what: string, define: (session: Session) => void, seed?: string): void {
  const start = (folder: string): string[] => {
    if (seed === undefined) return [];
    writeFileSync(join(folder, 'seed.yaml'), seed);
    return ['--seed', join(folder, 'seed.yaml')];
  };
  withOpenstack(what, { start }, ({ folder, cloud, openstack: run }) => {
    const as: Session['as'] = (variables) => {
      const openstack: Session['openstack'] = async (line, ...more) => {
        const args = [...line.split(' '), ...more];
        const { code, stdout, stderr } = await run(args, variables);
        expect(`openstack ${args.join(' ')}: ${code}\n${code === 0 ? '' : stderr}`).toBe(`openstack ${args.join(' ')}: 0\n`);
        return stdout;
      };
      const json: Session['json'] = async (line, ...more) => JSON.parse(await openstack(line, ...more, '-f', 'json'));
      const column: Session['column'] = async (line, name) => ((await json(line)) as Record<string, string>[]).map((row) => String(row[name]));
      return { folder, cloud, openstack, json, column, as };
    };
    define(as({}));
  });
}
