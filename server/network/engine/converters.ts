/** Values as attribute maps convert them. `neutron_lib/api/converters.py` */
import { str } from '../../core/python.ts';
import { formatAddress, parseAddress, parseCidr } from '../addresses.ts';
import { invalidInput } from '../faults.ts';

const TRUE = ['1', 't', 'true', 'on', 'y', 'yes'];
const FALSE = ['0', 'f', 'false', 'off', 'n', 'no'];
/** Python words for yes and no, in any case. Throws 400. */
export function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = str(value).trim().toLowerCase();
  if (TRUE.includes(text)) return true;
  if (FALSE.includes(text)) return false;
  throw invalidInput(`'${str(value)}' cannot be converted to boolean`);
}
export const toBooleanUnlessNull = (value: unknown): boolean | null => (value === null ? null : toBoolean(value));

/** As Python's `int()`: truncates numbers, reads strings of digits. */
export function toInt(value: unknown): number {
  if (typeof value === 'boolean') return Number(value);
  const digits = typeof value === 'string' && /^\s*[-+]?\d+\s*$/.test(value);
  const number = typeof value === 'number' || digits ? Math.trunc(Number(value)) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw invalidInput(`'${str(value)}' is not an integer`);
}
export const nullToList = (value: unknown): unknown => value ?? [];

/** IPv6 in its canonical form; whatever else stays as it is, for the validator to judge. */
export function toCanonicalIp(value: unknown): unknown {
  const address = parseAddress(value);
  return address?.version === 6 ? formatAddress(6, address.value) : value;
}
/** Keeps the host bits. Throws 400 on what is no CIDR. */
export function toCanonicalCidr(value: unknown): string {
  const cidr = parseCidr(value);
  if (!cidr) throw invalidInput(`${str(value)} is not in a CIDR format`);
  return `${formatAddress(cidr.version, cidr.ip)}/${cidr.prefix}`;
}
/** The addresses of allocation pools in their canonical form. Throws 400 on what is no list of pools. */
export function toCanonicalPools(value: unknown): unknown {
  if (value === null) return [];
  const isPool = (pool: unknown): pool is object => typeof pool === 'object' && pool !== null && !Array.isArray(pool);
  if (!Array.isArray(value) || !value.every(isPool)) throw invalidInput('Invalid data format for allocation pools');
  return value.map((pool) => Object.fromEntries(Object.entries(pool).map(([key, ip]) => [key, toCanonicalIp(ip)])));
}

/** The bytes of a MAC address in any of the notations that netaddr reads, or undefined. */
function macDigits(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^([0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2}$/i.test(text))
    return text
      .split(/[:-]/)
      .map((part) => part.padStart(2, '0'))
      .join('');
  if (/^([0-9a-f]{4}\.){2}[0-9a-f]{4}$/i.test(text)) return text.replaceAll('.', '');
  return /^[0-9a-f]{12}$/i.test(text) ? text : undefined;
}
/** `xx:xx:xx:xx:xx:xx`; what is no MAC address stays as it is. */
export function toMac(value: unknown): unknown {
  const digits = macDigits(value);
  return digits ? (digits.toLowerCase().match(/../g) ?? []).join(':') : value;
}

/** Filters of the form `ip_address=10.0.0.4`: key > values. */
export function pairs(values: readonly string[]): Record<string, string[]> {
  const map: Record<string, string[]> = {};
  if (values.length === 1 && values[0] === 'True') return map;
  for (const text of values) {
    const [key = '', value] = text.split(/=(.*)/s).map((part) => part.trim());
    if (!key || value === undefined) throw invalidInput(`'${text}' is not of the form <key>=[value]`);
    (map[key] ??= []).push(value);
  }
  return map;
}
