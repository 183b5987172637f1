/** What single query parameters ask of an image. `glance/db/sqlalchemy/api.py` (`_make_conditions_from_filters`), `glance/common/utils.py` */
import { badRequest } from '../core/errors.ts';
import type { Image } from './images.ts';

export type Filter = (image: Image) => boolean;

/** `true` or `false`; throws 400 on anything else. */
export function flag(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw badRequest(`Invalid value '${text}' for '${name}' filter. Valid values are 'true' or 'false'.`);
}

const RANGES = ['size', 'virtual_size', 'min_ram', 'min_disk'] as const;
const LISTS = ['name', 'id', 'status', 'container_format', 'disk_format'] as const;
const PLAIN = ['checksum', 'os_hash_algo', 'os_hash_value', 'owner', 'size', 'virtual_size', 'min_ram', 'min_disk'] as const;
const isOneOf = <T extends string>(names: readonly T[], name: string): name is T => names.includes(name as T);

/** Throws 400 on a value that the parameter does not take. */
export function filterFor(key: string, text: string): Filter {
  const bound = /^(.*)_(min|max)$/.exec(key);
  if (bound && isOneOf(RANGES, bound[1] ?? '')) return range(bound[1] as (typeof RANGES)[number], bound[2] === 'min', text);
  if (key === 'created_at' || key === 'updated_at') return time(key, text);
  if (isOneOf(LISTS, key)) return among(key, text);
  if (isOneOf(PLAIN, key)) return (image) => image[key] !== null && String(image[key]) === text;
  return ({ properties }) => Object.hasOwn(properties, key) && properties[key] === text;
}

function range(key: (typeof RANGES)[number], atLeast: boolean, text: string): Filter {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest('Unable to filter on a range with a non-numeric value.');
  const bound = Number(text);
  return ({ [key]: value }) => value !== null && (atLeast ? value >= bound : value <= bound);
}

function operatorOf(expression: string): [operator: string, operand: string] {
  const colon = expression.indexOf(':');
  if (colon === -1 || parseTime(expression) !== undefined) return ['eq', expression];
  return [expression.slice(0, colon), expression.slice(colon + 1)];
}

const COMPARISONS: Record<string, (a: number, b: number) => boolean> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  neq: (a, b) => a !== b,
  eq: (a, b) => a === b,
};
function time(key: 'created_at' | 'updated_at', text: string): Filter {
  const [operator, operand] = operatorOf(text);
  const threshold = parseTime(operand);
  if (threshold === undefined) throw badRequest(`Bad "${key}" query filter format. Use ISO 8601 DateTime notation.`);
  const compare = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined;
  if (!compare) throw badRequest('Unable to filter on a unknown operator.');
  return (image) => compare(image[key], threshold);
}
const ISO = /^(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[ T](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/;
/** Milliseconds; without a zone it is UTC. */
function parseTime(text: string): number | undefined {
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '0', zone = 'Z'] = ISO.exec(text) ?? [];
  const offset = zone === 'Z' ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`);
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
  return Number.isNaN(at) ? undefined : at;
}

function among(key: (typeof LISTS)[number], text: string): Filter {
  const [operator, operand] = operatorOf(text);
  if (operator === 'eq') return (image) => image[key] === operand;
  if (operator !== 'in') throw badRequest(`Unable to filter by unknown operator '${operator}'.`);
  const values = split(operand);
  return (image) => image[key] !== null && values.includes(image[key]);
}
/** Values between commas; one in double quotes may contain some. */
function split(text: string): string[] {
  const complaint = quoteComplaint(text);
  if (complaint) throw badRequest(`Invalid filter value ${text}. ${complaint}`);
  return [...text.matchAll(/"([^"\\]*(?:\\.[^"\\]*)*)",?|([^,]+),?|,/g)].map(([, inner, plain]) => inner || plain || '');
}
function quoteComplaint(text: string): string | undefined {
  let open = false;
  for (const { index: at } of text.matchAll(/(?<!\\)"/g)) {
    if (!open && at > 0 && text[at - 1] !== ',') return 'There is no comma before opening quotation mark.';
    if (open && at + 1 < text.length && text[at + 1] !== ',') return 'There is no comma after closing quotation mark.';
    open = !open;
  }
  return open ? 'The quote is not closed.' : undefined;
}
