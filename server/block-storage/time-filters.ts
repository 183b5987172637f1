/** Filters of times: `gt:2026-01-01T00:00:00,lt:2026-02-01`. `cinder/api/v3/volumes.py: _handle_time_comparison_filters` */
import { badRequest } from '../core/errors.ts';

const OPERATORS: Record<string, (time: number, bound: number) => boolean> = {
  gt: (time, bound) => time > bound,
  gte: (time, bound) => time >= bound,
  eq: (time, bound) => time === bound,
  neq: (time, bound) => time !== bound,
  lt: (time, bound) => time < bound,
  lte: (time, bound) => time <= bound,
};

/** Whether a time (ms; null where there is none) holds. @throws CloudError 400 */
export function timeFilter(text: string): (time: number | null) => boolean {
  const all = text.split(',').map((comparison) => {
    const [operator = '', ...rest] = comparison.split(':');
    if (!Object.hasOwn(OPERATORS, operator)) throw badRequest(`Invalid ${operator} operator`);
    // without a time upstream takes the operator for one
    const time = rest.length ? rest.join(':') : operator;
    const bound = parsed(time);
    if (bound === undefined) throw badRequest(`Invalid ${time} value`);
    return (value: number) => OPERATORS[operator]?.(Math.floor(value / 1000) * 1000, bound) ?? false;
  });
  return (time) => time !== null && all.every((holds) => holds(time));
}
function parsed(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const time = Date.parse(/[zZ]|[+-]\d{2}:?\d{2}$/.test(text.slice(10)) ? text : `${text.includes('T') ? text : `${text}T00:00:00`}Z`);
  return Number.isNaN(time) ? undefined : time;
}
