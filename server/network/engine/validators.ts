/** Why an attribute's value is refused. `neutron_lib/api/validators/__init__.py` */
import { isUuidLike } from '../../../contracts/json-schema.ts';
import { repr, str } from '../../core/python.ts';
import { formatAddress, isLoopback, parseAddress, parseCidr } from '../addresses.ts';

export type Validator = (value: unknown) => string | undefined;

/** Null passes, whatever the validator says. */
export const orNull =
  (validator: Validator): Validator =>
  (value) =>
    value === null ? undefined : validator(value);

/** @param max length in characters */
export const string =
  (max: number): Validator =>
  (value) => {
    if (typeof value !== 'string') return `'${str(value)}' is not a valid string`;
    return value.length > max ? `'${value}' exceeds maximum length of ${max}` : undefined;
  };
/** A name is made of printable characters of the basic plane, and has no blank at either end. */
const UNNAMEABLE = /[\p{C}\p{Zl}\p{Zp}\u{ffff}-\u{10ffff}]|^\p{Zs}|\p{Zs}$/u;
export const nameString =
  (max: number): Validator =>
  (value) =>
    string(max)(value) ?? (UNNAMEABLE.test(value as string) ? `'${str(value)}' is not a valid string` : undefined);
export const notEmptyName =
  (max: number): Validator =>
  (value) =>
    string(max)(value) ?? ((value as string).trim() ? nameString(max)(value) : `'${str(value)}' Blank strings are not permitted`);

/** One of a few. */
export const values =
  (allowed: readonly unknown[]): Validator =>
  (value) =>
    allowed.includes(value) ? undefined : `${str(value)} is not in valid_values`;
/** Both ends included; the value is converted already. */
export const range =
  (min: number, max: number): Validator =>
  (value) => {
    if (Number(value) < min) return `'${str(value)}' is too small - must be at least '${min}'`;
    return Number(value) > max ? `'${str(value)}' is too large - must be no larger than '${max}'` : undefined;
  };
export const nonNegative: Validator = (value) => (Number(value) < 0 ? `'${str(value)}' should be non-negative` : undefined);
export const uuid: Validator = (value) => (isUuidLike(str(value)) ? undefined : `'${str(value)}' is not a valid UUID`);
export const dictOrNull: Validator = (value) => (typeof value === 'object' && !Array.isArray(value) ? undefined : `'${str(value)}' is not a dictionary`);
export const mac: Validator = (value) =>
  typeof value === 'string' && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(value) && value !== '00:00:00:00:00:00'
    ? undefined
    : `'${str(value)}' is not a valid MAC address`;

/** IPv4 in its canonical form only: libraries disagree on the rest. */
export const ipAddress: Validator = (value) => {
  const address = parseAddress(value);
  if (!address) return `'${str(value)}' is not a valid IP address`;
  const canonical = formatAddress(address.version, address.value);
  return address.version === 4 && canonical !== value ? `'${str(value)}' is not an accepted IP address, '${canonical}' is recommended` : undefined;
};
export const subnet: Validator = (value) => (parseCidr(value) && str(value).includes('/') ? undefined : `'${str(value)}' is not a valid IP subnet`);
const routeCidr: Validator = (value) => {
  const net = parseCidr(value);
  if (!net || !str(value).includes('/') || net.first !== net.ip) return `'${str(value)}' is not a valid CIDR`;
  return isLoopback(net) ? `'${str(value)}' is not a routable CIDR` : undefined;
};

/** Every item once, each of them valid. */
export const list =
  (item: Validator): Validator =>
  (value) => {
    if (!Array.isArray(value)) return `'${str(value)}' is not a list`;
    const doubled = duplicates(value);
    return doubled.length ? `Duplicate items in the list: '${doubled.map(str).join(', ')}'` : first(value, item);
  };
const first = (items: readonly unknown[], validator: Validator): string | undefined => {
  for (const item of items) {
    const reason = validator(item);
    if (reason) return reason;
  }
  return undefined;
};
const duplicates = (items: readonly unknown[]): unknown[] => {
  const seen = new Map<string, number>();
  return items.filter((item) => {
    const key = JSON.stringify(item);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) === 2;
  });
};

const isDict = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const keysOf = (expected: readonly string[], value: unknown): string | undefined => {
  if (!isDict(value)) return `Invalid input. '${str(value)}' must be a dictionary with keys: [${expected.map(repr).join(', ')}]`;
  const provided = Object.keys(value);
  const same = provided.length === expected.length && expected.every((key) => provided.includes(key));
  const set = (keys: readonly string[]) => (keys.length ? `{${keys.map(repr).join(', ')}}` : 'set()');
  return same ? undefined : `Validation of dictionary's keys failed. Expected keys: ${set(expected)} Provided keys: ${set(provided)}`;
};
/** `validate_ip_pools`: the addresses of each pool, but not whether they are in order. */
export const ipPools: Validator = (value) => {
  if (!Array.isArray(value)) return `Invalid data format for IP pool: '${str(value)}'`;
  return first(
    value,
    (pool) => keysOf(['start', 'end'], pool) ?? first(['start', 'end'], (key) => ipAddress((pool as Record<string, unknown>)[key as string])),
  );
};
/** `validate_fixed_ips`: addresses once each, subnets by UUID. */
export const fixedIps: Validator = (value) => {
  if (!Array.isArray(value)) return `Invalid data format for fixed IP: '${str(value)}'`;
  const seen = new Set<unknown>();
  return first(value, (fixed) => {
    if (!isDict(fixed)) return `Invalid data format for fixed IP: '${str(fixed)}'`;
    const { ip_address: ip, subnet_id: subnetId } = fixed;
    if (ip !== undefined) {
      if (seen.has(ip)) return `Duplicate IP address '${str(ip)}'`;
      const reason = ipAddress(ip);
      if (reason) return reason;
      seen.add(ip);
    }
    return subnetId === undefined ? undefined : uuid(subnetId);
  });
};
/** `validate_nameservers`: addresses once each. */
export const nameservers: Validator = (value) => {
  if (!Array.isArray(value)) return `Invalid data format for nameserver: '${str(value)}'`;
  const seen = new Set<unknown>();
  return first(value, (host) => {
    const reason = ipAddress(host);
    if (reason) return `'${str(host)}' is not a valid nameserver. ${reason}`;
    if (seen.has(host)) return `Duplicate nameserver '${str(host)}'`;
    seen.add(host);
    return undefined;
  });
};
/** `validate_hostroutes`: routable destinations, each pair once. */
export const hostRoutes: Validator = (value) => {
  if (!Array.isArray(value)) return `Invalid data format for hostroute: '${str(value)}'`;
  const seen = new Set<string>();
  return first(value, (route) => {
    const reason = keysOf(['destination', 'nexthop'], route);
    if (reason) return reason;
    const { destination, nexthop } = route as Record<string, unknown>;
    const wrong = routeCidr(destination) ?? ipAddress(nexthop);
    if (wrong) return wrong;
    const key = `${str(destination)} ${str(nexthop)}`;
    if (seen.has(key)) return `Duplicate hostroute '${str(route)}'`;
    seen.add(key);
    return undefined;
  });
};
