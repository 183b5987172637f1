/**
 * The frame of a contract: the same tests on an emulator in this process and on any cloud.
 * Tests within a file run one after the other; each cleans up after itself, also when it fails.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, type TestContext, test } from 'vitest';
import { differences } from '../../contracts/differences.ts';
import { type Patience, waitFor } from '../../client/index.ts';
import { type Actors, cast } from './actors.ts';
import { type Need, lacking } from './needs.ts';
import { release } from './release.ts';
import { openTarget, targetName } from './target.ts';

export interface Stage extends Actors {
  /** A name that nothing else on the cloud has. */
  name: (noun: string) => string;
  /** Clean-up, newest first, run even after a failure; what is gone already may fail. */
  later: (work: () => unknown) => void;
  settled: typeof settled;
}
type Work = (stage: Stage) => Promise<void>;
export interface It {
  (what: string, work: Work): void;
  /** The test with needs of its own. */
  needing: (needs: readonly Need[], what: string, work: Work) => void;
}

/** Polls until the predicate holds; a minute on a real cloud. */
export const settled = <T>(load: () => Promise<T>, predicate: (state: T) => boolean | Promise<boolean>, patience: Patience = {}): Promise<T> =>
  waitFor(load, predicate, { timeout: targetName === 'cloud' ? 120_000 : 5000, interval: targetName === 'cloud' ? 500 : 50, ...patience });

const TIMEOUT = targetName === 'cloud' ? 180_000 : 20_000;
const target = openTarget();

/** @example contract('flavors', { needs: ['admin'] }, (it) => { it('are listed', async ({ member }) => { ... }) }) */
export function contract(noun: string, { needs }: { needs: readonly Need[] }, define: (it: It) => void): void {
  describe(noun, () => {
    let company: ReturnType<typeof cast>;
    beforeAll(async () => {
      company = cast(await target);
      await company.prepare();
    }, TIMEOUT);
    afterAll(async () => {
      await company.dismiss();
      await (await target).close();
    }, TIMEOUT);

    const add = (own: readonly Need[], what: string, work: Work): void => {
      test(what, { timeout: TIMEOUT }, async (context) => {
        const reason = await lacking([...needs, ...own], company.admin);
        if (reason) context.skip(reason);
        if (targetName === 'cloud') context.task.meta.release = await release(company.admin);
        await judged(context, `${noun} > ${what}`, () => play(company, work));
      });
    };
    define(Object.assign((what: string, work: Work) => add([], what, work), { needing: add }));
  });
}

async function play(company: Actors, work: Work): Promise<void> {
  const undo: (() => unknown)[] = [];
  const stage: Stage = {
    ...company,
    name: (noun) => `virga-${noun}-${randomUUID().slice(0, 8)}`,
    later: (step) => void undo.unshift(step),
    settled,
  };
  try {
    await work(stage);
  } finally {
    for (const step of undo) await Promise.resolve(step()).catch(() => undefined);
  }
}

/** On a cloud, a listed difference has to differ. */
async function judged({ task }: TestContext, name: string, work: () => Promise<void>): Promise<void> {
  const known = targetName === 'cloud' ? differences.find((difference) => difference.test === name) : undefined;
  if (!known) return work();
  task.meta.difference = known.reason;
  const failed = await work().then(
    () => false,
    () => true,
  );
  if (!failed) throw new Error(`listed in contracts/differences.ts (${known.reason}), but it no longer differs`);
}

declare module 'vitest' {
  interface TaskMeta {
    release?: string;
    difference?: string;
  }
}
