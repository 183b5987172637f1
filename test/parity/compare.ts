/** Two answers to the same request, in four layers. */
import { isDeepStrictEqual } from 'node:util';
import type { Answer } from './play.ts';

export const layers = ['status', 'headers', 'shape', 'values'] as const;
export type Layer = (typeof layers)[number];
export type Difference = Partial<Record<Layer, string>>;

/** What differs, layer by layer, in words. @param request that both answered; lists count as sorted only where it asks for that */
export function compare(real: Answer, ours: Answer, request: string): Difference {
  const differences: Difference = {};
  if (real.status !== ours.status) differences.status = `${real.status} is ${ours.status}`;
  const headers = first([...new Set([...Object.keys(real.headers), ...Object.keys(ours.headers)])], (name) =>
    real.headers[name] === ours.headers[name] ? undefined : `${name}: ${real.headers[name]} is ${ours.headers[name]}`,
  );
  if (headers !== undefined) differences.headers = headers;
  const shape = shapes(real.body, ours.body, '');
  if (shape !== undefined) differences.shape = shape;
  const sorted = /[?&]sort(?:_key)?=/.test(request);
  const value = values(real.body, ours.body, '', sorted);
  if (value !== undefined) differences.values = value;
  return differences;
}

type Members = Record<string, unknown>;
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Members and types. The elements of a list are compared as one, for a shared cloud has more of them. */
function shapes(real: unknown, ours: unknown, path: string): string | undefined {
  if (isObject(real) && isObject(ours)) {
    return first([...new Set([...Object.keys(real), ...Object.keys(ours)])], (key) => {
      if (!(key in ours)) return `${path}/${key} is missing`;
      if (!(key in real)) return `${path}/${key} should not be`;
      return shapes(real[key], ours[key], `${path}/${key}`);
    });
  }
  if (Array.isArray(real) && Array.isArray(ours)) {
    const [pair] = pairs(real, ours);
    return pair ? shapes(pair[0], pair[1], `${path}/0`) : undefined;
  }
  return kind(real) === kind(ours) || real === null || ours === null ? undefined : `${path}: ${kind(real)} is ${kind(ours)}`;
}

/** Every value; in lists of things, of those that both clouds have. */
function values(real: unknown, ours: unknown, path: string, sorted = false): string | undefined {
  if (isObject(real) && isObject(ours)) {
    return first(Object.keys(real), (key) => (key in ours ? values(real[key], ours[key], `${path}/${key}`, sorted) : `${path}/${key} is missing`));
  }
  if (Array.isArray(real) && Array.isArray(ours)) {
    if (real.length && real.every(isObject))
      return alone(real, ours, path, sorted) ?? first(pairs(real, ours), ([a, b]) => values(a, b, `${path}/${name(a) ?? 0}`));
    return isDeepStrictEqual(new Set(real), new Set(ours)) ? undefined : `${path}: ${short(real)} is ${short(ours)}`;
  }
  return isDeepStrictEqual(real, ours) ? undefined : `${path}: ${short(real)} is ${short(ours)}`;
}
const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 300) ?? 'undefined';

/** What tells an element of a list from the others. */
function name(item: unknown): string | undefined {
  if (!isObject(item)) return undefined;
  const key = ['binary', 'id', 'uuid', 'alias', 'network_id', 'name', 'rel', 'keypair']
    .map((member) => item[member])
    .find((value) => value !== undefined && value !== '<uuid>' && value !== '<hex>');
  return key === undefined ? undefined : JSON.stringify(key);
}
const isOwn = (item: unknown): boolean => /^"\{.*\}"$/.test(name(item) ?? '');
/** What the transcript has made or named is on both clouds or on neither. */
function alone(real: readonly unknown[], ours: readonly unknown[], path: string, sorted: boolean): string | undefined {
  const [theirs, others] = [real, ours].map((items) => items.filter(isOwn).map((item) => name(item) ?? ''));
  const order = (names: string[] = []): string[] => (sorted ? names : names.toSorted());
  return isDeepStrictEqual(order(theirs), order(others)) ? undefined : `${path}: ${theirs?.join(', ')} are ${others?.join(', ')}`;
}
function pairs(real: readonly unknown[], ours: readonly unknown[]): [unknown, unknown][] {
  const named = real.flatMap((item): [unknown, unknown][] => {
    const namesakes = name(item) === undefined ? [] : ours.filter((other) => name(other) === name(item));
    const twin = likest(item, namesakes);
    return twin === undefined ? [] : [[item, twin]];
  });
  if (named.length) return named.toSorted(([a], [b]) => Number(isOwn(b)) - Number(isOwn(a)));
  // what there is more of on the real cloud has no twin
  return real.flatMap((item): [unknown, unknown][] => {
    const twin = likest(item, ours);
    return twin === undefined || (real.length > ours.length && values(item, twin, '') !== undefined) ? [] : [[item, twin]];
  });
}
const likest = (item: unknown, others: readonly unknown[]): unknown => others.find((other) => values(item, other, '') === undefined) ?? others[0];
