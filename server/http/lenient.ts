/** The same schema, but what an object has too much is dropped instead of refused. `nova/api/validation/validators.py` */
import { z } from 'zod';

const cache = new WeakMap<z.ZodType, z.ZodType>();

export function lenient<T extends z.ZodType>(schema: T): T {
  let found = cache.get(schema);
  if (!found) cache.set(schema, (found = build(schema)));
  return found as T;
}
/** What has no strict object in it stays as it is. */
function build(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return object(schema);
  if (schema instanceof z.ZodArray) return rebuilt(schema, schema.element as z.ZodType, (element) => new z.ZodArray({ ...schema._zod.def, element }));
  if (schema instanceof z.ZodOptional) return rebuilt(schema, schema.unwrap() as z.ZodType, (inner) => inner.optional());
  if (schema instanceof z.ZodNullable) return rebuilt(schema, schema.unwrap() as z.ZodType, (inner) => inner.nullable());
  if (schema instanceof z.ZodUnion) {
    const options = schema.options.map((option) => lenient(option as z.ZodType));
    return options.every((option, n) => option === schema.options[n]) ? schema : new z.ZodUnion({ ...schema._zod.def, options });
  }
  return schema;
}
function object(schema: z.ZodObject): z.ZodType {
  const fields = Object.entries(schema.shape as z.ZodRawShape).map(([key, field]) => [key, lenient(field as z.ZodType)] as const);
  const { catchall, ...rest } = schema._zod.def;
  const forbids = catchall instanceof z.ZodNever;
  if (!forbids && fields.every(([key, field]) => field === schema.shape[key])) return schema;
  return new z.ZodObject({ ...rest, shape: Object.fromEntries(fields), ...(catchall && !forbids && { catchall }) });
}
function rebuilt(schema: z.ZodType, inner: z.ZodType, wrap: (inner: z.ZodType) => z.ZodType): z.ZodType {
  const found = lenient(inner);
  return found === inner ? schema : wrap(found);
}
