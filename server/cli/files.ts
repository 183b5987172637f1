/** Files that options name. */
import { readFile } from 'node:fs/promises';
import { UserError } from './explain.ts';

/** @param option that names it, for the message @throws UserError */
export async function readText(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UserError(`${option} ${file}: ${(error as Error).message}`, { cause: error });
  }
}
