/**
 * Types that the services describe in JSON Schema and zod has no word for. A failed check carries `params.text`, the sentence with which
 * Python's jsonschema would report it; `server/http/schema-text.ts` words the rest.
 */
import { z } from 'zod';

/** What a failed check says, `text` after the value: `is not a 'uuid'`. With `sentence` nothing else is said; `whole` does not quote the value, `keyword` is what failed; `keys` is the pattern that an object's keys do not match, but for those that are `known`. */
export interface Complaint {
  params: { text: string; whole?: string; keyword?: string; sentence?: string; number?: boolean; keys?: string; known?: ReadonlySet<string> };
}

/** A string with a named format, as `jsonschema.FormatChecker` words it. */
export const format = (name: string, test: (value: string) => boolean) =>
  z.string().refine(test, { params: { text: `is not a '${name}'` } } satisfies Complaint);

/** Any of several JSON types, e.g. `types(['string', 'null'], z.string().nullable())`: wrong ones are named as jsonschema names them. */
export const types = <T extends z.ZodType>(names: readonly string[], type: T): T => {
  jsonTypes.set(type._zod.def, names);
  return type;
};
export const jsonTypes = new WeakMap<object, readonly string[]>();

/** An object whose JSON Schema names `additionalProperties` before `required`: what it has too much is told before what it lacks. */
export const strangersFirst = <T extends z.ZodType>(type: T): T => {
  strangersEarly.add(type._zod.def);
  return type;
};
export const strangersEarly = new WeakSet<object>();

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
/** As oslo.utils' `is_uuid_like`: with or without hyphens. */
export const isUuidLike = (value: string): boolean => UUID.test(value);
export const uuid = format('uuid', isUuidLike);

/** Whether Python's `base64.decodebytes` takes it: characters of no meaning are passed over, what follows the padding too. */
export function isBase64(text: string): boolean {
  let place = 0;
  let pads = 0;
  for (const character of text) {
    if (character === '=' && place >= 2 && place + ++pads >= 4) return true;
    if (!/[A-Za-z0-9+/]/.test(character)) continue;
    pads = 0;
    place = (place + 1) % 4;
  }
  return place === 0;
}

/** An integer that may be written as a string of digits; the output is a number. `pattern` is upstream's, as its complaint quotes it. */
export const flexInteger = ({ pattern = '^[0-9]+$', min, max, filled = false }: { pattern?: string; min?: number; max?: number; filled?: boolean } = {}) =>
  z
    .union([z.int(), z.string()])
    .refine((value) => typeof value === 'number' || new RegExp(pattern).test(value), { params: { text: `does not match '${pattern}'` }, abort: true })
    .refine((value) => !filled || value !== '', { params: { text: 'should be non-empty' }, abort: true })
    .refine((value) => min === undefined || Number(value) >= min, { params: { text: `is less than the minimum of ${min}`, number: true } })
    .refine((value) => max === undefined || Number(value) <= max, { params: { text: `is greater than the maximum of ${max}`, number: true } })
    .transform(Number);

/** TypeScript's library does not have it yet. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => number };
/** A number that Python prints as a float: `1.0`, not `1`. */
export const float = z.codec(z.custom<number>(), z.number(), {
  decode: Number,
  encode: (value) => (Number.isInteger(value) ? rawJSON(`${value}.0`) : value),
});

const TRUE = new Set(['true', 't', '1', 'on', 'y', 'yes']);
const FALSE = new Set(['false', 'f', '0', 'off', 'n', 'no']);
/** oslo.utils' `bool_from_string`; undefined for what is neither. */
export const boolFromString = (value: unknown): boolean | undefined => {
  const text = String(value).trim().toLowerCase();
  return TRUE.has(text) || (FALSE.has(text) ? false : undefined);
};
const BOOLEANS = [
  true,
  'True',
  'TRUE',
  'true',
  '1',
  'ON',
  'On',
  'on',
  'YES',
  'Yes',
  'yes',
  false,
  'False',
  'FALSE',
  'false',
  '0',
  'OFF',
  'Off',
  'off',
  'NO',
  'No',
  'no',
];
const listed = (values: readonly (string | boolean)[]): string =>
  values.map((value) => (typeof value === 'string' ? `'${value}'` : value ? 'True' : 'False')).join(', ');
const oneOf = (values: readonly (string | boolean)[]) =>
  z.union([z.boolean(), z.string()]).refine((value) => values.includes(value), { params: { text: `is not one of [${listed(values)}]` } });
/** Nova's `parameter_types.boolean`: a boolean or one of the strings that mean one. */
export const flexBoolean = oneOf(BOOLEANS).transform((value) => boolFromString(value) === true);
/** The same, or a word; the output is null for the word. */
export const flexBooleanOr = (word: string) => oneOf([...BOOLEANS, word]).transform((value) => (value === word ? null : boolFromString(value) === true));
