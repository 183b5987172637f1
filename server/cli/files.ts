/** Files that options name. */
import { readFile, writeFile } from 'node:fs/promises';
import { UserError } from './explain.ts';

/** @param option that names it, for the message @throws UserError */
export async function readText(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UserError(`${option} ${file}: ${(error as Error).message}`, { cause: error });
  }
}
/** @param file standard output without one @throws UserError */
export async function writeText(option: string, file: string | undefined, text: string): Promise<void> {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UserError(`${option} ${file}: ${(error as Error).message}`, { cause: error });
  }
}
