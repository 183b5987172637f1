/** Whether an extra spec makes sense, asked from 2.86 on. `nova/api/validation/extra_specs/validators.py`, `base.py` */
import { boolFromString } from '../../contracts/json-schema.ts';
import { badRequest } from '../core/errors.ts';
import { NAMESPACES, PATTERNS, RULES, type Rule } from './extra-spec-rules.ts';

/** Throws 400. */
export function checkExtraSpec(name: string, value: string): void {
  const rule = RULES.get(name) ?? PATTERNS.find(([pattern]) => pattern.test(name))?.[1];
  const wrong = rule && complaint(rule, value);
  if (wrong !== undefined) throw badRequest(`Validation failed; '${value}' ${wrong}.`);
  if (rule || !name.includes(':') || !NAMESPACES.test(name.split(':')[0] ?? '')) return;
  throw badRequest(`Validation failed; extra spec '${name}' does not appear to be a valid extra spec.`);
}

function complaint(rule: Rule, value: string): string | undefined {
  switch (rule.type) {
    case 'boolean':
      return boolFromString(value) === undefined ? 'is not a valid boolean-like value' : undefined;
    case 'integer':
      return integer(rule, value);
    case 'pattern':
      return rule.same.test(value) ? undefined : `is not of the format '${rule.pattern}'`;
    case 'one of':
      return rule.values.includes(value) ? undefined : `is not one of: ${rule.values.join(', ')}`;
    default:
      return undefined;
  }
}
function integer({ min = -Infinity, max = Infinity }: Extract<Rule, { type: 'integer' }>, value: string): string | undefined {
  if (!/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(value)) return 'is not a valid integer value';
  const number = Number(value.replaceAll('_', ''));
  if (number > max) return `is greater than the max value of '${max}'`;
  return number < min ? `is less than the min value of '${min}'` : undefined;
}
