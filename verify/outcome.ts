/** What came of the tests, and of the operations that they asked for. */
export interface Outcome {
  /** `flavors > are listed` */
  name: string;
  state: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  message?: string;
  /** `compute.flavors.list` */
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

/**
 * One failed test makes its operations fail, one that passed keeps them from being skipped.
 * @param asked what each test asks for, where it runs: a skipped one has asked for nothing
 */
export function byOperation(all: readonly Outcome[], asked: Record<string, { operations: readonly string[] }>): OperationOutcome[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of all) {
    const operations = outcome.state === 'skipped' ? (asked[outcome.name]?.operations ?? []) : outcome.operations;
    for (const operation of operations) groups.set(operation, [...(groups.get(operation) ?? []), outcome]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, tests]) => ({
      operation,
      tests,
      state: (['failed', 'passed'] as const).find((state) => tests.some((one) => one.state === state)) ?? 'skipped',
    }));
}
