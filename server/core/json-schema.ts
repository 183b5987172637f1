/**
 * JSON Schema as Python's jsonschema checks it: the one violation of several that it raises, printed with the schema and the value.
 * `jsonschema/_keywords.py`, `jsonschema/exceptions.py`
 */
import { pformat } from './pformat.ts';
import { repr } from './python.ts';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}
/** Formats differ in strictness from service to service; one that is not named here passes. */
export type Formats = Record<string, (text: string) => boolean>;
type Path = readonly (string | number)[];

/** What `str(jsonschema.ValidationError)` is made of. */
interface Printable {
  message: string;
  /** The part of the schema that is violated, and the way to it, with the keyword at its end. */
  schema: JsonSchema;
  schemaPath: Path;
  value: unknown;
  path: Path;
}
interface Violation extends Printable {
  /** What the alternatives of `anyOf` say. */
  context: readonly Violation[];
}

/** The printed violation of a schema by a value, or nothing. */
export function violation(schema: JsonSchema, value: unknown, formats: Formats = {}): string | undefined {
  const best = bestOf([...violations({ root: schema, formats, schema, schemaPath: [], value, path: [] })]);
  return best && printed(best);
}

export function printed({ message, schema, schemaPath, value, path }: Printable): string {
  const indices = (keys: Path): string => keys.map((key) => `[${repr(key)}]`).join('');
  const laidOut = (thing: unknown): string => pformat(thing, 72).replaceAll(/^(?=.)/gm, '    ');
  const where = `schema${indices(schemaPath.slice(0, -1))}`;
  return `${message}\n\nFailed validating ${repr(schemaPath.at(-1))} in ${where}:\n${laidOut(schema)}\n\nOn instance${indices(path)}:\n${laidOut(value)}`;
}

