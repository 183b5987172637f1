/** A running Virga, as the commands speak to it. */
import { type Command, Option } from 'commander';
import { OpenStackError } from '../../client/errors.ts';
import { type Control, control } from '../../client/control.ts';
import { identityService } from '../../contracts/identity/service.ts';
import { UserError } from './explain.ts';

export interface Remote {
  url: string;
  token?: string;
  json?: boolean;
}
/** A command with the options that say which Virga is meant. */
export const remote = (command: Command): Command =>
  command
    .addOption(new Option('--url <url>', 'any address of a running Virga').env('VIRGA_URL').default(`http://127.0.0.1:${identityService.port}`))
    .addOption(new Option('--token <token>', 'the control token that it printed at its start, if it did').env('VIRGA_CONTROL_TOKEN'))
    .option('--json', 'print JSON');

/** @throws UserError for what was refused, and where nobody answers */
export async function spoken<T>({ url, token }: Remote, work: (control: Control) => Promise<T>): Promise<T> {
  if (!URL.canParse(url)) throw new UserError(`--url: ${url} is no URL`);
  try {
    return await work(control({ url, ...(token !== undefined && { token }) }));
  } catch (error) {
    if (error instanceof OpenStackError) throw new UserError(error.message, { cause: error });
    if (error instanceof TypeError && error.message === 'fetch failed')
      throw new UserError(`no Virga answers at ${url}; start one with virga start, or say where it is with --url`, { cause: error });
    throw error;
  }
}

/** Prints an object as lines of keys and values, a list of them as columns. */
export function print(value: object | readonly object[], json = false): void {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : Array.isArray(value) ? columns(value as object[]) : lines(value));
}
const shown = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '-'));
function lines(value: object): string {
  const width = Math.max(0, ...Object.keys(value).map((key) => key.length));
  return Object.entries(value)
    .map(([key, item]) => `${key.padEnd(width)}  ${shown(item)}\n`)
    .join('');
}
function columns(list: readonly object[]): string {
  const keys = [...new Set(list.flatMap((item) => Object.keys(item)))];
  const rows = [keys, ...list.map((item) => keys.map((key) => shown((item as Record<string, unknown>)[key])))];
  const widths = keys.map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  const line = (row: string[]): string => row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ');
  return list.length ? rows.map((row) => `${line(row).trimEnd()}\n`).join('') : '';
}
