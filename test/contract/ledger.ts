/** After a run on a cloud, notes in `contracts/ledger.json` when and against which release each test held. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestModule } from 'vitest/node';
import { finishRecording, startRecording } from './recorder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = new URL('../../contracts/ledger.json', import.meta.url);
/** When a test held and on which release, or why the clouds that were asked could not run it. */
export type Ledger = Record<string, { validated: string; release: string } | { skipped: string }>;
export const readLedger = (): Ledger => (existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Ledger) : {});

const isEmulatorOnly = (note: string): boolean => note.startsWith('emulator only: ');
const nounOf = (test: string): string => test.slice(0, test.indexOf(' > '));

export class LedgerReporter implements Reporter {
  onTestRunStart(): void {
    startRecording();
  }
  onTestRunEnd(modules: readonly TestModule[]): void {
    finishRecording();
    const ledger = readLedger();
    const before = JSON.stringify(ledger);
    const today = new Date().toISOString().slice(0, 10);
    const ran = modules.filter(({ project }) => project.name === 'cloud');
    const tests = ran.flatMap((module) => Array.from(module.children.allTests()));
    // of the nouns that ran, what is no test any more; of all, when all ran
    const names = new Set(tests.map(({ fullName }) => fullName));
    const nouns = new Set(tests.map(({ fullName }) => nounOf(fullName)));
    const whole = ran.length === globSync('contracts/**/*.contract.ts', { cwd: ROOT }).length;
    for (const name of Object.keys(ledger)) if ((whole || nouns.has(nounOf(name))) && !names.has(name)) delete ledger[name];
    for (const test of tests) {
      const { release, difference } = test.meta();
      const result = test.result();
      if (result.state === 'failed') delete ledger[test.fullName];
      if (result.state === 'passed' && release && !difference) ledger[test.fullName] = { validated: today, release };
      // what the test says of itself needs no entry
      if (result.state === 'skipped' && result.note && !isEmulatorOnly(result.note)) ledger[test.fullName] ??= { skipped: result.note };
    }
    if (JSON.stringify(ledger) === before) return;
    const sorted = Object.fromEntries(Object.entries(ledger).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);
  }
}
