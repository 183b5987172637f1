/**
 * The frame of a contract: the same tests on an emulator in this process and on any cloud.
 * Tests within a file run one after the other; each cleans up after itself, also when it fails.
 */
import { randomUUID } from 'node:crypto';
import { type TestContext, beforeAll, describe, test } from 'vitest';
import { differences } from '../../contracts/differences.ts';
import { OpenStackError, type Patience, waitFor } from '../../client/index.ts';
import { type Actors, type Cast, cast } from './actors.ts';
import { type Need, lacking } from './needs.ts';
import { operationsOf } from './trace.ts';
import { release } from './release.ts';
import { openTarget, targetName } from './target.ts';

export interface Stage extends Actors {
  /** A name that nothing else on the cloud has. */
  name: (noun: string) => string;
  /** Clean-up, newest first, run even after a failure; that something is gone already is no failure. */
  later: (work: () => unknown) => void;
  settled: typeof settled;
}
type Work = (stage: Stage) => Promise<void>;
export interface It {
  (what: string, work: Work): void;
  /** The test with needs of its own. */
  needing: (needs: readonly Need[], what: string, work: Work) => void;
  /** The test of what no real cloud can show; not run on one. @param reason why it can't */
  emulatorOnly: (reason: string, what: string, work: Work) => void;
}
export interface Terms {
  needs: readonly Need[];
  /** Why no real cloud can show any of it. */
  emulatorOnly?: string;
}

/** Polls until the predicate holds; a minute on a real cloud. */
export const settled = <T>(load: () => Promise<T>, predicate: (state: T) => boolean | Promise<boolean>, patience: Patience = {}): Promise<T> =>
  waitFor(load, predicate, { timeout: targetName === 'cloud' ? 120_000 : 5000, interval: targetName === 'cloud' ? 500 : 50, ...patience });

const TIMEOUT = targetName === 'cloud' ? 180_000 : 20_000;

let company: Cast | undefined;
/** Opens the cloud of a file, whose contracts share it. */
async function gather(): Promise<() => Promise<void>> {
  if (company) return async () => undefined;
  const target = await openTarget();
  const gathered = (company = cast(target));
  return async () => {
    company = undefined;
    await gathered.dismiss();
    await target.close();
  };
}

/** @example contract('flavors', { needs: ['admin'] }, (it) => { it('are listed', async ({ member }) => { ... }) }) */
export function contract(noun: string, terms: Terms, define: (it: It) => void): void {
  beforeAll(gather, TIMEOUT);
  describe(noun, () => {
    const add = (own: Partial<Terms>, what: string, work: Work): void => {
      const { needs, emulatorOnly } = { ...terms, ...own };
      test(what, { timeout: TIMEOUT }, async (context) => {
        if (!company) throw new Error('no cloud was opened');
        const actors = company;
        if (emulatorOnly !== undefined) context.task.meta.emulatorOnly = emulatorOnly;
        if (emulatorOnly !== undefined && targetName === 'cloud') context.skip(`emulator only: ${emulatorOnly}`);
        const reason = await lacking(needs, actors.admin);
        if (reason) context.skip(reason);
        if (targetName === 'cloud') context.task.meta.release = await release(actors.admin);
        const operations = new Set<string>();
        try {
          await operationsOf(operations, async () => judged(context, `${noun} > ${what}`, async () => play(actors, work)));
        } finally {
          context.task.meta.operations = [...operations].toSorted();
        }
      });
    };
    const it = (what: string, work: Work): void => add({}, what, work);
    const needing: It['needing'] = (needs, what, work) => add({ needs: [...terms.needs, ...needs] }, what, work);
    define(Object.assign(it, { needing, emulatorOnly: (emulatorOnly: string, what: string, work: Work) => add({ emulatorOnly }, what, work) }));
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
  const failures: unknown[] = [];
  const attempt = async (step: () => unknown): Promise<void> => {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  };
  await attempt(() => work(stage));
  for (const step of undo) await attempt(() => forgiving(step));
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '));
  if (failures.length) throw failures[0];
}
/** Clean-up of what the test has deleted already. */
async function forgiving(step: () => unknown): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof OpenStackError && error.status === 404)) throw error;
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
    /** What it asked the cloud for: `compute.flavors.list`. */
    operations?: string[];
    /** Why no real cloud can show it. */
    emulatorOnly?: string;
    difference?: string;
  }
}
