/** What zod found wrong, in the words and the order of Python's jsonschema. */
import { z } from 'zod';
import { type Complaint, jsonTypes, strangersEarly } from '../../contracts/json-schema.ts';
import type { Violation } from '../core/dialect.ts';
import { repr } from '../core/python.ts';

type Path = readonly (string | number)[];

/** All complaints about `input`, in the order in which jsonschema's validator comes upon them: types, properties, required, additional. */
export function violations(schema: z.ZodType, error: z.ZodError, input: unknown): Violation[] {
  const all = error.issues.map((issue) => violation(schema, issue, input));
  // zod takes unknown members away before it counts
  const strange = all.filter(({ keyword }) => keyword === 'additionalProperties').map(({ path }) => path.join('/'));
  return inOrder(
    schema,
    all.filter(({ keyword, path }) => keyword !== 'minProperties' || !strange.includes(path.join('/'))),
    [],
  );
}

function inOrder(schema: z.ZodType, list: Violation[], here: Path): Violation[] {
  const own = list.filter(({ path }) => path.length === here.length);
  const nested = Map.groupBy(
    list.filter(({ path }) => path.length > here.length),
    ({ path }) => path[here.length] ?? '',
  );
  const early = strangersEarly.has(unwrapped(schemaAt(schema, here))?._zod.def ?? {});
  const after = early ? ['additionalProperties', 'required'] : ['required', 'additionalProperties'];
  return [
    ...own.filter(({ keyword }) => !after.includes(keyword)),
    ...[...nested].flatMap(([key, group]) => inOrder(schema, group, [...here, key])),
    ...after.flatMap((keyword) => own.filter((violation) => violation.keyword === keyword)),
  ];
}

function violation(schema: z.ZodType, issue: z.core.$ZodIssue, input: unknown): Violation {
  const path = issue.path as Path;
  const choice = choiceAbove(schema, path);
  const chosen = choice && valueAt(input, choice);
  if (choice && chosen !== undefined) {
    return { path: choice, value: chosen, keyword: 'oneOf', message: `${repr(chosen)} is not valid under any of the given schemas` };
  }
  const here = schemaAt(schema, path);
  const given = valueAt(input, path);
  // what is absent stands for something where upstream reads it so
  const value = given === undefined && here instanceof z.ZodPrefault ? here._zod.def.defaultValue : given;
  if (value === undefined && path.length) {
    const parent = path.slice(0, -1);
    return { path: parent, value: valueAt(input, parent), message: `${repr(path.at(-1))} is a required property`, keyword: 'required' };
  }
  const [keyword, text] = complaint(issue, value, here);
  const params: Partial<Complaint['params']> = (issue.code === 'custom' && issue.params) || {};
  if (params.keys !== undefined) return { path, value, keyword: 'additionalProperties', message: strangers(value as object, params.keys, params.known) };
  const quoted = params.number ? String(Number(value)) : repr(value);
  return {
    path,
    value,
    keyword,
    message: keyword === 'additionalProperties' ? text : (params.whole ?? `${quoted} ${text}`),
    ...(params.sentence !== undefined && { sentence: params.sentence }),
  };
}

function complaint(issue: z.core.$ZodIssue, value: unknown, schema: z.ZodType | undefined): [keyword: string, text: string] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return ['additionalProperties', `Additional properties are not allowed (${listing(issue.keys.toSorted())} unexpected)`];
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return issue.pattern
        ? ['pattern', `does not match ${repr(issue.pattern.replace(/^\/(.*)\/[a-z]*$/s, '$1').replaceAll('\\/', '/'))}`]
        : ['format', `is not a '${issue.format}'`];
    case 'invalid_value':
      if (mistyped(schema, value)) return ['type', `is not of type ${namedTypes(typeNames(schema))}`];
      return issue.values.length === 1 ? ['const', `was expected`] : ['enum', `is not one of ${repr(issue.values)}`];
    case 'not_multiple_of':
      return ['multipleOf', `is not a multiple of ${issue.divisor}`];
    case 'custom':
      return [String(issue.params?.['keyword'] ?? 'format'), String(issue.params?.['text'] ?? issue.message)];
    default: {
      const names = typeNames(schema);
      const wrongType = issue.code === 'invalid_type' || (names.length > 0 && !names.some((name) => isOfType(name, value)));
      return wrongType ? ['type', `is not of type ${namedTypes(names)}`] : ['anyOf', 'is not valid under any of the given schemas'];
    }
  }
}
const namedTypes = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
/** Of none of the types that the schema says besides its values. */
function mistyped(schema: z.ZodType | undefined, value: unknown): boolean {
  const names = jsonTypes.get(unwrapped(schema)?._zod.def ?? {}) ?? [];
  return names.length > 0 && !names.some((name) => isOfType(name, value));
}
function strangers(object: object, pattern: string, known: ReadonlySet<string> = new Set()): string {
  const keys = Object.keys(object)
    .filter((key) => !known.has(key) && !new RegExp(pattern).test(key))
    .toSorted();
  return `${keys.map(repr).join(', ')} ${keys.length === 1 ? 'does' : 'do'} not match any of the regexes: ${repr(pattern)}`;
}
const listing = (keys: readonly string[]): string => `${keys.map(repr).join(', ')} ${keys.length === 1 ? 'was' : 'were'}`;

