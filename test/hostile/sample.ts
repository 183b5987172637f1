/** A value that a schema takes, or nearly: a place to begin from when every part of it is to be spoilt. */
import { z } from 'zod';

const UUID = '11111111-2222-4333-8444-555555555555';
const STRINGS = ['x', '1', 'true', UUID, '10.0.0.1', '10.0.0.0/24', 'fa:16:3e:00:00:01', 'aGk=', '2030-01-01T00:00:00Z', 'http://a.test/', 'ssh-rsa AAAA', ''];
const NUMBERS = [1, 0, 4, 10, 100, 1000];

export interface Wish {
  /** Leave out what may be left out. */
  spare?: boolean;
  /** Values of members, by name: ids of what is there. */
  known?: Record<string, unknown>;
}

/** The first candidate that the schema takes. */
const fitting = (schema: z.ZodType, candidates: readonly unknown[]): unknown =>
  candidates.find((candidate) => schema.safeParse(candidate).success) ?? candidates[0];

export function sample(schema: z.ZodType, wish: Wish = {}, depth = 0): unknown {
  if (depth > 12) return undefined;
  const inner = (type: unknown): unknown => sample(type as z.ZodType, wish, depth + 1);
  if (schema instanceof z.ZodObject) return members(schema, wish, inner);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly)
    return inner(schema.unwrap());
  if (schema instanceof z.ZodArray) return [inner(schema.element)];
  if (schema instanceof z.ZodTuple) return schema._zod.def.items.map(inner);
  if (schema instanceof z.ZodRecord) return { key: inner(schema.valueType) };
  if (schema instanceof z.ZodUnion) return fitting(schema, schema.options.map(inner));
  if (schema instanceof z.ZodIntersection) return { ...(inner(schema._zod.def.left) as object), ...(inner(schema._zod.def.right) as object) };
  if (schema instanceof z.ZodPipe) return inner(schema._zod.def.in);
  if (schema instanceof z.ZodLazy) return inner(schema.unwrap());
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodLiteral) return [...schema.values][0];
  if (schema instanceof z.ZodBoolean) return true;
  if (schema instanceof z.ZodNumber) return fitting(schema, NUMBERS);
  if (schema instanceof z.ZodNull) return null;
  return fitting(schema, [...STRINGS, ...NUMBERS, {}]);
}
function members(schema: z.ZodObject, { spare, known = {} }: Wish, inner: (type: unknown) => unknown): Record<string, unknown> {
  const fields = Object.entries(schema.shape).filter(([, field]) => !(spare && (field as z.ZodType).safeParse(undefined).success));
  const values = fields.map(([key, field]) => [key, Object.hasOwn(known, key) ? known[key] : inner(field)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Copies of a value, each with one of its parts replaced by what `spoil` gives for it. */
export function* spoilt(value: unknown, spoil: () => unknown): Generator {
  yield spoil();
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) for (const other of spoilt(item, spoil)) yield value.with(index, other);
    yield [...value, ...value, spoil()];
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) for (const other of spoilt(item, spoil)) yield { ...value, [key]: other };
    yield { ...value, [JSON.stringify(spoil()).slice(0, 300)]: spoil() };
  }
}

/** Copies of a small value, each with one more member of the full one: as it is, or spoilt. */
export function* extended(small: unknown, full: unknown, spoil: () => unknown): Generator {
  if (!isObject(small) || !isObject(full)) return;
  for (const [key, value] of Object.entries(full)) {
    if (!Object.hasOwn(small, key)) for (const other of [value, spoil(), spoil(), ...spoilt(value, spoil)]) yield { ...small, [key]: other };
    else for (const other of extended(small[key], value, spoil)) yield { ...small, [key]: other };
  }
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
