/** Complaints about bodies, in Keystone's words. `keystone/api/validation/validators.py`, `keystone/common/validation/validators.py` */
import type { Operation } from '../../contracts/operation.ts';
import type { Violation } from '../core/dialect.ts';
import { str } from '../core/python.ts';
import { SPELLED, spelledOut } from './spelled-out.ts';

/** The first violation counts. */
export function sentence([violation]: readonly Violation[], row: Operation): string {
  if (!violation) return 'Malformed request body';
  const { path, value, message } = violation;
  const [key, schema] = SPELLED[row.path] ?? [];
  if (schema && path[0] === key) return spelledOut(schema, { ...violation, path: path.slice(1), value: value === undefined ? {} : value });
  return path.length ? `Invalid input for field/attribute ${path.at(-1)}. Value: ${str(value)}. ${message}` : message;
}
