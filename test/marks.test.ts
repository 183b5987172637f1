/** Every test of the contract either held on a real cloud, or says why it can't be held against one. */
import { globSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { It, Terms } from './contract/contract.ts';
import { readLedger } from './contract/ledger.ts';
import { readProofs } from './contract/proofs.ts';

const { declared } = vi.hoisted(() => ({ declared: new Map<string, string | undefined>() }));
/** Only lists what the contract says, and runs nothing of it. */
vi.mock('./contract/contract.ts', () => ({
  settled: undefined,
  contract(noun: string, terms: Terms, define: (it: It) => void) {
    const add = (what: string, reason = terms.emulatorOnly): void => void declared.set(`${noun} > ${what}`, reason);
    const it = (what: string): void => add(what);
    define(Object.assign(it, { needing: (_needs: unknown, what: string) => add(what), emulatorOnly: (reason: string, what: string) => add(what, reason) }));
  },
}));
const files = globSync('contracts/**/*.contract.ts');
await Promise.all(files.map(async (file) => import(`../${file}`)));

test('the contract is found', () => {
  expect(declared.size).toBeGreaterThan(files.length);
});

test('every test has one mark: validated on a real cloud, or for the emulator only', () => {
  const ledger = readLedger();
  const unmarked = [...declared].filter(([name, reason]) => reason === undefined && !(name in ledger)).map(([name]) => name);
  // run it there: OS_CLOUD=... npm run contracts -- --project cloud FILE; or declare it.emulatorOnly(reason, ...)
  expect(unmarked).toEqual([]);
  expect([...declared].filter(([name, reason]) => reason !== undefined && name in ledger).map(([name]) => name)).toEqual([]);
});

test('the ledger and the proofs know no other tests (npm run coverage)', () => {
  expect(Object.keys(readLedger()).filter((name) => !declared.has(name))).toEqual([]);
  expect(Object.keys(readProofs()).toSorted()).toEqual([...declared.keys()].toSorted());
});