function tooSmall(origin: string, minimum: number): [string, string] {
  if (origin === 'string') return ['minLength', minimum === 1 ? 'should be non-empty' : 'is too short'];
  if (origin === 'array') return ['minItems', minimum === 1 ? 'should be non-empty' : 'is too short'];
  if (origin === 'object' || origin === 'record') return ['minProperties', minimum === 1 ? 'should be non-empty' : 'does not have enough properties'];
  return ['minimum', `is less than the minimum of ${minimum}`];
}
function tooBig(origin: string, maximum: number): [string, string] {
  if (origin === 'string') return ['maxLength', 'is too long'];
  if (origin === 'array') return ['maxItems', maximum === 0 ? 'is expected to be empty' : 'is too long'];
  if (origin === 'object' || origin === 'record') return ['maxProperties', maximum === 0 ? 'is expected to be empty' : 'has too many properties'];
  return ['maximum', `is greater than the maximum of ${maximum}`];
}

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined), input);

function schemaAt(schema: z.ZodType | undefined, path: Path): z.ZodType | undefined {
  const bare = unwrapped(schema);
  const [key, ...rest] = path;
  if (key === undefined || jsonTypes.has(schema?._zod.def ?? {})) return key === undefined ? schema : undefined;
  if (bare instanceof z.ZodObject) return schemaAt((bare.shape as Record<string, z.ZodType>)[key], rest);
  if (bare instanceof z.ZodArray) return schemaAt(bare.element as z.ZodType, rest);
  if (bare instanceof z.ZodRecord) return schemaAt(bare.valueType as z.ZodType, rest);
  return undefined;
}
/** Where on the way to a complaint there is a choice of schemas: what is wrong with one of them does not count. */
function choiceAbove(schema: z.ZodType, path: Path): Path | undefined {
  for (let length = 0; length <= path.length; length++) {
    const here = schemaAt(schema, path.slice(0, length));
    if (jsonTypes.get(unwrapped(here)?._zod.def ?? {})?.length === 0) return path.slice(0, length);
  }
  return undefined;
}
function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return unwrapped(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in as z.ZodType);
  return schema;
}

/** The JSON types that a schema takes, as its JSON Schema would list them. */
function typeNames(schema: z.ZodType | undefined): readonly string[] {
  if (!schema) return [];
  const named = jsonTypes.get(schema._zod.def);
  if (named) return named;
  if (schema instanceof z.ZodNullable) return [...typeNames(schema.unwrap() as z.ZodType), 'null'];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return typeNames(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return typeNames(schema.in as z.ZodType);
  if (schema instanceof z.ZodUnion) return [...new Set((schema.options as z.ZodType[]).flatMap(typeNames))];
  if (schema instanceof z.ZodNumber) return [schema.format ? 'integer' : 'number'];
  return [
    { string: 'string', boolean: 'boolean', array: 'array', object: 'object', record: 'object', null: 'null', enum: 'string', int: 'integer' }[
      schema._zod.def.type as string
    ] ?? [],
  ].flat();
}
const isOfType = (name: string, value: unknown): boolean =>
  ({
    null: value === null,
    array: Array.isArray(value),
    object: typeof value === 'object' && value !== null && !Array.isArray(value),
    integer: Number.isInteger(value),
  })[name] ?? typeof value === name;
