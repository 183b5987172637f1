/** Types of the members that types, groups and snapshots have in common. `cinder/api/validation/parameter_types.py` */
import { z } from 'zod';
import { type Complaint, types } from '../json-schema.ts';
import { metadata } from './types.ts';

const sentence = (reason: string): Complaint => ({ params: { text: '', sentence: `An invalid 'name' value was provided. The 'name' can not be ${reason}` } });

/** A name that says something. */
export const filledName = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => name === '' || name.trim() !== '', sentence('empty.'));
/** The same, blanks around it not counted. */
export const trimmedName = z
  .string()
  .refine((name) => name !== '', sentence('None.'))
  .refine((name) => name === '' || name.trim() !== '', sentence('empty.'))
  .refine((name) => Array.from(name.trim()).length <= 255, sentence('greater than 255 characters.'));

/** Upstream lists what may be printed up to U+FFFF: what lies above it counts as unprintable. */
export const description = z
  .string()
  .max(255)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}\u{10000}-\u{10ffff}]*$/u)
  .nullish();

/** Words as upstream lists them in a sentence. */
export const tuple = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');
/** A text of which upstream says a sentence of its own where it is not known. */
export const knownText = (isKnown: (value: string) => boolean, sentenceOn: (value: string) => string) =>
  z.string().superRefine((value, context) => {
    if (!isKnown(value)) context.addIssue({ code: 'custom', params: { text: '', sentence: sentenceOn(value) } satisfies Complaint['params'] });
  });

const short = z.string().max(255);
const SPACELESS = '^[a-zA-Z0-9-_:.]{1,255}$';
/** Free keys with texts or nulls. */
export const nullableSpecs = metadata(short.nullable());
/** The same, keys without blanks and slashes. */
export const spacelessSpecs = metadata(short.nullable(), SPACELESS);
/** Texts under keys without slashes. */
export const slashless = metadata(short, '^[a-zA-Z0-9-_:. ]{1,255}$');

/** Exactly one key. */
export const single = <T extends z.ZodType<object>>(type: T): T =>
  type
    .refine((object) => Object.keys(object).length > 0, { params: { text: 'should be non-empty' } satisfies Complaint['params'] })
    .refine((object) => Object.keys(object).length < 2, { params: { text: 'has too many properties' } satisfies Complaint['params'] });

const HOST = '^[a-zA-Z0-9-._#@:/+\\[\\]]*$';
/** Of a service: a host, with its backend after an `@` and its pool after a `#`. */
export const serviceHost = types(['string', 'null'], z.string().min(1).max(255).regex(new RegExp(HOST)).nullish());

/** An object of which one of these members has to be there. */
export const oneOfMembers = <T extends z.ZodType<object>>(type: T, names: readonly string[]): T =>
  type.refine((object) => names.some((name) => Object.hasOwn(object, name)), {
    params: { text: 'is not valid under any of the given schemas' } satisfies Complaint['params'],
  });
