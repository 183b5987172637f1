/** Types that Cinder's schemas share. `cinder/api/validation/parameter_types.py`, `cinder/api/validation/validators.py` */
import { z } from 'zod';
import { type Complaint, flexInteger, types, uuid } from '../json-schema.ts';

export const MAX_INT = 0x7fffffff;

/** A text of at most 255 characters, blanks around it not counted; longer ones are refused in words of their own. */
const trimmed = (name: string) =>
  z
    .string()
    .superRefine((value, context) => {
      const { length } = Array.from(value.trim());
      const sentence = `Invalid input received: ${name} has ${length} characters, more than 255.`;
      if (length > 255) context.addIssue({ code: 'custom', params: { text: '', sentence } satisfies Complaint['params'] });
    })
    .nullish();
export const optionalName = trimmed('name');
export const optionalDescription = trimmed('description');

/** Null or a text, both lengths inclusive. */
export const nullableText = (min = 0, max = 255) => z.string().min(min).max(max).nullish();

/** What jsonschema's `oneOf` refuses it does not explain. */
export const oneOf = <T extends z.ZodType>(type: T) =>
  z.custom<z.input<T>>().refine((value) => type.safeParse(value).success, { params: { text: 'is not valid under any of the given schemas' } });
/** Null or a UUID. */
export const optionalUuid = oneOf(uuid.nullable()).optional();

const BOOLEANS = ['True', 'TRUE', 'true', '1', 'ON', 'On', 'on', 'YES', 'Yes', 'yes', 'y', 't'];
const MORE_BOOLEANS = ['False', 'FALSE', 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no', 'n', 'f'];
const isBoolean = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'string' && [...BOOLEANS, ...MORE_BOOLEANS].includes(value)) || value === 0 || value === 1;
const toBoolean = (value: unknown): boolean => value === true || value === 1 || BOOLEANS.includes(String(value));
const listed = [true, ...BOOLEANS, false, ...MORE_BOOLEANS].map((value) => (typeof value === 'string' ? `'${value}'` : value ? 'True' : 'False')).join(', ');
/** A boolean or one of the strings that mean one; the output is a boolean. */
export const boolean = types(
  ['boolean', 'string'],
  z
    .union([z.boolean(), z.string()])
    .refine(isBoolean, { params: { text: `is not one of [${listed}]` } })
    .transform(toBoolean),
);
/** The same or null, without an explanation. */
export const optionalBoolean = oneOf(z.union([z.null(), z.boolean(), z.string().refine(isBoolean)]))
  .transform((value) => (value === undefined || value === null ? value : toBoolean(value)))
  .optional();

/** GiB, as a number or as digits; the output is a number. */
export const size = flexInteger({ min: 1, max: MAX_INT });
export const optionalSize = types(['integer', 'string', 'null'], size.nullish());

const KEY = '^[a-zA-Z0-9-_:. /]{1,255}$';
/** An object of free keys, as metadata and extra specs are: letters, digits and `-_:. /`. */
export const metadata = <T extends z.ZodType>(value: T, pattern = KEY) =>
  z.record(z.string(), value).refine((object) => Object.keys(object).every((key) => new RegExp(pattern).test(key)), {
    params: { text: '', keys: pattern },
  });
export const texts = metadata(z.string().max(255));

export const Links = z.array(z.object({ rel: z.string(), href: z.string() }));

/** A member of a query; of several the last counts. */
export const text = z.union([z.string(), z.array(z.string()).transform((values) => values.at(-1) ?? '')]);
/** How every list is paged and sorted; other members of the query are filters. */
export const page = z.looseObject({
  limit: text.optional(),
  marker: text.optional(),
  offset: text.optional(),
  sort: text.optional(),
  sort_key: text.optional(),
  sort_dir: text.optional(),
});
