/** Types that Keystone's schemas share. `keystone/api/validation/parameter_types.py`, `response_types.py` */
import { z } from 'zod';
import { types } from '../json-schema.ts';

/** The texts that stand for a boolean; Keystone takes no other. */
const BOOLEANS = [
  true,
  'True',
  'TRUE',
  'true',
  false,
  'False',
  'FALSE',
  'false',
  '',
  '1',
  '0',
  'y',
  'Y',
  'n',
  'N',
  'on',
  'ON',
  'off',
  'OFF',
  'yes',
  'no',
] as const;
const boolean = types(['boolean', 'string', 'null'], z.literal([...BOOLEANS]));
/** Sent as a boolean, or as a text that stands for one. */
export const flag = boolean.optional();
export const name = z.string().min(1).max(255).regex(/[\S]+/);
/** Of projects and domains. */
export const shortName = z.string().min(1).max(64).regex(/[\S]+/);
export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-zA-Z0-9-]+$/);
export const description = z.string().nullable();
const options = (...names: string[]) => z.strictObject(Object.fromEntries(names.map((option) => [option, z.json().optional()])));
/** The options of a project, a domain or a role. */
export const immutable = options('immutable').extend({ immutable: z.boolean().nullish() });

export const Links = z.object({ self: z.string() });
export const PageLinks = z.object({ next: z.string().nullable(), self: z.string(), previous: z.string().nullable() });

/** A collection in its envelope. */
export const collection = <K extends string, T extends z.ZodType>(key: K, item: T) =>
  z.object({ [key]: z.array(item), links: PageLinks, truncated: z.literal(true).optional() } as { [P in K]: z.ZodArray<T> } & {
    links: typeof PageLinks;
    truncated: z.ZodOptional<z.ZodLiteral<true>>;
  });

/** Query keys of a collection that pages; filters come besides, also as `name__contains`. */
export const paging = { marker: z.string().optional(), limit: z.string().optional() };

/** An object with at least one key. */
export const nonEmpty = <T extends z.ZodType<object>>(type: T) =>
  type.refine((value) => Object.keys(value).length > 0, { params: { text: 'should be non-empty', keyword: 'minProperties' } });
/** A list in which nothing stands twice. */
export const unique = <T extends z.ZodType<unknown[]>>(type: T) =>
  type.refine((value) => new Set(value.map((item) => JSON.stringify(item))).size === value.length, { params: { text: 'has non-unique elements' } });
