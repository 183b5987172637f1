/** Schemas as compiled functions: several times as fast, once they are compiled, which takes zod some milliseconds. */
import { z } from 'zod';

/** After so many uses there will be more. */
const OFTEN = 200;
interface Known {
  uses: number;
  quick: z.ZodType | undefined;
  /** What it reads and what it writes are the same. */
  plain: boolean;
}
const known = new WeakMap<z.ZodType, Known>();

/** As `schema.safeParse`. */
export function check<T extends z.ZodType>(schema: T, input: unknown): z.ZodSafeParseResult<z.output<T>> {
  return (of(schema).quick ?? schema).safeParse(input) as z.ZodSafeParseResult<z.output<T>>;
}

/** As `z.encode`. @throws z.ZodError on a value that the schema does not have */
export function encode(schema: z.ZodType, value: unknown): unknown {
  const { plain, quick } = of(schema);
  // zod compiles one direction only
  return plain && quick ? quick.parse(value) : z.encode(schema, value);
}

function of(schema: z.ZodType): Known {
  let found = known.get(schema);
  if (!found) known.set(schema, (found = { uses: 0, quick: undefined, plain: false }));
  if (found.uses < OFTEN && (found.uses += 1) === OFTEN) {
    found.quick = z.compile(schema);
    found.plain = isPlain(schema, new Set());
  }
  return found;
}

/** Nothing in it is one thing on the wire and another one inside: no codec, no default. */
function isPlain(schema: z.core.$ZodType, seen: Set<z.core.$ZodType>): boolean {
  if (seen.has(schema)) return true;
  seen.add(schema);
  const { type } = schema._zod.def;
  if (type === 'pipe' || type === 'transform' || type === 'default' || type === 'prefault' || type === 'catch') return false;
  return partsOf(schema).every((part) => isPlain(part, seen));
}
function partsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodLazy) return [schema.unwrap()];
  const parts = Object.entries(schema._zod.def).flatMap(([name, part]: [string, unknown]) => (name === 'shape' ? Object.values(part as object) : part));
  return parts.filter((part) => part instanceof z.core.$ZodType);
}
