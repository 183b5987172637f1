/** Types that Nova's schemas share. `nova/api/validation/parameter_types.py` */
import { z } from 'zod';
import { type Complaint, flexInteger } from '../json-schema.ts';

const PRINTABLE = /^[^\s\p{C}](?:[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]*[^\s\p{C}])?$/u;
const invalidName: Complaint = {
  params: { text: '', sentence: "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace." },
};
/** The name of a server, flavor, aggregate... */
export const Name = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => name === '' || PRINTABLE.test(name), invalidName);

export const MAX_INT = 0x7fffffff;
export const positiveInteger = flexInteger({ min: 1, max: MAX_INT });
export const nonNegativeInteger = flexInteger({ min: 0, max: MAX_INT });

/** Upstream's `parameter_types.positive_integer`, of which the two above differ in their pattern. */
export const positive = flexInteger({ pattern: '^[0-9]*$', min: 1, filled: true });

/** Upstream's `parameter_types.non_negative_integer`. */
export const nonNegative = flexInteger({ pattern: '^[0-9]*$', min: 0, filled: true });

export const Links = z.array(z.object({ rel: z.string(), href: z.string() }));
/** `limit` and `marker` of a page; each may come several times, the last one counts. */
export const page = {
  limit: z.array(nonNegative).optional(),
  marker: z.array(z.string()).optional(),
};
export const strings = z.array(z.string()).optional();

const KEY = /^[a-zA-Z0-9-_:. ]{1,255}$/;
/** An object of free keys, as metadata and extra specs are: letters, digits and `-_:. `. */
export const metadata = <T extends z.ZodType>(value: T, size: { min?: number; max?: number } = {}) =>
  z
    .record(z.string(), value)
    .refine((object) => Object.keys(object).every((key) => KEY.test(key)), {
      params: { text: '', keys: KEY.source },
    })
    .refine((object) => Object.keys(object).length >= (size.min ?? 0), {
      params: { text: size.min === 1 ? 'should be non-empty' : 'does not have enough properties' },
    })
    .refine((object) => Object.keys(object).length <= (size.max ?? Infinity), { params: { text: 'has too many properties' } });
