/**
 * Stands in for vitest where the contract runs outside of a checkout: vitest's own `expect`, tests by Node's runner. So an installed package can
 * run the contract, and needs nothing more for it.
 */
import { after, before, describe as suite, test as run } from 'node:test';
import { keep } from './outcome.ts';

export { expect } from 'vitest';

interface Context {
  skip: (reason: string) => never;
  task: { meta: { operations?: string[]; emulatorOnly?: string } };
}
class Skipped extends Error {}
let noun = '';

export function describe(name: string, define: () => void): void {
  void suite(name, () => {
    noun = name;
    define();
  });
}

export function test(what: string, { timeout }: { timeout: number }, work: (context: Context) => Promise<void>): void {
  const name = `${noun} > ${what}`;
  void run(what, { timeout }, async (own) => {
    const meta: Context['task']['meta'] = {};
    const skip = (reason: string): never => {
      own.skip(reason);
      throw new Skipped(reason);
    };
    try {
      await work({ skip, task: { meta } });
      keep({ name, state: 'passed', operations: meta.operations ?? [] });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      keep({ name, state: error instanceof Skipped ? 'skipped' : 'failed', message, operations: meta.operations ?? [] });
      if (!(error instanceof Skipped)) throw error;
    }
  });
}

/** @param prepare gives the clean-up */
export function beforeAll(prepare: () => Promise<() => Promise<void>>, timeout: number): void {
  let clean: () => Promise<void> = async () => undefined;
  before(async () => void (clean = await prepare()), { timeout });
  after(async () => clean(), { timeout });
}
