/** JSON Schema as Python's jsonschema checks it, and the one complaint of several that it raises. `jsonschema/_keywords.py`, `jsonschema/exceptions.py` */
import { pformat } from '../core/pformat.ts';
import { repr } from '../core/python.ts';

export interface Schema {
  [keyword: string]: unknown;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: readonly Schema[];
}
type Path = readonly (string | number)[];
interface Complaint {
  message: string;
  schema: Schema;
  value: unknown;
  path: Path;
  /** The keyword that failed, at the end. */
  schemaPath: Path;
  /** What the alternatives of `anyOf` say. */
  context: readonly Complaint[];
}
/** Formats differ in strictness: bodies take ids without hyphens. */
export type Formats = Record<string, (text: string) => boolean>;

/** The printed complaint about a value, or nothing. */
export function complaint(schema: Schema, value: unknown, formats: Formats): string | undefined {
  const best = bestOf([...complaints(schema, value, formats, [], [])]);
  return best && printed(best);
}

type Key = readonly [depth: number, path: Path, strong: number, mistyped: number];
const keyOf = ({ path, schemaPath, schema, value }: Complaint): Key => [
  -path.length,
  path,
  Number(schemaPath.at(-1) !== 'anyOf'),
  Number(!('type' in schema) || !isOfType(schema['type'], value)),
];
/** The shallowest, among siblings the last by name, an alternative's only where nothing else is said. */
function bestOf(list: readonly Complaint[]): Complaint | undefined {
  let best = list.toSorted((a, b) => -order(keyOf(a), keyOf(b)))[0];
  while (best?.context.length) {
    const [first, second] = best.context.toSorted((a, b) => order(keyOf(a), keyOf(b)));
    if (!first || (second && order(keyOf(first), keyOf(second)) === 0)) return best;
    best = first;
  }
  return best;
}
function order(a: Key, b: Key): number {
  const n = a[1].findIndex((key, index) => key !== b[1][index]);
  const byPath = n === -1 ? 0 : (a[1][n] ?? '') < (b[1][n] ?? '') ? -1 : 1;
  return a[0] - b[0] || byPath || a[2] - b[2] || a[3] - b[3];
}

