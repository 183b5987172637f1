import { defineConfig } from 'vitest/config';
import { LedgerReporter } from './test/contract/ledger.ts';
import { SummaryReporter } from './test/contract/summary.ts';

/** The contract on one kind of cloud: files share a process, which loads the services once, but no cloud. */
const contract = (target: 'memory' | 'sqlite' | 'cloud') => ({
  test: { name: target, include: ['contracts/**/*.contract.ts'], env: { VIRGA_TARGET: target }, isolate: false },
});
/** A real cloud is only spoken to when it is asked for by name, and by one file at a time. */
const asked = process.argv.some((argument) => /^(--project=)?cloud$/.test(argument));

export default defineConfig({
  test: {
    reporters: ['default', new LedgerReporter(), new SummaryReporter()],
    maxWorkers: '100%',
    ...(asked && { fileParallelism: false }),
    projects: [
      contract('memory'),
      contract('sqlite'),
      ...(asked ? [contract('cloud')] : []),
      { test: { name: 'wire', include: ['test/**/*.test.ts'], exclude: ['test/cli/**'], testTimeout: 30_000 } },
      { test: { name: 'cli', include: ['test/cli/**/*.test.ts'], globalSetup: 'test/cli/install.ts' } },
    ],
  },
});
