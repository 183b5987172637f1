/** The report in lines. */
import type { OperationOutcome, Outcome } from './outcome.ts';

const STATES = ['passed', 'failed', 'skipped'] as const;
const MARKS = { passed: 'pass', failed: 'FAIL', skipped: 'skip' } as const;

export function summary(operations: readonly OperationOutcome[], tests: readonly Outcome[]): string {
  const lines = operations.map(({ operation, state, tests: asked }) => {
    const failed = asked.find((test) => test.state === 'failed');
    return `${MARKS[state]}  ${operation}${failed ? `  (${failed.name})` : ''}`;
  });
  return ['', ...lines, '', `operations: ${counts(operations)}`, `tests: ${counts(tests)}`].join('\n');
}

/** `12 passed, 0 failed, 1 skipped` */
export const counts = (group: readonly { state: Outcome['state'] }[]): string =>
  STATES.map((state) => `${group.filter((one) => one.state === state).length} ${state}`).join(', ');
