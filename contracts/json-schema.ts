/**
 * Types that the services describe in JSON Schema and zod has no word for. A failed check carries `params.text`, the sentence with which
 * Python's jsonschema would report it; `server/http/schema-text.ts` words the rest.
 */
import { z } from 'zod';

/** The part of a JSON Schema complaint that follows the value: `"is not a 'uuid'"`. */
export interface Complaint {
  params: { text: string };
}
const says = (text: string): Complaint => ({ params: { text } });

/** A string with a named format, as `jsonschema.FormatChecker` words it. */
export const format = (name: string, test: (value: string) => boolean) => z.string().refine(test, says(`is not a '${name}'`));

/** Any of several JSON types, e.g. `types(['string', 'null'], z.string().nullable())`: wrong ones are named as jsonschema names them. */
export const types = <T extends z.ZodType>(names: readonly string[], type: T): T => {
  jsonTypes.set(type._zod.def, names);
  return type;
};
export const jsonTypes = new WeakMap<object, readonly string[]>();

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
/** As oslo.utils' `is_uuid_like`: with or without hyphens. */
export const isUuidLike = (value: string): boolean => UUID.test(value);
export const uuid = format('uuid', isUuidLike);

/** An integer that may be written as a string of digits; the output is a number. */
export const flexInteger = (options: { min?: number; max?: number } = {}) =>
  z
    .union([z.int(), z.string()])
    .refine((value) => typeof value === 'number' || /^-?[0-9]+$/.test(value), { params: { text: `does not match '^-?[0-9]+$'` }, abort: true })
    .refine((value) => options.min === undefined || Number(value) >= options.min, says(`is less than the minimum of ${options.min}`))
    .refine((value) => options.max === undefined || Number(value) <= options.max, says(`is greater than the maximum of ${options.max}`))
    .transform(Number);

const TRUE = new Set(['true', 't', '1', 'on', 'y', 'yes']);
const FALSE = ['false', 'f', '0', 'off', 'n', 'no'];
const BOOLEANS: readonly unknown[] = [
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
  'y',
  't',
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
  'n',
  'f',
];
/** oslo.utils' `bool_from_string(value, strict=False)`. */
export const boolFromString = (value: unknown, fallback = false): boolean => {
  const text = String(value).trim().toLowerCase();
  return TRUE.has(text) || (!FALSE.includes(text) && fallback);
};
/** Nova's `parameter_types.boolean`: a boolean or one of the strings that mean one. */
export const flexBoolean = z
  .union([z.boolean(), z.string()])
  .refine(
    (value) => BOOLEANS.includes(value),
    says(
      `is not one of [True, 'True', 'TRUE', 'true', '1', 'ON', 'On', 'on', 'YES', 'Yes', 'yes', 'y', 't', False, 'False', 'FALSE', 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no', 'n', 'f']`,
    ),
  )
  .transform((value) => boolFromString(value));
