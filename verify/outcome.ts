/** What came of the tests, and of the operations that they asked for. */
export interface Outcome {
  /** `flavors > are listed` */
  name: string;
  state: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  message?: string;
  /** `compute flavors.list` */
  operations: readonly string[];
}
export interface OperationOutcome {
  operation: string;
  state: Outcome['state'];
  tests: readonly Outcome[];
}

const outcomes: Outcome[] = [];
export const keep = (outcome: Outcome): void => void outcomes.push(outcome);
export const kept = (): readonly Outcome[] => outcomes;

/** One failed test makes its operations fail. A skipped test has asked for none, so it shows among the tests alone. */
export function byOperation(all: readonly Outcome[]): OperationOutcome[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of all) for (const operation of outcome.operations) groups.set(operation, [...(groups.get(operation) ?? []), outcome]);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, tests]) => ({ operation, tests, state: tests.some(({ state }) => state === 'failed') ? 'failed' : 'passed' }));
}