type Rank = readonly [depth: number, path: Path, strong: number, mistyped: number];
const rankOf = ({ path, schemaPath, schema, value }: Violation): Rank => [
  -path.length,
  path,
  Number(schemaPath.at(-1) !== 'anyOf'),
  Number(!('type' in schema) || !isOfType(schema['type'], value)),
];
/** The shallowest, among siblings the last by name, an alternative's only where nothing else is said. */
function bestOf(list: readonly Violation[]): Violation | undefined {
  let best = list.toSorted((a, b) => -order(rankOf(a), rankOf(b)))[0];
  while (best?.context.length) {
    const [first, second] = best.context.toSorted((a, b) => order(rankOf(a), rankOf(b)));
    if (!first || (second && order(rankOf(first), rankOf(second)) === 0)) return best;
    best = first;
  }
  return best;
}
function order(a: Rank, b: Rank): number {
  const n = a[1].findIndex((key, index) => key !== b[1][index]);
  const byPath = n === -1 ? 0 : (a[1][n] ?? '') < (b[1][n] ?? '') ? -1 : 1;
  return a[0] - b[0] || byPath || a[2] - b[2] || a[3] - b[3];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const TYPES: Record<string, (value: unknown) => boolean> = {
  null: (value) => value === null,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  array: Array.isArray,
  object: isObject,
};
const isOfType = (types: unknown, value: unknown): boolean => [types].flat().some((type) => TYPES[String(type)]?.(value));

const least = (size: number, operand: number, few: string): string | undefined => (size < operand ? (operand === 1 ? 'should be non-empty' : few) : undefined);
/** What each keyword says after a value that it does not like. */
const ASSERTIONS: Record<string, (value: unknown, operand: never, formats: Formats) => string | undefined> = {
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
  uniqueItems: (value, asked: boolean) =>
    asked && Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size < value.length ? 'has non-unique elements' : undefined,
};

/** A value and the schema that it is held against, with the ways to both. */
interface Place extends Omit<Printable, 'message'> {
  /** Of the whole document: what definitions are looked up in. */
  root: JsonSchema;
  formats: Formats;
}
function* violations(place: Place): Generator<Violation> {
  for (const [keyword, operand] of Object.entries(place.schema)) {
    const words = ASSERTIONS[keyword]?.(place.value, operand as never, place.formats);
    if (words !== undefined) yield said(place, keyword, `${repr(place.value)} ${words}`);
    yield* WITHIN[keyword]?.(place, operand as never) ?? [];
    if (isObject(place.value)) yield* MEMBERS[keyword]?.({ ...place, value: place.value }, operand as never) ?? [];
  }
}
const said = ({ schema, value, path, schemaPath }: Place, keyword: string, message: string, context: readonly Violation[] = []): Violation => ({
  message,
  schema,
  value,
  path,
  schemaPath: [...schemaPath, keyword],
  context,
});
const at = (place: Place, schema: JsonSchema, ...way: Path): Place => ({ ...place, schema, schemaPath: [...place.schemaPath, ...way] });

/** Keywords that hold the value, or its items, against further schemas. */
const WITHIN: Record<string, (place: Place, operand: never) => Iterable<Violation>> = {
  $ref: (place, ref: string) =>
    violations(at(place, (place.root['definitions'] as Record<string, JsonSchema> | undefined)?.[ref.replace('#/definitions/', '')] ?? {})),
  *allOf(place, parts: JsonSchema[]) {
    for (const [n, part] of parts.entries()) yield* violations(at(place, part, 'allOf', n));
  },
  *anyOf(place, parts: JsonSchema[]) {
    const context = parts.map((part, n) => [...violations({ ...place, schema: part, path: [], schemaPath: [n] })]);
    if (context.every(({ length }) => length)) yield said(place, 'anyOf', `${repr(place.value)} is not valid under any of the given schemas`, context.flat());
  },
  *items(place, part: JsonSchema) {
    if (!Array.isArray(place.value)) return;
    for (const [n, value] of place.value.entries()) yield* violations({ ...at(place, part, 'items'), value, path: [...place.path, n] });
  },
};

type ObjectPlace = Place & { value: Record<string, unknown> };
const member = (place: ObjectPlace, key: string, part: JsonSchema, ...way: Path): Generator<Violation> =>
  violations({ ...at(place, part, ...way), value: place.value[key], path: [...place.path, key] });
const listed = (names: readonly string[]): string => names.toSorted().map(repr).join(', ');
/** Keywords that judge the members of an object. */
const MEMBERS: Record<string, (place: ObjectPlace, operand: never) => Iterable<Violation>> = {
  *properties(place, parts: Record<string, JsonSchema>) {
    for (const [key, part] of Object.entries(parts)) if (Object.hasOwn(place.value, key)) yield* member(place, key, part, 'properties', key);
  },
  *patternProperties(place, parts: Record<string, JsonSchema>) {
    for (const [pattern, part] of Object.entries(parts)) {
      for (const key of Object.keys(place.value)) if (new RegExp(pattern).test(key)) yield* member(place, key, part, 'patternProperties', pattern);
    }
  },
  *additionalProperties(place, allowed: JsonSchema | boolean) {
    const { properties = {}, patternProperties = {} } = place.schema;
    const patterns = Object.keys(patternProperties);
    const others = Object.keys(place.value).filter((key) => !Object.hasOwn(properties, key) && !patterns.some((pattern) => new RegExp(pattern).test(key)));
    if (typeof allowed === 'object') for (const key of others) yield* member(place, key, allowed, 'additionalProperties');
    else if (!allowed && others.length) {
      const one = others.length === 1;
      const sentence = patterns.length
        ? `${listed(others)} ${one ? 'does' : 'do'} not match any of the regexes: ${listed(patterns)}`
        : `Additional properties are not allowed (${listed(others)} ${one ? 'was' : 'were'} unexpected)`;
      yield said(place, 'additionalProperties', sentence);
    }
  },
  *required(place, keys: string[]) {
    for (const key of keys) if (!Object.hasOwn(place.value, key)) yield said(place, 'required', `${repr(key)} is a required property`);
  },
  *dependentRequired(place, companions: Record<string, string[]>) {
    for (const [key, others] of Object.entries(companions)) {
      if (!Object.hasOwn(place.value, key)) continue;
      for (const other of others) {
        if (!Object.hasOwn(place.value, other)) yield said(place, 'dependentRequired', `${repr(other)} is a dependency of ${repr(key)}`);
      }
    }
  },
};