function printed({ message, schema, value, path, schemaPath }: Complaint): string {
  const place = (root: string, keys: Path): string => root + keys.map((key) => `[${repr(key)}]`).join('');
  const print = (thing: unknown): string => pformat(thing, 72).replaceAll(/^(?=.)/gm, '    ');
  const where = place('schema', schemaPath.slice(0, -1));
  return `${message}\n\nFailed validating ${repr(schemaPath.at(-1))} in ${where}:\n${print(schema)}\n\nOn ${place('instance', path)}:\n${print(value)}`;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const TYPES: Record<string, (value: unknown) => boolean> = {
  null: (value) => value === null,
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  array: Array.isArray,
  object: isObject,
};
const isOfType = (types: unknown, value: unknown): boolean => [types].flat().some((type) => TYPES[String(type)]?.(value));

type Keyword = (value: unknown, operand: never, formats: Formats) => string | undefined;
const least = (size: number, operand: number, few: string): string | undefined => (size < operand ? (operand === 1 ? 'should be non-empty' : few) : undefined);
/** What each keyword says after a value that it does not like. */
const KEYWORDS: Record<string, Keyword> = {
  type: (value, types: string | string[]) => (isOfType(types, value) ? undefined : `is not of type ${[types].flat().map(repr).join(', ')}`),
  enum: (value, allowed: unknown[]) => (allowed.includes(value) ? undefined : `is not one of ${repr(allowed)}`),
  format: (value, name: string, formats) => (typeof value !== 'string' || formats[name]?.(value) !== false ? undefined : `is not a ${repr(name)}`),
  pattern: (value, pattern: string) => (typeof value !== 'string' || new RegExp(pattern).test(value) ? undefined : `does not match ${repr(pattern)}`),
  minLength: (value, size: number) => (typeof value === 'string' ? least(Array.from(value).length, size, 'is too short') : undefined),
  maxLength: (value, size: number) => (typeof value === 'string' && Array.from(value).length > size ? 'is too long' : undefined),
  minimum: (value, limit: number) => (typeof value === 'number' && value < limit ? `is less than the minimum of ${limit}` : undefined),
  maximum: (value, limit: number) => (typeof value === 'number' && value > limit ? `is greater than the maximum of ${repr(limit)}` : undefined),
  minItems: (value, size: number) => (Array.isArray(value) ? least(value.length, size, 'is too short') : undefined),
  minProperties: (value, size: number) => (isObject(value) ? least(Object.keys(value).length, size, 'does not have enough properties') : undefined),
  uniqueItems: (value) =>
    Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size < value.length ? 'has non-unique elements' : undefined,
};

function* complaints(schema: Schema, value: unknown, formats: Formats, path: Path, schemaPath: Path): Generator<Complaint> {
  const say = (keyword: string, message: string, context: readonly Complaint[] = []): Complaint => ({
    message,
    schema,
    value,
    path,
    schemaPath: [...schemaPath, keyword],
    context,
  });
  for (const [keyword, operand] of Object.entries(schema)) {
    const message = KEYWORDS[keyword]?.(value, operand as never, formats);
    if (message !== undefined) yield say(keyword, `${repr(value)} ${message}`);
    if (keyword === 'anyOf') yield* alternatives(schema, value, formats, say);
    if (keyword === 'items' && Array.isArray(value)) {
      for (const [n, item] of value.entries()) yield* complaints(operand as Schema, item, formats, [...path, n], [...schemaPath, 'items']);
    }
    if (isObject(value))
      yield* members(keyword, schema, value, say, (part, key, way) => complaints(part, value[key], formats, [...path, key], [...schemaPath, ...way]));
  }
}
type Say = (keyword: string, message: string, context?: readonly Complaint[]) => Complaint;

function* alternatives({ anyOf = [] }: Schema, value: unknown, formats: Formats, say: Say): Generator<Complaint> {
  const context = anyOf.map((part, n) => [...complaints(part, value, formats, [], [n])]);
  if (context.every(({ length }) => length)) yield say('anyOf', `${repr(value)} is not valid under any of the given schemas`, context.flat());
}

function* members(
  keyword: string,
  schema: Schema,
  value: Record<string, unknown>,
  say: Say,
  below: (part: Schema, key: string, way: Path) => Generator<Complaint>,
): Generator<Complaint> {
  const { properties = {}, patternProperties = {} } = schema;
  if (keyword === 'properties') for (const [key, part] of Object.entries(properties)) if (Object.hasOwn(value, key)) yield* below(part, key, [keyword, key]);
  if (keyword === 'patternProperties') {
    for (const [pattern, part] of Object.entries(patternProperties)) {
      for (const key of Object.keys(value)) if (new RegExp(pattern).test(key)) yield* below(part, key, [keyword, pattern]);
    }
  }
  if (keyword === 'required') {
    for (const key of schema['required'] as string[]) if (!Object.hasOwn(value, key)) yield say(keyword, `${repr(key)} is a required property`);
  }
  if (keyword === 'additionalProperties') {
    const patterns = Object.keys(patternProperties);
    const extra = Object.keys(value).filter((key) => !Object.hasOwn(properties, key) && !patterns.some((pattern) => new RegExp(pattern).test(key)));
    const names = (keys: string[]): string => keys.toSorted().map(repr).join(', ');
    const one = extra.length === 1;
    if (!extra.length) return;
    yield say(
      keyword,
      patterns.length
        ? `${names(extra)} ${one ? 'does' : 'do'} not match any of the regexes: ${names(patterns)}`
        : `Additional properties are not allowed (${names(extra)} ${one ? 'was' : 'were'} unexpected)`,
    );
  }
}
