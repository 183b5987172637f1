/** Before the tests of the official command line: finds it, or installs it. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { run } from '../running.ts';

const PACKAGE = 'python-openstackclient==10.5.0';
const own = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'openstackclient');

declare module 'vitest' {
  interface ProvidedContext {
    /** The Python that has python-openstackclient, or why there is none. */
    openstack: { python: string } | { missing: string };
  }
}
export default async function setup(project: TestProject): Promise<void> {
  project.provide('openstack', await found().then(...asProvided));
}
const asProvided = [(python: string) => ({ python }), (error: Error) => ({ missing: error.message })] as const;

/** That of VIRGA_OPENSTACK, or of an `openstack` on the PATH, or of a virtual environment of our own. @throws Error with the reason when there is none */
async function found(): Promise<string> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const commands = [process.env['VIRGA_OPENSTACK'] ?? '', ...folders.map((folder) => join(folder, 'openstack')), join(own, 'bin', 'openstack')];
  for (const command of commands.filter((path) => existsSync(path))) {
    const python = join(dirname(command), 'python3');
    if (await works(python)) return python;
  }
  return install();
}
/** What is there may have been moved since it was installed. */
const works = async (python: string): Promise<boolean> => (await run(python, ['-c', 'import openstackclient.shell']).catch(() => ({ code: 1 }))).code === 0;

async function install(): Promise<string> {
  const python = join(own, 'bin', 'python3');
  for (const [command, ...args] of [
    ['python3', '-m', 'venv', '--clear', own],
    [python, '-m', 'pip', 'install', '--quiet', PACKAGE],
  ] as const) {
    const { code, stderr } = await run(command, args).catch((error: unknown) => ({ code: 1, stderr: String(error) }));
    if (code !== 0) throw new Error(`no openstack command: ${stderr.trim().split('\n').at(-1)}`);
  }
  return python;
}
