/**
 * What each test of the contract asks of a cloud, as a run on the emulator showed it: contracts/proofs.json, written where VIRGA_PROOFS=1 is set
 * (`npm run coverage`).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

const FILE = new URL('../../contracts/proofs.json', import.meta.url);
/** Test > the operations it asks for, and, if no real cloud can show it, why. */
export type Proofs = Record<string, { operations: string[]; emulatorOnly?: string }>;
export const readProofs = (): Proofs => JSON.parse(readFileSync(FILE, 'utf8')) as Proofs;

export default class ProofsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (process.env['VIRGA_PROOFS'] !== '1') return;
    const tests = modules.filter(({ project }) => project.name === 'memory').flatMap((module) => Array.from(module.children.allTests()));
    const proofs = tests.map((test): [string, Proofs[string]] => {
      const { operations = [], emulatorOnly } = test.meta();
      return [test.fullName, { operations, ...(emulatorOnly !== undefined && { emulatorOnly }) }];
    });
    // one line a test
    const lines = proofs.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, proof]) => `  ${JSON.stringify(name)}: ${JSON.stringify(proof)}`);
    writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`);
  }
}
