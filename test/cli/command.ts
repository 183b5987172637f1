/** The official command line, wherever it is to be had. */
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../running.ts';

const PACKAGE = 'python-openstackclient==10.5.0';
const own = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'openstackclient');

/**
 * The path of `openstack`: VIRGA_OPENSTACK, or on the PATH, or installed in a virtual environment of our own.
 * @throws Error with the reason when there is none
 */
export async function openstackCommand(): Promise<string> {
  const places = [process.env['VIRGA_OPENSTACK'], ...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'openstack'))];
  const found = [...places, join(own, 'bin', 'openstack')].find((path) => path && existsSync(path));
  return found ?? install();
}
async function install(): Promise<string> {
  mkdirSync(own, { recursive: true });
  for (const [command, ...args] of [
    ['python3', '-m', 'venv', own],
    [join(own, 'bin', 'pip'), 'install', '--quiet', PACKAGE],
  ] as const) {
    const { code, stderr } = await run(command, args).catch((error: unknown) => ({ code: 1, stderr: String(error) }));
    if (code !== 0) throw new Error(`no openstack command: ${stderr.trim().split('\n').at(-1)}`);
  }
  return join(own, 'bin', 'openstack');
}
