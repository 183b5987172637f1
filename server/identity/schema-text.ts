/** Complaints about bodies, in Keystone's words. `keystone/api/validation/validators.py`, `keystone/common/validation/validators.py` */
import type { Violation } from '../core/dialect.ts';
import { str } from '../core/python.ts';
import { best } from '../http/schema-text.ts';

export function sentence(violations: readonly Violation[], _input: unknown): string {
  const violation = best(violations);
  if (!violation) return 'Malformed request body';
  const { path, value, message } = violation;
  return path.length ? `Invalid input for field/attribute ${path.at(-1)}. Value: ${str(value)}. ${message}` : message;
}
