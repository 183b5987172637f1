/** Checks values against JSON schemas and complains in jsonschema's words, schema and value printed out. `jsonschema/exceptions.py` */
import { badRequest } from '../core/errors.ts';
import { pformat } from '../core/pformat.ts';
import { repr } from '../core/python.ts';

export interface Schema {
  name?: string;
  $ref?: string;
  definitions?: Record<string, Schema>;
  allOf?: readonly Schema[];
  type?: string | readonly string[];
  enum?: readonly unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  minItems?: number;
  uniqueItems?: boolean;
  required?: readonly string[];
  dependentRequired?: Record<string, readonly string[]>;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
}
type Path = readonly (string | number)[];
interface Complaint {
  message: string;
  schema: Schema;
  value: unknown;
  path: Path;
  /** The keyword that failed, at the end. */
  schemaPath: Path;
}

/** A value and the schema that it is held against, with the ways to both. */
interface Place {
  /** Of the whole document. */
  root: Schema;
  schema: Schema;
  value: unknown;
  path: Path;
  schemaPath: Path;
}

/** Throws 400 in Glance's words. */
export function checkSchema(schema: Schema, value: unknown): void {
  const [best] = [...complaints({ root: schema, schema, value, path: [], schemaPath: [] })].toSorted(byRelevance);
  if (best) throw badRequest(`Provided object does not match schema '${schema.name}': ${sentence(best)}`);
}

/** jsonschema's `best_match`: the shallowest, among siblings the last by name. */
const byRelevance = (a: Complaint, b: Complaint): number => a.path.length - b.path.length || -compare(a.path, b.path);
function compare(a: Path, b: Path): number {
  const n = a.findIndex((key, index) => key !== b[index]);
  return n === -1 ? 0 : (a[n] ?? '') < (b[n] ?? '') ? -1 : 1;
}

function sentence({ message, schema, value, path, schemaPath }: Complaint): string {
  const place = (root: string, keys: Path): string => root + keys.map((key) => `[${repr(key)}]`).join('');
  const print = (thing: unknown): string => `    ${pformat(thing, 72).replaceAll('\n', '\n    ')}`;
  const where = place('schema', schemaPath.slice(0, -1));
  return `${message}\n\nFailed validating ${repr(schemaPath.at(-1))} in ${where}:\n${print(schema)}\n\nOn ${place('instance', path)}:\n${print(value)}`;
}

const TYPES: Record<string, (value: unknown) => boolean> = {
  null: (value) => value === null,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};
/** What each keyword says of a value that it does not like. */
const KEYWORDS: Partial<Record<keyof Schema, (value: unknown, schema: Required<Schema>) => string | undefined>> = {
  type(value, { type }) {
    const types = [type].flat();
    return types.some((one) => TYPES[one]?.(value)) ? undefined : `${repr(value)} is not of type ${types.map(repr).join(', ')}`;
  },
  enum: (value, schema) => (schema.enum.includes(value) ? undefined : `${repr(value)} is not one of ${repr(schema.enum)}`),
  pattern: (value, { pattern }) =>
    typeof value !== 'string' || new RegExp(pattern).test(value) ? undefined : `${repr(value)} does not match ${repr(pattern)}`,
  maxLength: (value, { maxLength }) => (typeof value === 'string' && Array.from(value).length > maxLength ? `${repr(value)} is too long` : undefined),
  minLength: (value, { minLength }) =>
    typeof value === 'string' && Array.from(value).length < minLength
      ? `${repr(value)} ${minLength === 1 ? 'should be non-empty' : 'is too short'}`
      : undefined,
  minimum: (value, { minimum }) => (typeof value === 'number' && value < minimum ? `${repr(value)} is less than the minimum of ${minimum}` : undefined),
  minItems: (value, { minItems }) =>
    Array.isArray(value) && value.length < minItems ? `${repr(value)} ${minItems === 1 ? 'should be non-empty' : 'is too short'}` : undefined,
  uniqueItems: (value, { uniqueItems }) =>
    uniqueItems && Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size < value.length
      ? `${repr(value)} has non-unique elements`
      : undefined,
};

function* complaints(place: Place): Generator<Complaint> {
  const { root, schema, value, path, schemaPath } = place;
  if (schema.$ref) yield* complaints({ ...place, schema: root.definitions?.[schema.$ref.replace('#/definitions/', '')] ?? {} });
  for (const keyword of Object.keys(schema) as (keyof Schema)[]) {
    const message = KEYWORDS[keyword]?.(value, schema as Required<Schema>);
    if (message) yield { message, schema, value, path, schemaPath: [...schemaPath, keyword] };
  }
  for (const [n, part] of (schema.allOf ?? []).entries()) yield* complaints({ ...place, schema: part, schemaPath: [...schemaPath, 'allOf', n] });
  if (Array.isArray(value) && schema.items) {
    for (const [n, item] of value.entries()) {
      yield* complaints({ root, schema: schema.items, value: item, path: [...path, n], schemaPath: [...schemaPath, 'items'] });
    }
  }
  if (TYPES['object']?.(value)) yield* members(place, value as Record<string, unknown>);
}
function* members({ root, schema, path, schemaPath }: Place, value: Record<string, unknown>): Generator<Complaint> {
  const { properties = {}, required = [], additionalProperties: others } = schema;
  const has = (key: string): boolean => Object.hasOwn(value, key);
  const isKnown = (key: string): boolean => Object.hasOwn(properties, key);
  const complain = (message: string, keyword: string): Complaint => ({ message, schema, value, path, schemaPath: [...schemaPath, keyword] });
  const within = (key: string, member: Schema, ...further: string[]) =>
    complaints({ root, schema: member, value: value[key], path: [...path, key], schemaPath: [...schemaPath, ...further] });
  for (const [key, property] of Object.entries(properties)) {
    if (has(key)) yield* within(key, property, 'properties', key);
  }
  const unknown = Object.keys(value).filter((key) => !isKnown(key));
  if (typeof others === 'object') for (const key of unknown) yield* within(key, others, 'additionalProperties');
  else if (others === false && unknown.length)
    yield complain(
      `Additional properties are not allowed (${unknown.map(repr).join(', ')} ${unknown.length === 1 ? 'was' : 'were'} unexpected)`,
      'additionalProperties',
    );
  for (const [key, companions] of Object.entries(schema.dependentRequired ?? {})) {
    const missing = has(key) ? companions.find((other) => !has(other)) : undefined;
    if (missing !== undefined) yield complain(`${repr(missing)} is a dependency of ${repr(key)}`, 'dependentRequired');
  }
  for (const key of required) if (!has(key)) yield complain(`${repr(key)} is a required property`, 'required');
}
